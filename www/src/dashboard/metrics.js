// The figures of one target, in the order of the table's columns and of the card.
import { count, duration, percent } from "./format.js";

const times = (key) => ({ lang, row }) => duration(row[key], lang);
const counts = (key) => ({ lang, row }) => count(row[key], lang);
const shares = (key) => ({ row }) => percent(row[key]);

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
];

/** Those of the given words, in the order above. */
export const metricsOf = (...wanted) => metrics.filter(({ word }) => wanted.includes(word));
