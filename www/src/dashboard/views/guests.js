// Guests, without knowing any: by table, page language, device and menu version.
import { barsChart } from "../charts/bars.js";
import { make, sentence } from "../dom.js";
import { count, date, duration, languageName, percent } from "../format.js";
import { tableOf } from "../table.js";
import { foremost } from "../view-model.js";
import { panel } from "./panel.js";

const KINDS = [
  { view: "tables", title: "tablesTitle", first: "table", say: (value) => value },
  { view: "languages", title: "languagesTitle", first: "guest", say: (value, { lang }) => languageName(value, lang) },
  { view: "devices", title: "devicesTitle", first: "device", say: (value, { words }) => words.devices[value] ?? value },
  { view: "menus", title: "menusTitle", first: "menu", say: (value) => value },
];

/** Rows shown in a chart; the table has all. */
const FIRST = 16;

function rowsOf({ view, say }, context) {
  const { rows, words, lang } = context;
  const all = rows(view).reduce((sum, { visits }) => sum + visits, 0);
  return rows(view).map((row) => ({
    ...row, key: `${view} ${row.value}`, name: row.value === null ? words.unknown : say(row.value, context), share: row.visits / all,
    said: `${count(row.visits, lang)} · ${duration(row.active_median_ms, lang)}`,
  })).sort((a, b) => b.visits - a.visits || a.key.localeCompare(b.key, lang, { numeric: true }));
}

const columns = ({ words, lang, nowMs }) => [
  { title: words.visits, said: (row) => count(row.visits, lang) },
  { title: words.shareOfAll, said: (row) => percent(row.share) },
  { title: words.sessions, said: (row) => count(row.sessions, lang) },
  { title: words.medianVisit, said: (row) => duration(row.active_median_ms, lang) },
  { title: words.activeTime, said: (row) => duration(row.active_ms, lang) },
  { title: words.skimRate, said: (row) => percent(row.skim_rate) },
  { title: words.lastVisit, said: (row) => date(row.last_at_ms, lang, { nowMs }) },
];

function panelOf({ view, title, first }, rows, context) {
  const { words, csv } = context;
  const table = tableOf(rows, { caption: words[title], first: words[first], columns: columns(context) });
  return panel({ name: view, title: words[title], note: words.guestsNote, chart: true, table, csv: csv(view), isEmpty: rows.length === 0 }, words);
}

function lead({ tables, devices }, words) {
  const table = foremost(tables.filter(({ value }) => value !== null), "visits");
  const device = foremost(devices, "visits");
  return table && device ? [make("p", { class: "lead" }, ...sentence(words.guestsLead(table.name, percent(table.share), device.name, percent(device.share))))] : [];
}

const card = (row, context) => ({ name: row.name, lines: columns(context).map(({ title, said }) => [title, said(row)]) });

/** @type {import("./index.js").View} */
export const guests = {
  name: "guests",
  asks: () => KINDS.map(({ view }) => ({ view })),
  write(context) {
    const { words } = context;
    const kinds = KINDS.map((kind) => ({ kind, rows: rowsOf(kind, context) }));
    const known = Object.fromEntries(kinds.map(({ kind, rows }) => [kind.view, rows]));
    const chart = ({ kind, rows }) => (width) => barsChart(rows.slice(0, FIRST).map((row) => ({ ...row, value: row.visits })), { width, label: words[kind.title], room: 120 });
    return {
      content: [...lead(known, words), make("div", { class: "columns" }, ...kinds.map(({ kind, rows }) => panelOf(kind, rows, context)))],
      charts: Object.fromEntries(kinds.map((each) => [each.kind.view, chart(each)])),
      cards: new Map(kinds.flatMap(({ rows }) => rows.map((row) => [row.key, card(row, context)]))),
    };
  },
};
