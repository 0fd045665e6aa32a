// Ids that stay: from an element's own id or its name, never from its place in a row.
import { LETTERS } from "./letters.js";

/** Bytes that the wire allows (wire/src/limits.rs, TARGET_BYTES_MAX). */
const ID_BYTES_MAX = 128;
const HASH_CHARS = 7;
const BETWEEN = new RegExp(`[^${LETTERS}\\d_]+`, "gu");

/** A text as an id: letters of all scripts kept, all else a hyphen. */
export function slug(text) {
  const plain = text.normalize("NFC").toLowerCase().replace(/['’]/g, "");
  return plain.replace(BETWEEN, "-").replace(/^-+|-+$/g, "");
}

/** An id within the bytes that the wire allows; a longer one ends in a hash of the whole. */
export function fitted(id) {
  if (isShort(id) || bytes(id) <= ID_BYTES_MAX) return id;
  let cut = "";
  let left = ID_BYTES_MAX - HASH_CHARS - 1;
  for (const char of id) {
    left -= bytes(char);
    if (left < 0) break;
    cut += char;
  }
  return `${cut}~${hash(id)}`;
}

/** A UTF-16 unit is three bytes at most. */
const isShort = (text) => 3 * text.length <= ID_BYTES_MAX;
const bytes = (text) => new TextEncoder().encode(text).length;

/** FNV-1a, 32 bits, over UTF-16 units. */
export function hash(text) {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return (sum >>> 0).toString(36).padStart(HASH_CHARS, "0");
}

/** An author's id as an id. One with a digit is left aside: it may count places, or be a framework's. */
export const authored = (id) => (id && !/\d/.test(id) ? slug(id) : "");
