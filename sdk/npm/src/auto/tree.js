// The page as a tree of what can matter: elements with their own words, prices and headings. One pass, attributes and
// text only: nothing here asks the browser for a place or a style.
import { hasLetters } from "./letters.js";
import { worth } from "./price.js";
import { isBadge } from "./words.js";

const SKIPPED = /^(?:script|style|template|noscript|iframe|object|svg|canvas|video|audio|nav|dialog|label|input|select|textarea|datalist)$/;
const SKIPPED_ROLE = /^(?:navigation|banner|contentinfo|search|dialog|alertdialog|menubar)$/;
const NOTICE = /\b(?:cookie-?(?:banner|bar|notice|popup|law)|consent|gdpr|breadcrumbs?|navbar|site-?(?:header|footer|nav))\b/i;
/** Elements that are part of the words around them. */
const INLINE = /^(?:a|abbr|bdi|bdo|em|font|i|q|u|wbr|ruby|s|del)$/;
/** Deeper than any parser builds; a script can, and the call stack ends. */
const DEPTH_MAX = 600;
const HEADING_CHARS_MAX = 60;

/** Levels of what heads without being h1 to h6. */
const CAPTION = 7;
const BOLD = 8;
const TERM = 9;

export function read(root) {
  const nodes = [];
  const top = readNode(root, null, nodes);
  const titles = nodes.filter((node) => node.level === 1);
  // The only h1 is the page's title, and heads no section.
  if (titles.length === 1) titles[0].level = 0;
  return { top, nodes };
}

function readNode(element, up, nodes) {
  const tag = tagOf(element);
  const node = { element, tag, up, depth: up ? up.depth + 1 : 0, at: nodes.length, kids: [], text: "", found: [], count: 0, dish: null };
  node.hidden = Boolean(up && (up.hidden || element.hasAttribute("hidden") || element.getAttribute("aria-hidden") === "true"));
  nodes.push(node);
  readKids(node, nodes);
  node.inner = () => nodes.slice(node.at, end);
  const end = nodes.length;
  node.text = node.text.trim() && node.text.normalize().replace(/ *\n */g, "\n").trim();
  node.price = node.text && worth(node.text);
  node.hasPrice = node.price > 0 || node.kids.some((kid) => kid.hasPrice);
  node.hasWords = hasLetters(node.text) || node.kids.some((kid) => kid.hasWords);
  node.level = levelOf(node);
  return node;
}

function readKids(node, nodes) {
  for (let child = node.element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 3) node.text += child.data.replace(/\s+/g, " ");
    else if (child.nodeType === 1) readKid(node, child, nodes);
    node.isAfter ??= isAfterKids(node);
  }
}

/** Whether a node's own words begin after those of a kid; unknown while it has none of either. */
function isAfterKids({ text, kids }) {
  if (/\S/.test(text)) return false;
  return kids.some((kid) => kid.hasWords) || undefined;
}

function readKid(node, child, nodes) {
  const tag = child.localName;
  if (tag === "br") node.text += "\n";
  else if (INLINE.test(tag) && !child.firstElementChild && !child.hasAttribute("hidden")) {
    const text = child.textContent.replace(/\s+/g, " ");
    if (!isBadge(text)) node.text += text;
  } else if (node.depth < DEPTH_MAX && !isSkipped(child, tag)) {
    node.text += " ";
    node.kids.push(readNode(child, node, nodes));
  }
}

function isSkipped(element, tag) {
  if (SKIPPED.test(tag) || SKIPPED_ROLE.test(element.getAttribute("role"))) return true;
  if (element.hasAttribute("data-linger-section") || element.hasAttribute("data-linger-item")) return true;
  if (NOTICE.test(element.id) || NOTICE.test(element.getAttribute("class"))) return true;
  if (tag === "footer") return !element.parentElement?.closest("article,section,li");
  return tag === "header" && (element.parentElement?.localName === "body" || Boolean(element.querySelector("nav")));
}

const ROLES = { heading: "h2", listitem: "li", row: "tr", cell: "td", rowheader: "th", article: "article", term: "dt", definition: "dd" };

function tagOf(element) {
  const role = element.getAttribute?.("role");
  if (role === "heading") return `h${Number(element.getAttribute("aria-level")) || 2}`;
  return ROLES[role] ?? element.localName ?? "#root";
}

/** How high a heading it is: 1 to 9 as in h1 to h6 and what stands in for them, 0 where it is none. */
function levelOf(node) {
  if (!node.hasWords) return 0;
  if (/^h[1-6]$/.test(node.tag)) return Number(node.tag[1]);
  if (node.tag === "dt") return TERM;
  if (/^(?:caption|summary|legend)$/.test(node.tag)) return CAPTION;
  if (node.hasPrice) return 0;
  if (node.tag === "tr") return isHeadRow(node) ? CAPTION : 0;
  return /^(?:p|div)$/.test(node.tag) && isBold(node) ? BOLD : 0;
}

/** A row of one cell that is a head or bold. */
function isHeadRow(node) {
  const [cell, second] = node.kids.filter((kid) => kid.hasWords);
  return Boolean(cell) && !second && (cell.tag === "th" || isBold(cell) || cell.kids.some((kid) => kid.level));
}

/** Words that are all in one bold run, as a word processor writes a heading. */
function isBold(node) {
  let inner = node;
  while (inner.kids.length === 1 && !hasLetters(inner.text) && !/^(?:b|strong)$/.test(inner.tag)) inner = inner.kids[0];
  return /^(?:b|strong)$/.test(inner.tag) && inner !== node && isShort(words(inner)) && !isBadge(words(inner));
}

export const isShort = (text) => text.length <= HEADING_CHARS_MAX;

/** All words of a node, in order. */
export const words = (node) => [node.text, ...node.kids.map(words)].filter(Boolean).join(" ");

/** The node and all below it, in document order. */
export const within = (node) => node.inner();

export const classOf = (node) => node.element.getAttribute("class") ?? "";
