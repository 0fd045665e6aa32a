// A menu without prices. Where the page calls itself a menu, its lists, rows and repeated blocks under headings are
// taken as dishes: they are given the mark that a price would be.
import { words } from "./headings.js";
import { SURE } from "./price.js";
import { classOf, within } from "./tree.js";

const MENU = /menu|메뉴|차림표|メニュー|お品書き|菜[单單谱譜]|\bcart[ae]\b|speisen|card[áa]pio|меню|thực đơn|เมนู/i;
/** Hours, telephone numbers and addresses. */
const CONTACT = /\d{1,2}:\d\d|@|\d{3,4}-\d{4}|https?:/;
const REPEATED_MIN = 3;

/** Whether page or place calls itself a menu. */
export function isMenu(nodes, root) {
  const title = (root.ownerDocument ?? root).title ?? "";
  return MENU.test(title) || nodes.some((node) => /^h[12]$/.test(node.tag) && MENU.test(words(node)));
}

export function markDishes(nodes) {
  for (const node of nodes) node.price = node.hasPrice = 0;
  const inner = nodes.filter((node) => isLine(node) && !within(node).slice(1).some(isLine));
  for (const node of inner) mark(node);
  for (const node of nodes) for (const card of cardsOf(node)) mark(card);
}

function mark(node) {
  node.price = SURE;
  for (let up = node; up && !up.hasPrice; up = up.up) up.hasPrice = 1;
}

function isLine(node) {
  if (node.tag === "tr") return !node.level && node.kids.filter((kid) => kid.tag === "td" && kid.hasWords).length > 1;
  return /^(?:li|dt)$/.test(node.tag) && node.hasWords && !isAside(node) && !CONTACT.test(words(node));
}

/** Links to places in the page, and what stands in a form or beside the page's matter, are no dishes. */
function isAside({ element }) {
  const link = element.querySelector('a[href*="#"]');
  return link?.textContent.trim() === element.textContent.trim() || Boolean(element.closest("form,aside,footer,header"));
}

/** Repeated blocks with one heading each. */
function cardsOf(node) {
  const cards = node.kids.filter((kid) => !kid.hasPrice && !kid.level && headings(kid) === 1 && !isAside(kid));
  return cards.length >= REPEATED_MIN && cards.every((card) => classOf(card) === classOf(cards[0]) && card.tag === cards[0].tag) ? cards : [];
}

const headings = (node) => within(node).filter(({ tag }) => /^h[2-6]$/.test(tag)).length;
