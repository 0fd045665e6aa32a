// Paths: from section to section, and where visits begin and end.
import { barsChart } from "../charts/bars.js";
import { flowChart, flowOf, THIN_SHARE } from "../charts/flow.js";
import { make, sentence } from "../dom.js";
import { count, finePercent, percent } from "../format.js";
import { tableOf } from "../table.js";
import { foremost, inMenuOrder } from "../view-model.js";
import { choice, panel } from "./panel.js";

/** Sections shown of those where visits begin or end. */
const ENDS_FIRST = 8;

const endless = ({ from_section, to_section, ...row }) => ({ ...row, from: from_section, to: to_section, key: `${from_section ?? ""}>${to_section ?? ""}` });

/** The steps with the names of both ends. */
export function steps(rows, names, words) {
  return rows.map(endless).map((row) => ({ ...row, fromName: row.from === null ? words.begin : names.name(row.from), toName: row.to === null ? words.end : names.name(row.to) }));
}

/** Of all visits, the shares that begin (or end) at each section. */
export function ends(rows, which) {
  const at = which === "begin" ? ({ from }) => from === null : ({ to }) => to === null;
  const found = rows.filter((row) => at(row) && (row.from ?? row.to) !== null);
  const all = found.reduce((sum, { transitions }) => sum + transitions, 0);
  return found.map((row) => ({ key: `${which} ${row.to ?? row.from}`, name: which === "begin" ? row.toName : row.fromName, transitions: row.transitions, value: row.transitions / all, said: percent(row.transitions / all) })).sort((a, b) => b.value - a.value);
}

function flowPanel(rows, sections, { words, lang, choices, csv }) {
  const tools = [choice({ name: "follow", label: words.follow, options: [["", words.followAll], ...sections.map(({ key, name }) => [key, name])], value: choices.follow })];
  const columns = [
    { title: words.toSection, said: (row) => row.toName, isText: true },
    { title: words.transitions, said: (row) => count(row.transitions, lang) },
    { title: words.shareOfLeaving, said: (row) => finePercent(row.share) },
    { title: words.visits, said: (row) => count(row.visits, lang) },
  ];
  const table = tableOf(rows.map((row) => ({ ...row, name: row.fromName })), { caption: words.pathsTitle, first: words.fromSection, columns });
  return panel({ name: "flow", title: words.pathsTitle, note: `${words.pathsNote} ${words.pathsThin(finePercent(THIN_SHARE))}`, tools, chart: true, table, csv: csv("paths"), isWide: true, isEmpty: rows.length === 0 }, words);
}

function endPanel(name, rows, { words, lang }) {
  const columns = [{ title: words.transitions, said: (row) => count(row.transitions, lang) }, { title: words.shareOfAll, said: (row) => row.said }];
  const table = tableOf(rows, { caption: words[`${name}Title`], first: words.section, columns });
  return panel({ name, title: words[`${name}Title`], note: words[`${name}Note`], chart: true, table, isEmpty: rows.length === 0 }, words);
}

function lead(begun, ended, words) {
  const [first, last] = [foremost(begun, "value"), foremost(ended, "value")];
  return first && last ? [make("p", { class: "lead" }, ...sentence(words.pathsLead(first.name, first.said, last.name, last.said)))] : [];
}

const card = (row, { words, lang }) => ({
  name: `${row.fromName} → ${row.toName}`,
  lines: [[words.transitions, count(row.transitions, lang)], [words.shareOfLeaving, finePercent(row.share)], [words.visits, count(row.visits, lang)]],
});

function sectionsOf(rows, names) {
  const keys = [...new Set(rows.flatMap(({ from, to }) => [from, to]).filter((key) => key !== null))];
  return inMenuOrder(keys.map((key) => ({ key, name: names.name(key) })), names);
}

/** @type {import("./index.js").View} */
export const paths = {
  name: "paths",
  asks: () => [{ view: "paths" }],
  write(context) {
    const { words, names, rows, choices } = context;
    const all = steps(rows("paths"), names, words);
    const [begun, ended] = [ends(all, "begin"), ends(all, "end")];
    const chart = (shown, label) => (width) => barsChart(shown.slice(0, ENDS_FIRST), { width, label, least: 0.2, room: 56 });
    const flow = flowOf(all, names.place);
    return {
      content: [...lead(begun, ended, words), make("div", { class: "grid" }, flowPanel(all, sectionsOf(all, names), context), endPanel("begin", begun, context), endPanel("end", ended, context))],
      charts: {
        flow: (width) => flowChart(flow, { width, label: words.pathsTitle, name: names.name, words, follow: choices.follow }),
        begin: chart(begun, words.beginTitle),
        end: chart(ended, words.endTitle),
      },
      cards: new Map(all.map((row) => [row.key, card(row, context)])),
    };
  },
};
