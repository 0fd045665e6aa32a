// Two versions of the menu beside each other: by how much a visit stays longer at each section, and how sure that is.
import { intervalsChart } from "../charts/intervals.js";
import { make, sentence } from "../dom.js";
import { count, duration, NOTHING, signed } from "../format.js";
import { tableOf } from "../table.js";
import { inMenuOrder, named } from "../view-model.js";
import { choice, keyOf, panel } from "./panel.js";

/** Of too few visits there is none. */
const range = (row, lang) => (row.low_ms === null ? NOTHING : `${signed(row.low_ms, lang)} … ${signed(row.high_ms, lang)}`);

function columns({ words, lang }) {
  return [
    { title: words.verdict, said: (row) => words.verdicts[row.verdict], isText: true },
    { title: words.difference, said: (row) => signed(row.difference_ms, lang) },
    { title: words.range, said: (row) => range(row, lang) },
    { title: words.meanA, said: (row) => duration(row.dwell_mean_a_ms, lang) },
    { title: words.meanB, said: (row) => duration(row.dwell_mean_b_ms, lang) },
    { title: words.visitsA, said: (row) => count(row.visits_a, lang) },
    { title: words.visitsB, said: (row) => count(row.visits_b, lang) },
  ];
}

function tools({ words, menus = [] }, versions) {
  const options = menus.map(({ value }) => value).filter((value) => value !== null).map((value) => [value, value]);
  return [choice({ name: "a", label: words.versionA, options, value: versions?.a }), choice({ name: "b", label: words.versionB, options, value: versions?.b })];
}

function verdicts(rows, { words, lang }) {
  const told = rows.filter(({ verdict }) => verdict !== "cannot tell").sort((a, b) => Math.abs(b.difference_ms) - Math.abs(a.difference_ms));
  const rest = rows.filter(({ verdict }) => verdict === "cannot tell");
  const sentences = told.map((row) => make("li", { class: `is-${row.verdict}` }, ...sentence(words.verdictSentences[row.verdict](row.name, duration(Math.abs(row.difference_ms), lang)))));
  const untold = rest.length > 0 ? [make("li", { class: "is-untold" }, words.untold(rest.map(({ name }) => name).join(", ")))] : [];
  return make("ul", { class: "verdicts" }, ...sentences, ...untold);
}

const advice = (title, text) => make("div", { class: "advice" }, make("h2", {}, title), make("p", {}, text));

function lead(rows, words) {
  const of = (verdict) => rows.filter((row) => row.verdict === verdict).length;
  return make("p", { class: "lead" }, words.versionsLead(of("longer"), of("shorter"), of("cannot tell")));
}

const card = (row, context) => ({ name: row.name, lines: columns(context).map(({ title, said }) => [title, said(row)]) });

function comparison(rows, versions, context) {
  const { words, csv, choices } = context;
  const table = tableOf(rows, { caption: words.versionsTitle, first: words.section, columns: columns(context) });
  const legend = keyOf(["is-held", words.verdicts.longer], ["is-longer", words.verdicts.shorter], ["is-passed", words.verdicts["cannot tell"]]);
  const isShort = rows.some((row) => row.low_ms === null);
  const notes = [isShort ? words.versionsFew : words.versionsChance(rows.length), choices.menu && words.versionsIgnore].filter(Boolean).map((text) => make("p", { class: "note" }, text));
  return panel({ name: "intervals", title: words.versionsTitle, note: words.versionsNote(versions.a, versions.b), tools: tools(context, versions), legend, chart: true, body: [verdicts(rows, context), ...notes], table, csv: csv("compare"), isWide: true, isEmpty: rows.length === 0 }, words);
}

/** @type {import("./index.js").View} */
export const versions = {
  name: "versions",
  asks: ({ versions: two }) => (two && two.a !== two.b ? [{ view: "compare", more: { menu_a: two.a, menu_b: two.b }, without: ["menu"] }] : []),
  write(context) {
    const { words, lang, names, rows, versions: two, menus } = context;
    if (!two) return { content: menus ? [advice(words.versionsOne, words.versionsOneHow)] : [make("p", { class: "none" }, words.changedWaiting)], charts: {}, cards: new Map() };
    if (two.a === two.b) return { content: [panel({ name: "intervals", title: words.versionsTitle, tools: tools(context, two), body: [make("p", { class: "none" }, words.versionsSame)], isWide: true }, words)], charts: {}, cards: new Map() };
    const all = inMenuOrder(named(rows("compare"), names), names);
    return {
      content: [lead(all, words), make("div", { class: "grid" }, comparison(all, two, context))],
      charts: { intervals: (width) => intervalsChart(all, { width, lang, label: words.versionsTitle }) },
      cards: new Map(all.map((row) => [row.key, card(row, context)])),
    };
  },
};
