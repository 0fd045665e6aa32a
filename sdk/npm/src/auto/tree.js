// The page as a tree of what can matter: elements with their own words, prices and headings. One pass, attributes and
// text only: nothing here asks the browser for a place or a style.
import { levelOf } from "./headings.js";
import { hasLetters } from "./letters.js";
import { worth } from "./price.js";
import { isSkipped } from "./skipped.js";
import { tags } from "./tags.js";
import { isBadge } from "./words.js";

/** Elements that are part of the words around them. */
const INLINE = tags("a abbr bdi bdo em font i q u wbr ruby s del");
/** Few elements have one of these; the others are asked once. */
const SPECIAL = "[role],[hidden],[aria-hidden],[data-linger-section],[data-linger-item]";
/** Deeper than any parser builds; a script can, and the call stack ends. */
const DEPTH_MAX = 600;

export function read(root) {
  const nodes = [];
  const top = readNode(root, root.localName ?? "#root", null, false, nodes);
  const titles = nodes.filter((node) => node.level === 1);
  // The only h1 is the page's title, and heads no section.
  if (titles.length === 1) titles[0].level = 0;
  return { top, nodes };
}

/** All fields from the start: an engine is slow with objects that grow. */
const blank = (element, tag, up, hidden, nodes) => ({
  element, tag, up, hidden, nodes, at: nodes.length, end: 0, depth: up ? up.depth + 1 : 0, kids: [],
  text: "", isAfter: undefined, hasWords: false, level: 0, price: 0, hasPrice: false, isName: undefined, hasName: undefined,
  found: [], dish: null, count: 0,
});

function readNode(element, tag, up, hidden, nodes) {
  const node = blank(element, tag, up, hidden, nodes);
  nodes.push(node);
  readKids(node);
  node.end = nodes.length;
  node.text = tidied(node.text);
  node.price = node.text && worth(node.text);
  node.hasPrice = node.price > 0 || node.kids.some((kid) => kid.hasPrice);
  node.hasWords = hasLetters(node.text) || node.kids.some((kid) => kid.hasWords);
  node.level = levelOf(node);
  return node;
}

function tidied(text) {
  const tidy = text.normalize().trim();
  return tidy.includes("\n") ? tidy.replace(/ *\n */g, "\n") : tidy;
}

function readKids(node) {
  for (let child = node.element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 3) node.text += child.data.replace(/\s+/g, " ");
    else if (child.nodeType === 1) readKid(node, child);
    node.isAfter ??= isAfterKids(node);
  }
}

/** Whether a node's own words begin after those of a kid; unknown while it has none of either. */
function isAfterKids({ text, kids }) {
  if (text.trim()) return false;
  return kids.some((kid) => kid.hasWords) || undefined;
}

function readKid(node, child) {
  const tag = child.localName;
  const isSpecial = child.matches(SPECIAL);
  if (tag === "br") node.text += "\n";
  else if (!isSpecial && INLINE.has(tag) && !child.firstElementChild) {
    const text = child.textContent.replace(/\s+/g, " ");
    if (!isBadge(text)) node.text += text;
  } else if (node.depth < DEPTH_MAX && !isSkipped(child, tag, isSpecial)) {
    node.text += " ";
    const hidden = node.hidden || (isSpecial && isHidden(child));
    node.kids.push(readNode(child, isSpecial ? tagOf(child) : tag, node, hidden, node.nodes));
  }
}

const isHidden = (element) => element.hasAttribute("hidden") || element.getAttribute("aria-hidden") === "true";

const ROLES = { listitem: "li", row: "tr", cell: "td", rowheader: "th", article: "article", term: "dt", definition: "dd" };

function tagOf(element) {
  const role = element.getAttribute("role");
  if (role === "heading") return `h${Number(element.getAttribute("aria-level")) || 2}`;
  return ROLES[role] ?? element.localName;
}

/** The node and all below it, in document order. */
export const within = ({ nodes, at, end }) => nodes.slice(at, end);

/** A shadow root has no attributes. */
export const classOf = ({ element }) => element.getAttribute?.("class") ?? "";
