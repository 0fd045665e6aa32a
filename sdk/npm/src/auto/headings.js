// What heads other things, and how high: h1 to h6, and what stands in for them.
import { hasLetters } from "./letters.js";
import { isBadge } from "./words.js";

const CAPTION = 7;
const BOLD = 8;
const TERM = 9;
const HEADING_CHARS_MAX = 60;

export const isShort = (text) => text.length <= HEADING_CHARS_MAX;

/** 1 to 9 as in h1 to h6 and what stands in for them, 0 where it heads nothing. */
export function levelOf(node) {
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
  while (inner.kids.length === 1 && !hasLetters(inner.text) && !isStrong(inner)) inner = inner.kids[0];
  return inner !== node && isStrong(inner) && isShort(words(inner)) && !isBadge(words(inner));
}

const isStrong = ({ tag }) => tag === "b" || tag === "strong";

/** All words of a node, in order. */
export const words = (node) => [node.text, ...node.kids.map(words)].filter(Boolean).join(" ");
