// What a price looks like, in any currency, and what only looks like one.
import { LETTERS, MONEY } from "./letters.js";

/** Signs and codes of money, those that menus write. */
const CURRENCY = String.raw`(?:[${MONEY}]|원|円|元|kr\.?|zł|Kč|Ft|lei|Rp|RM|Rs\.?|đ|CHF|[A-Z]{2}D|EUR|GBP|KRW|JPY|CNY|RMB|THB|VND)`;
const GROUPED = String.raw`\d{1,3}(?:[.,'’]\d{3})+`;
/** What makes a number a measure: 0.33 l, 5.50 %. */
const NO_MEASURE = String.raw`(?![.,:]?\d|\s?(?:%|[mcd]?l\b|k?g\b|oz\b|k?cal|[mb]illion))`;

const PRICE = new RegExp(
  [
    String.raw`${CURRENCY}\s?\d[\d.,'’]*${NO_MEASURE}(?:\s?[kK]\b)?`,
    String.raw`\d[\d.,'’]*\s?${CURRENCY}(?![A-Za-z\d])`,
    `${GROUPED}${NO_MEASURE}`,
    String.raw`\d+[.,]\d\d${NO_MEASURE}`,
    String.raw`\d+(?:[.,][-–—]+|\s?[-–]$)`,
  ].join("|"),
  "g",
);

/** Opening hours, dates and surcharges are numbers that no dish costs. */
const NO_PRICE = new RegExp(
  String.raw`\d{1,2}[:.]\d\d\s*[-–~]\s*\d{1,2}[:.]\d\d|\d{4}[.-]\d\d?[.-]\d\d?|\+\s?[${MONEY}]?\s?\d[\d.,]*(?:\s?[원円元])?`,
  "g",
);

/** A number that is a price where it stands alone or last: 14, 9.5, 9000. */
const BARE = /^(?!.*\d:\d)(?:.*[^\d+.,\s][\s.…]+)?(?:\d{1,3}|\d{2,4}00)(?:[.,]\d)?(?:\s?[/|·]\s?\d{1,3}(?:[.,]\d)?)*$/;

const IN_WORDS = /^(?:시가|싯가|품절|매진|무료|market price|m\.?p\.?|price on request|sold[ -]?out|free)$/i;

/** A price inside a line of prose is news, not a menu: a line is at most this long, and little follows the price. */
const LINE_CHARS_MAX = 200;
const AFTER_CHARS_MAX = 16;
/** A text with so many priced lines is a whole list, which has no elements to measure. */
const LIST_LINES_MIN = 3;

export const MAYBE = 1;
export const SURE = 2;
/** What stands where a price would, and is no evidence that the page's numbers are prices. */
const IN_WORDS_ONLY = 3;

/** How sure it is that the text holds a price. */
export function worth(text) {
  if (!/\d/.test(text)) return IN_WORDS.test(text) ? IN_WORDS_ONLY : 0;
  const lines = text.split("\n");
  if (lines.filter((line) => ofLine(line)).length >= LIST_LINES_MIN) return 0;
  return Math.max(...lines.map(ofLine));
}

function ofLine(line) {
  const text = line.replace(NO_PRICE, " ").trim();
  if (text.length > LINE_CHARS_MAX) return 0;
  const [last] = [...text.matchAll(PRICE)].slice(-1);
  if (last) return last.index === 0 || isEnd(text.slice(last.index + last[0].length)) ? SURE : 0;
  return BARE.test(text) ? MAYBE : 0;
}

const SENTENCE_END = new RegExp(`[${LETTERS}][.!?]$`, "u");
const isEnd = (rest) => rest.length <= AFTER_CHARS_MAX && !SENTENCE_END.test(rest);

/** The line without what it costs; a number at its end is a price only where no other is known. */
export function unpriced(line, isPriced) {
  const text = line.replace(NO_PRICE, " ").replace(PRICE, " ");
  return isPriced || text.length < line.length ? text : text.replace(/[\s.…·:,/|~–—-]+\d[\d\s.,/|]*$/, "");
}
