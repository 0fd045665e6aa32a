// From what a page writes to the name alone: without prices, counters and badges, which come and go.
import { LETTERS, hasLetters } from "./letters.js";
import { unpriced } from "./price.js";

const BADGES =
  "new|sold[ -]?out|out of stock|best(?:[ -]?sellers?)?|popular|signature|recommended|chef['’]?s (?:pick|choice|special)|spicy|vegan|vegetarian|ve?g?|gf|df|nf|gluten[ -]free|halal|limited|seasonal|special|hit|sale|신메뉴|신상|신규|품절|매진|인기|추천|베스트|대표|시그니처|한정|계절|매운맛|비건|강추|할인|오늘의 추천";
const BADGE_CHARS_MAX = 24;
const BADGE = new RegExp(`^(?:${BADGES})$`, "i");
const BRACKETED = new RegExp(String.raw`[([{<【〔「]\s*(?:${BADGES}|[\d\s.,/+]*)[!\s]*[)\]}>】〕」]`, "gi");
const AT_THE_END = /[\s–—|:·-]*(?:sold[ -]?out|품절|매진)[!\s]*$/i;
/** Small letters keep their "New": new potatoes are a dish. */
const AT_THE_START = /^(?:NEW(?=.*[a-z\u3041-\ud7ff])|신메뉴|신상)[!:·\s]+/;
const EDGES = new RegExp(`^[^${LETTERS}]+|[^${LETTERS}]+$`, "gu");
const COUNTER = /^\s*(?:(?:no\.?\s?|№\s?)\d+[.):]?|#\d+|0\d|\d{1,3}[.)](?!\d)|[①-⑳])\s*/i;
/** Sizes and the like, which tell a price from another within one dish. */
const VARIANT =
  /^(?:glass|gls|bottle|btl|carafe|pint|half|full|small|medium|large|regular|hot|iced?|single|double|each|per person|from|price|s|m|l|xl|소|중|대|특|잔|병|곱빼기|보통|단품|세트|핫|아이스|가격|pcs?|인분|인|ml|cl|l|g|oz)$/i;

/** A name that is longer than this has its description behind it. */
const NAME_CHARS_MAX = 48;

/** Whether the text is nothing but a badge. */
export const isBadge = (text) => text.length <= BADGE_CHARS_MAX && BADGE.test(text.replace(EDGES, ""));

/** Whether the text tells a size, not a dish. */
export const isVariant = (text) => named(text).split(/[/|·,]/).every((part) => VARIANT.test(part.replace(EDGES, "")));

/** The name in a text: its first line that has one. */
export function named(text, isPriced) {
  for (const line of text.split("\n")) {
    const name = bare(line, isPriced);
    if (hasLetters(name) && !isBadge(name)) return name;
  }
  return "";
}

function bare(line, isPriced) {
  const plain = unpriced(line.replace(BRACKETED, " ").replace(COUNTER, ""), isPriced);
  const name = plain.trim().replace(AT_THE_END, "").replace(AT_THE_START, "");
  return name.length > NAME_CHARS_MAX ? name.split(/\s[-–—|]\s|[:—|(]/)[0] : name;
}
