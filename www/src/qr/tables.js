// The tables of an order: `1-24,A1,Terrace`. The same rules as `linger qr` has; codes/testdata/tables.json holds both to them.

/** Tables of one order: several times the largest restaurant. */
export const TABLES_MAX = 1000;

/** Bytes of a table's name that the collector accepts (`TABLE_BYTES_MAX` in wire/src/limits.rs). */
export const TABLE_BYTES_MAX = 32;

/** Digits of a range's ends: far beyond what one order may have. */
const RANGE_DIGITS_MAX = 9;

const RANGE = new RegExp(`^([^-]*?)(\\d{1,${RANGE_DIGITS_MAX}})\\s*-\\s*([^-]*?)(\\d{1,${RANGE_DIGITS_MAX}})$`);
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

export const bytes = (text) => new TextEncoder().encode(text).length;

/** None for what is a name: `terrace-12` has no number before its hyphen, `A1-12` not the same letters. */
function rangeOf(part) {
  const [, prefix, first, other, last] = RANGE.exec(part) ?? [];
  if (prefix === undefined || prefix !== other || /\d$/.test(prefix) || bytes(prefix) + RANGE_DIGITS_MAX >= TABLE_BYTES_MAX) return undefined;
  const digits = first.startsWith("0") ? first.length : 0;
  return { first: Number(first), last: Number(last), name: (number) => prefix + String(number).padStart(digits, "0") };
}

function twice(names) {
  const seen = new Set();
  const told = new Set();
  for (const name of names) (seen.has(name) ? told : seen).add(name);
  return [...told];
}

/** What is wrong with a single name. */
function nameProblems(name) {
  const problems = [];
  if (CONTROL.test(name)) problems.push({ kind: "control", name });
  if (bytes(name) > TABLE_BYTES_MAX) problems.push({ kind: "long", name });
  return problems;
}

/**
 * Reads the tables, in the order in which they are given.
 * @param {string} text names and ranges, parted by commas or line breaks
 * @returns {{names: string[], problems: {kind: string}[]}} names only where there is no problem
 */
export function readTables(text) {
  if (text.trim() === "") return { names: [], problems: [{ kind: "none" }] };
  const names = [];
  const problems = [];
  let count = 0;
  for (const [place, whole] of text.trim().split(/[,\n]/).entries()) {
    const part = whole.trim();
    const range = rangeOf(part);
    if (part === "") problems.push({ kind: "empty", place: place + 1 });
    else if (range && range.first > range.last) problems.push({ kind: "backwards", from: range.name(range.first), to: range.name(range.last) });
    else if (range) {
      count += range.last - range.first + 1;
      for (let number = range.first; number <= range.last && names.length < TABLES_MAX; number += 1) names.push(range.name(number));
    } else {
      count += 1;
      names.push(part);
      problems.push(...nameProblems(part));
    }
  }
  if (count > TABLES_MAX) problems.push({ kind: "many", count });
  const double = twice(names);
  if (double.length > 0) problems.push({ kind: "twice", names: double });
  return { names: problems.length > 0 ? [] : names, problems };
}
