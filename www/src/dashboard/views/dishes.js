// Dishes: attention set against orders, in the four groups of menu engineering; then time by dish.
import { dwellChart } from "../charts/dwell.js";
import { matrixChart } from "../charts/matrix.js";
import { make, sentence } from "../dom.js";
import { count, finePercent } from "../format.js";
import { cardOf, cardsOf, columnsOf } from "../metrics.js";
import { tableOf } from "../table.js";
import { dishesShown, inMenuOrder, named } from "../view-model.js";
import { choice, entry, keyOf, panel } from "./panel.js";

/** Dishes shown before "Show all", and named in each group. */
const DISHES_FIRST = 12;
const NAMED_FIRST = 6;

/** The event that is looked for where the address names none: the demo menu's. */
export const ORDER = "order";

const GROUPS = ["star", "puzzle", "plowhorse", "dog"];

const byWeight = (a, b) => b.event_share - a.event_share || b.attention_share - a.attention_share || a.key.localeCompare(b.key);

function group(name, rows, words) {
  const shown = rows.slice(0, NAMED_FIRST);
  const rest = rows.length - shown.length;
  const list = make("ul", {}, ...shown.map((row) => make("li", {}, row.name)), ...(rest > 0 ? [make("li", { class: "rest" }, `+ ${rest}`)] : []));
  return make("div", { class: `quadrant is-${name}` }, make("h3", {}, `${words.quadrants[name]} `, make("span", {}, String(rows.length))), make("p", {}, words.quadrantNotes[name]), list);
}

function lead(groups, words) {
  const [stars, puzzles] = [groups.star, groups.puzzle];
  const parts = [stars.length > 0 && words.matrixLead.star(stars[0].name, stars.length), puzzles.length > 0 && words.matrixLead.puzzle(puzzles[0].name, puzzles.length)].filter(Boolean);
  return parts.map((part) => make("p", { class: "lead" }, ...sentence(part)));
}

function matrixPanel(rows, event, { words, lang, csv }) {
  const tools = [entry({ name: "event", label: words.event, value: event })];
  const about = { name: "matrix", title: words.matrixTitle, note: words.matrixNote, tools, csv: csv("matrix"), isWide: true };
  if (!rows.some((row) => row.events > 0)) return panel({ ...about, body: [make("p", { class: "none" }, words.matrixNoEvents(event))] }, words);
  const groups = Object.fromEntries(GROUPS.map((name) => [name, rows.filter((row) => row.quadrant === name).sort(byWeight)]));
  const columns = [
    { title: words.quadrant, said: (row) => words.quadrants[row.quadrant], isText: true },
    { title: words.attention, said: (row) => finePercent(row.attention_share) },
    { title: words.events, said: (row) => count(row.events, lang) },
    { title: words.eventShare, said: (row) => finePercent(row.event_share) },
  ];
  const table = tableOf([...rows].sort(byWeight), { caption: words.matrixTitle, first: words.dish, columns });
  const thresholds = words.matrixThresholds(finePercent(rows[0].attention_median_share), finePercent(rows[0].event_threshold_share));
  const legend = make("div", { class: "leads" }, ...lead(groups, words));
  const body = [make("p", { class: "note" }, thresholds), make("div", { class: "quadrants" }, ...GROUPS.map((name) => group(name, groups[name], words)))];
  return panel({ ...about, legend, chart: true, body, table }, words);
}

function dishesPanel(shown, sections, allShown, context) {
  const { words, choices, csv } = context;
  const tools = [choice({ name: "section", label: words.section, options: [["", words.allSections], ...sections.map(({ key, name }) => [key, name])], value: choices.section })];
  const more = shown.all > DISHES_FIRST && make("button", { type: "button", class: "quiet more", "data-act": "more" }, allShown ? words.showFewer : words.showAll(shown.all));
  const table = tableOf(shown.rows, { caption: words.dishesTitle, first: words.dish, columns: columnsOf(context) });
  return panel({ name: "dishes", title: words.dishesTitle, note: words.dishesNote, tools, legend: keyOf(["is-held", words.paused_ms], ["is-passed", words.scrolling_ms]), chart: true, body: more ? [more] : [], table, csv: csv("items"), isWide: true, isEmpty: shown.all === 0 }, words);
}

/** The sections that dishes lie in, in the menu's order. */
function sectionsOf(dishes, names) {
  const keys = [...new Set(dishes.map(({ home }) => home).filter(Boolean))];
  return inMenuOrder(keys.map((key) => ({ key, name: names.name(key) })), names);
}

const withEvents = (card, row, { words, lang }) => ({ ...card, lines: [...card.lines, [words.events, count(row.events, lang)], [words.quadrant, words.quadrants[row.quadrant]]] });

function cards(dishes, matrix, context) {
  const found = cardsOf(dishes, context);
  for (const row of matrix) if (row.events > 0 && found.has(row.key)) found.set(row.key, withEvents(found.get(row.key) ?? cardOf(row, context), row, context));
  return found;
}

/** @type {import("./index.js").View} */
export const dishes = {
  name: "dishes",
  asks: ({ choices }) => [{ view: "items" }, { view: "matrix", more: { event: choices.event ?? ORDER } }],
  write(context) {
    const { words, lang, names, rows, choices, isAllShown } = context;
    const [all, matrix] = [named(rows("items"), names), named(rows("matrix"), names)];
    const dotted = matrix.filter((row) => row.event_share !== null);
    const shown = dishesShown(all, { section: choices.section, limit: isAllShown ? Number.POSITIVE_INFINITY : DISHES_FIRST });
    const panels = [matrixPanel(dotted, choices.event ?? ORDER, context), dishesPanel(shown, sectionsOf(all, names), isAllShown, context)];
    return {
      content: [make("div", { class: "grid" }, ...panels)],
      charts: {
        matrix: (width) => matrixChart(dotted, { width, words }),
        dishes: (width) => dwellChart(shown.rows, { width, lang, label: words.dishesTitle, art: true }),
      },
      cards: cards(all, dotted, context),
    };
  },
};
