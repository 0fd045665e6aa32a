// Times: which hours of which weekdays, and day by day.
import { daysChart } from "../charts/days.js";
import { cellsOf, hoursChart } from "../charts/hours.js";
import { make, sentence } from "../dom.js";
import { count, date, duration, weekdayName } from "../format.js";
import { tableOf } from "../table.js";
import { foremost } from "../view-model.js";
import { panel } from "./panel.js";

/** Minutes that this device's clocks are ahead of UTC. */
const offset = (nowMs) => String(-new Date(nowMs).getTimezoneOffset());

const when = ({ weekday, hour }, { words, lang }, length) => words.hourSpan(weekdayName(weekday, lang, length), hour);

function lines(row, { words, lang }) {
  return [[words.visits, count(row.visits, lang)], [words.activeTime, duration(row.active_ms, lang)], [words.looks, count(row.exposures, lang)]];
}

const columns = ({ words, lang }) => [
  { title: words.visits, said: (row) => count(row.visits, lang) },
  { title: words.activeTime, said: (row) => duration(row.active_ms, lang) },
  { title: words.looks, said: (row) => count(row.exposures, lang) },
];

function legend({ words }) {
  return make("p", { class: "ramp" }, make("span", {}, words.fewer), make("i", { "aria-hidden": "true" }), make("span", {}, words.moreVisits));
}

function hoursPanel(rows, context) {
  const { words, csv } = context;
  const named = [...rows].sort((a, b) => a.weekday - b.weekday || a.hour - b.hour).map((row) => ({ ...row, name: when(row, context, "long") }));
  const table = tableOf(named, { caption: words.timesTitle, first: words.hour, columns: columns(context) });
  return panel({ name: "hours", title: words.timesTitle, note: words.timesNote, legend: legend(context), chart: true, table, csv: csv("times"), isWide: true, isEmpty: rows.length === 0 }, words);
}

function daysPanel(days, context) {
  const { words, csv } = context;
  const table = tableOf(days, { caption: words.daysTitle, first: words.day, columns: columns(context) });
  return panel({ name: "days", title: words.daysTitle, note: words.daysNote, chart: true, table, csv: csv("days"), isWide: true, isEmpty: days.length === 0 }, words);
}

function lead(rows, context) {
  const busiest = foremost(rows, "visits");
  return busiest === undefined ? [] : [make("p", { class: "lead" }, ...sentence(context.words.timesLead(when(busiest, context, "long"), count(busiest.visits, context.lang))))];
}

/** Days with what a chart and a table need to say them. */
function daysOf(rows, { lang, nowMs }) {
  return rows.map((row) => ({ ...row, key: row.day, atMs: Date.parse(`${row.day}T00:00:00Z`) })).sort((a, b) => a.atMs - b.atMs).map((row) => ({ ...row, name: date(row.atMs, lang, { nowMs, timeZone: "UTC" }) }));
}

/** @type {import("./index.js").View} */
export const times = {
  name: "times",
  asks: ({ nowMs }) => ["times", "days"].map((view) => ({ view, more: { utc_offset_minutes: offset(nowMs) } })),
  write(context) {
    const { words, lang, rows } = context;
    const days = daysOf(rows("days"), context);
    const cells = rows("times").length > 0 ? cellsOf(rows("times")) : [];
    const cards = [...cells.map((cell) => [cell.key, { name: when(cell, context, "long"), lines: lines(cell, context) }]), ...days.map((day) => [day.key, { name: day.name, lines: lines(day, context) }])];
    return {
      content: [...lead(rows("times"), context), make("div", { class: "grid" }, hoursPanel(rows("times"), context), daysPanel(days, context))],
      charts: { hours: (width) => hoursChart(cells, { width, lang, label: words.timesTitle }), days: (width) => daysChart(days, { width, lang, label: words.daysTitle }) },
      cards: new Map(cards),
    };
  },
};
