// The sections: what heads the dishes, and the elements that hold what is headed.
import { isShort } from "./headings.js";
import { authored, fitted, slug } from "./ids.js";
import { grouped } from "./names.js";
import { tags } from "./tags.js";
import { within } from "./tree.js";
import { isBadge, named } from "./words.js";

const BLOCK = tags("section article details fieldset tbody");
const PAGE = tags("#root html body main");

/** Gives every dish the id of its `section`, or null, and returns the sections, each `{id, nodes, why}`. */
export function sectionsOf(dishes, links) {
  count(dishes);
  const heads = choose(dishes, links);
  const sections = [];
  for (const group of grouped(dishes, (dish) => heads.get(dish)?.head)) {
    const { head, up } = heads.get(group[0]) ?? {};
    if (head) sections.push({ ...held(head, up, group, links), head, group });
  }
  identify(sections, links);
  for (const { id, group } of sections) for (const dish of group) dish.section = id || null;
  return sections.filter(({ id }) => id);
}

function count(dishes) {
  for (const dish of dishes) {
    dish.section = null;
    for (const node of dish.nodes) node.dish = dish;
    for (let up = dish.nodes[0]; up; up = up.up) up.count += 1;
  }
}

/** Real headings; where the page has none but perhaps one over everything, short words in a heading's place. */
function choose(dishes, links) {
  const real = headsBy(dishes, links, lastHeading);
  if (heads(real) > 1 || dishes.some(({ nodes }) => nodes[0].up?.tag === "dl")) return real;
  const likely = headsBy(dishes, links, null);
  return heads(likely) > heads(real) ? likely : real;
}

const heads = (found) => new Set([...found.values()].map(({ head }) => head)).size;

function headsBy(dishes, links, heading) {
  const found = new Map();
  for (const dish of dishes) {
    const head = climb(dish.nodes[0], links, heading);
    if (head) found.set(dish, head);
  }
  return found;
}

/** The nearest heading before a dish, on the way up; or a block that is named without one. */
function climb(from, links, heading) {
  for (let node = from; node.up; node = node.up) {
    const before = node.up.kids.slice(0, node.up.kids.indexOf(node)).reverse();
    const head = heading ? first(before, heading) : likelyHeading(before, node);
    if (head) return { head, up: node.up };
    if (label(node.up, links)) return { head: node.up, up: node.up };
  }
  return null;
}

function first(nodes, heading) {
  for (const node of nodes) {
    const found = !node.count && !node.dish && heading(node);
    if (found) return found;
  }
  return null;
}

const lastHeading = (node) => (node.level ? node : within(node).reverse().find((inner) => inner.level));

/** The words that begin the stretch before the dishes: a title and perhaps a line about it. */
function likelyHeading(before, node) {
  const from = before.findIndex((kid) => !kid.count && !kid.dish && kid.hasWords);
  if (from < 0) return null;
  const rest = before.slice(from);
  const end = rest.findIndex((kid) => kid.count || kid.dish);
  const stretch = end < 0 ? rest : rest.slice(0, end);
  const title = within(stretch.reverse().find((kid) => kid.hasWords)).find(({ text }) => named(text));
  const isLine = node.dish && title?.tag === "p";
  return title && !isLine && isShort(title.text) && !title.hasPrice && !isBadge(title.text) ? title : null;
}

/** What a block without a heading is called: its label, the text of the links that lead to it, or the words of an entry
 * over the list within it. */
function label(node, links) {
  const { element } = node;
  if (PAGE.has(node.tag) || !element.getAttribute) return "";
  if (node.tag === "li") return named(node.text);
  return links.get(element.id) || (BLOCK.has(node.tag) && (element.getAttribute("aria-label") || authored(element.id))) || "";
}

/** The elements of a section: the block that holds heading and dishes and nothing of another section; else the blocks
 * beside the heading that hold the dishes; else, where the dishes are the heading's siblings, all of them one by one: the
 * section is seen while any of them is. */
function held(head, up, group, links) {
  if (up.count === group.length && !PAGE.has(up.tag)) {
    const block = outermost(up, links);
    return { nodes: [block], why: BLOCK.has(block.tag) ? block.tag : "block under a heading" };
  }
  const blocks = up.kids.filter((kid) => group.some(({ nodes: [node] }) => holds(kid, node)));
  const isWhole = blocks.reduce((sum, block) => sum + block.count, 0) === group.length;
  if (isWhole && blocks.every((block) => !block.dish)) return { nodes: blocks, why: "list after a heading" };
  return { nodes: [head, ...group.flatMap(({ nodes }) => nodes)], why: "heading and its dishes" };
}

function holds(block, node) {
  for (let up = node; up; up = up.up) if (up === block) return true;
  return false;
}

/** The page's own idea of the section: a section element or the target of a link, if it holds no more dishes. */
function outermost(block, links) {
  let outer = block;
  for (let up = block.up; up && up.count === block.count && !PAGE.has(up.tag); up = up.up) {
    if (BLOCK.has(up.tag) || links.has(up.element.id)) outer = up;
  }
  return outer;
}

function identify(sections, links) {
  for (const section of sections) section.id = ownId(section, links) || slug(section.name = title(section, links));
  for (const same of grouped(sections, ({ id }) => id)) {
    if (same.length > 1) for (const section of same) section.id = [slug(over(section)), section.id].filter(Boolean).join("/");
  }
  for (const section of sections) section.id = fitted(section.id);
}

/** The id of the block, of the heading, or of an anchor in either's place. */
function ownId({ nodes: [node], head }) {
  const { element } = head;
  const anchor = head === node && !head.level ? null : element.querySelector("a[name],[id]");
  const before = element.previousElementSibling;
  const ids = [node.element.id, element.id, anchor?.getAttribute("name") || anchor?.id, before?.matches("a[name]:empty") && before.getAttribute("name")];
  return ids.map((id) => authored(id)).find(Boolean);
}

function title({ head }, links) {
  const inner = within(head).find(({ text }) => named(text, true));
  return head.level || !label(head, links) ? inner ? named(inner.text, true) : "" : label(head, links);
}

/** The heading over a heading: tells the drinks of the evening from those of noon. */
function over({ head }) {
  for (let node = head; node.up; node = node.up) {
    const before = node.up.kids.slice(0, node.up.kids.indexOf(node)).reverse();
    const higher = before.flatMap((kid) => within(kid).reverse()).find(({ level, dish }) => level && !dish && level < (head.level || Infinity));
    if (higher) return title({ head: higher }, new Map());
  }
  return "";
}
