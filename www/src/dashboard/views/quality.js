// Data quality: what arrived twice, late, by wrong clocks or not at all, and which files cannot be read.
import { make } from "../dom.js";
import { count, finePercent, signed } from "../format.js";
import { tableOf } from "../table.js";
import { panel } from "./panel.js";

/** What a figure may be before it is marked: ours, as a manager would ask. Of shares, of milliseconds, of a count. */
const BOUNDS = { late_share: 0.05, dropped: 0, skew_p99_abs_ms: 3_600_000, files_left_out: 0 };

const isMarked = (name, value) => Object.hasOwn(BOUNDS, name) && value > BOUNDS[name];

function said(name, value, lang) {
  if (name.endsWith("_share")) return finePercent(value);
  if (name.endsWith("_abs_ms")) return signed(value, lang).replace("+", "± ");
  return name.endsWith("_ms") ? signed(value, lang) : count(value, lang);
}

/** The row turned: one figure a line, those first that the words know. */
export function figuresOf(row, { words, lang }) {
  const known = Object.keys(words.qualityFigures).filter((name) => row[name] !== undefined && row[name] !== null);
  return known.map((name) => ({ key: name, name: words.qualityFigures[name], said: said(name, row[name], lang), isMarked: isMarked(name, row[name]) }));
}

const tile = (figure) => make("div", { class: figure.isMarked ? "tile marked" : "tile" }, make("dt", {}, figure.name), make("dd", {}, figure.said));

function leftOutPanel(files, words) {
  const rows = files.map(({ file, reason }) => ({ name: file, reason }));
  const table = tableOf(rows, { caption: words.leftOutTitle, first: words.file, columns: [{ title: words.reason, said: ({ reason }) => reason, isText: true }] });
  const body = [make("div", { class: "table", tabindex: "0", role: "group", "aria-labelledby": "files-title" }, table)];
  return panel({ name: "files", title: words.leftOutTitle, note: words.leftOutNote, body, isWide: true }, words);
}

/** @type {import("./index.js").View} */
export const quality = {
  name: "quality",
  asks: () => [{ view: "quality" }],
  write(context) {
    const { words, rows, csv, leftOut } = context;
    const figures = figuresOf(rows("quality")[0] ?? {}, context);
    const marked = figures.filter((figure) => figure.isMarked).length;
    const about = { name: "quality", title: words.qualityTitle, note: words.qualityNote, body: [make("dl", { class: "tiles" }, ...figures.map(tile))], csv: csv("quality"), isWide: true, isEmpty: figures.length === 0 };
    const files = leftOut.length > 0 ? [leftOutPanel(leftOut, words)] : [];
    return {
      content: [make("p", { class: "lead" }, marked === 0 ? words.qualityGood : words.qualityBad(marked)), make("div", { class: "grid" }, panel(about, words), ...files)],
      charts: {},
      cards: new Map(),
    };
  },
};
