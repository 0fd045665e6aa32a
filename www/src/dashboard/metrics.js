// The figures of one target, in the order of the table's columns and of the card.
import { count, date, duration, percent } from "./format.js";

const times = (key) => (row, lang) => duration(row[key], lang);
const counts = (key) => (row, lang) => count(row[key], lang);
const shares = (key) => (row) => percent(row[key]);
const dates = (key) => (row, lang) => date(row[key], lang);

/** Each with the key of its name in the words, and how it is said. */
export const metrics = [
  { word: "dwell", said: times("dwell_ms") },
  { word: "held", said: times("paused_ms") },
  { word: "passed", said: times("scrolling_ms") },
  { word: "median", said: times("dwell_median_ms") },
  { word: "p90", said: times("dwell_p90_ms") },
  { word: "reach", said: shares("reach") },
  { word: "readRate", said: shares("read_rate") },
  { word: "skimRate", said: shares("skim_rate") },
  { word: "looks", said: counts("exposures") },
  { word: "revisits", said: counts("revisits") },
  { word: "attention", said: shares("attention_share") },
  { word: "position", said: counts("position_median") },
  { word: "entries", said: counts("entries") },
  { word: "exits", said: counts("exits") },
  { word: "firstSeen", said: dates("first_at_ms") },
  { word: "lastSeen", said: dates("last_at_ms") },
];

/** Those that the card beside the pointer has room for. */
const CARD = ["dwell", "median", "reach", "readRate", "looks", "revisits", "attention", "position"];

/** The columns of a table of the given words, in the order above; all without any. */
export const columnsOf = ({ words, lang }, ...wanted) =>
  metrics.filter(({ word }) => wanted.length === 0 || wanted.includes(word)).map(({ word, said }) => ({ title: words[word], said: (row) => said(row, lang) }));

/** What the card says of a target. */
export const cardOf = (row, { words, lang }) => ({
  name: row.name,
  lines: metrics.filter(({ word }) => CARD.includes(word)).map(({ word, said }) => [words[word], said(row, lang)]),
});

/** The cards of named rows by their keys. */
export const cardsOf = (rows, context) => new Map(rows.map((row) => [row.key, cardOf(row, context)]));
