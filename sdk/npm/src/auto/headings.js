// What heads other things, and how high: h1 to h6, and what stands in for them.
import { hasLetters } from "./letters.js";
import { isBadge } from "./words.js";

/** By tag. A row that heads is as a caption; a bold line is lower than all of these but a term. */
const LEVELS = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6, caption: 7, summary: 7, legend: 7, dt: 9 };
const CAPTION = 7;
const BOLD = 8;
const HEADING_CHARS_MAX = 60;

export const isShort = (text) => text.length <= HEADING_CHARS_MAX;

/** 1 to 9 as in h1 to h6 and what stands in for them, 0 where it heads nothing. */
export function levelOf(node) {
  if (!node.hasWords) return 0;
  if (LEVELS[node.tag] || node.hasPrice) return LEVELS[node.tag] ?? 0;
  if (node.tag === "tr") return isHeadRow(node) ? CAPTION : 0;
  return (node.tag === "p" || node.tag === "div") && isBold(node) ? BOLD : 0;
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
