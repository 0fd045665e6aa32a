// Wires the dashboard: the address says what to show, the collector is asked, the page is written.
import { figures, menuNames } from "./api.js";
import { hoverCard } from "./card.js";
import { dwellChart } from "./charts/dwell.js";
import { rateChart } from "./charts/rate.js";
import { reachChart } from "./charts/reach.js";
import { stage } from "./charts/stage.js";
import { intoAddress, listen, writeChoices, writeFilters, writeWords } from "./controls.js";
import { part, say } from "./dom.js";
import { writeHeadline, writeSplit, writeStory } from "./figures.js";
import { languageOf, words as allWords } from "./i18n.js";
import { metricsOf } from "./metrics.js";
import { namesOf } from "./names.js";
import { writeNotices } from "./notices.js";
import { keepAsking } from "./poll.js";
import { filtersOf } from "./query.js";
import { afterAnswer, afterFailure, face, pause, unknown } from "./state.js";
import { writeTable } from "./table.js";
import { byDwell, dishesShown, headline, inMenuOrder, named, split, story } from "./view-model.js";

/** The site whose figures are shown: the demo menu's. */
const SITE = "demo";

/** Dishes shown before "Show all". */
const DISHES_FIRST = 12;

let state = unknown;
let menu;
let lang = languageOf(new URLSearchParams(location.search).get("lang"), navigator.languages);
let allDishes = false;
let rowsByKey = new Map();

const card = hoverCard(part("card"), (key) => rowsByKey.has(key) && { row: rowsByKey.get(key), lang, words: allWords[lang] });
const stages = Object.fromEntries(["sections", "rate", "reach", "dishes"].map((name) => [name, stage(part(`chart-${name}`), card)]));

function drawSections(sections, names, words) {
  const ordered = inMenuOrder(sections, names);
  const longest = byDwell(sections);
  stages.sections((width) => dwellChart(longest, { width, lang, label: words.sectionsTitle }));
  stages.rate((width) => rateChart(ordered, { width, label: words.rateTitle }));
  stages.reach((width) => reachChart(ordered, { width, label: words.reachTitle }));
  const table = { lang, words, first: words.section };
  writeTable(part("table-sections"), longest, { ...table, caption: words.sectionsTitle });
  writeTable(part("table-rate"), ordered, { ...table, caption: words.rateTitle, columns: metricsOf("readRate", "skimRate", "looks") });
  writeTable(part("table-reach"), ordered, { ...table, caption: words.reachTitle, columns: metricsOf("reach", "readRate", "revisits") });
  writeChoices(ordered, menu?.version, words);
}

function drawDishes(dishes, words) {
  const shown = dishesShown(dishes, { section: part("section").value, limit: allDishes ? Number.POSITIVE_INFINITY : DISHES_FIRST });
  stages.dishes((width) => dwellChart(shown.rows, { width, lang, label: words.dishesTitle, art: true }));
  writeTable(part("table-dishes"), shown.rows, { lang, words, caption: words.dishesTitle, first: words.dish });
  part("no-dishes").hidden = shown.all > 0;
  part("more").hidden = shown.all <= DISHES_FIRST;
  say(part("more"), allDishes ? words.showFewer : words.showAll(shown.all));
}

function drawFigures(words, nowMs) {
  const names = namesOf(menu, lang);
  const [sections, dishes] = [named(state.figures.sections, names), named(state.figures.items, names)];
  rowsByKey = new Map([...dishes, ...sections].map((row) => [row.key, row]));
  writeHeadline(headline(state.figures, names.totals), { words, lang, nowMs });
  writeSplit(split(sections), words);
  writeStory(story(sections), words);
  drawSections(sections, names, words);
  drawDishes(dishes, words);
  card.refresh();
}

function draw() {
  const words = allWords[lang];
  const nowMs = Date.now();
  const shown = face(state);
  document.body.dataset.face = shown;
  say(part("status"), { loading: words.loading, failed: words.stale, stale: words.stale, empty: words.paused, ready: words.live }[shown]);
  const filtered = !part("clear").hidden;
  say(part("empty-title"), filtered ? words.emptyFilteredTitle : words.emptyTitle);
  say(part("empty-text"), filtered ? words.emptyFiltered : words.emptyText);
  writeNotices(part("notices"), state, state.figures?.summary?.dropped ?? 0, { words, lang, nowMs });
  if (shown === "ready" || shown === "stale") drawFigures(words, nowMs);
}

/** Asks once. An answer to filters that have been changed meanwhile is dropped. */
async function ask() {
  const filters = filtersOf(location.search);
  const next = await figures(SITE, filters).then(afterAnswer, (problem) => afterFailure(state, problem));
  if (JSON.stringify(filters) === JSON.stringify(filtersOf(location.search))) {
    state = next;
    draw();
  }
  return pause(state.failures, Math.random);
}

function start() {
  writeWords(allWords[lang], lang);
  writeFilters(lang);
  draw();
}

start();
const askNow = keepAsking(ask, document);
menuNames().then((names) => {
  menu = names;
  draw();
});
listen({
  language(next) {
    lang = next;
    intoAddress({ lang });
    start();
  },
  filters() {
    writeFilters(lang);
    askNow();
  },
  dishes: draw,
  retry: askNow,
  more() {
    allDishes = !allDishes;
    draw();
  },
});
