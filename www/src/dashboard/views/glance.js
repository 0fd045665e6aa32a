// The first screen: what holds, what is skipped, what changed; then the figures they rest on.
import { dwellChart } from "../charts/dwell.js";
import { make, sentence } from "../dom.js";
import { ago, count, duration, NOTHING, percent, signed } from "../format.js";
import { cardsOf, columnsOf } from "../metrics.js";
import { heldAndSkipped, mostChanged } from "../story.js";
import { tableOf } from "../table.js";
import { byDwell, headline, named, split } from "../view-model.js";
import { keyOf, panel } from "./panel.js";

/**
 * One answer: a question, a sentence, a figure, and what it rests on.
 * @param {{name: string, question: string, said: string[], figure?: string, unit?: string, evidence?: string, view: string}} answer
 */
function answer({ name, question, said, figure, unit, evidence, view }, words) {
  const number = figure && make("p", { class: "figure" }, make("b", {}, figure), ` ${unit}`);
  return make(
    "section", { class: `answer is-${name}${figure ? "" : " unsure"}`, "aria-labelledby": `${name}-question` },
    make("h2", { id: `${name}-question` }, question),
    make("p", { class: "said" }, ...sentence(said)),
    number || undefined,
    evidence && make("p", { class: "evidence" }, evidence),
    make("a", { class: "more-link", href: "#", "data-view": view }, words.more(words.viewNames[view])),
  );
}

/** A version is not broken at its hyphens. */
const whole = (version) => version.replaceAll("-", "\u2011");

const unsure = (name, question, text, view) => ({ name, question, said: [text], view });

function held({ held: row, readRate }, { words, lang }) {
  if (!row) return unsure("held", words.holdsQuestion, words.holdsUnsure, "sections");
  return { name: "held", question: words.holdsQuestion, said: words.holds(row.name), figure: percent(row.read_rate), unit: words.holdsFigure, evidence: words.holdsEvidence(count(row.visits, lang), percent(readRate)), view: "sections" };
}

function skipped({ skipped: row, readRate }, { words, lang }) {
  if (!row) return unsure("skipped", words.skippedQuestion, words.skippedUnsure, "sections");
  return { name: "skipped", question: words.skippedQuestion, said: words.skipped(row.name), figure: percent(row.skim_rate), unit: words.skippedFigure, evidence: words.skippedEvidence(count(row.visits, lang), percent(1 - readRate)), view: "sections" };
}

function changed(rows, versions, { words, lang, names, menus }) {
  const question = words.changedQuestion;
  const say = (text) => unsure("changed", question, text, "versions");
  if (!versions) return say(menus ? words.changedOne : words.changedWaiting);
  if (!rows) return say(words.changedWaiting);
  const row = mostChanged(rows);
  if (!row) return say(words.changedUnsure(whole(versions.a), whole(versions.b)));
  const said = row.difference_ms > 0 ? words.changedLonger : words.changedShorter;
  const evidence = words.changedEvidence(whole(versions.a), whole(versions.b), signed(row.low_ms, lang), signed(row.high_ms, lang));
  return { name: "changed", question, said: said(names.name(row.target)), figure: signed(row.difference_ms, lang), unit: words.changedFigure, evidence, view: "versions" };
}

function splitBar(sections, words) {
  const shares = split(sections);
  if (!shares) return undefined;
  const [rest, motion] = [percent(shares.held), percent(shares.passed)];
  return make(
    "div", { class: "split" },
    make("p", { class: "split-title", "aria-hidden": "true" }, words.splitTitle),
    make("div", { class: "split-bar", role: "img", "aria-label": words.splitLabel(rest, motion), style: `--share:${shares.held}` }, make("i", {})),
    make("div", { class: "split-words", "aria-hidden": "true" }, make("p", { class: "is-held" }, make("b", {}, rest), ` ${words.held}`), make("p", { class: "is-passed" }, `${words.passed} `, make("b", {}, motion))),
  );
}

function figures(head, { words, lang, nowMs }) {
  const seen = (what) => (what.seen === undefined ? NOTHING : words.ofAll(count(what.seen, lang), count(what.all, lang)));
  const rows = [
    [words.visits, count(head.visits, lang), words.visitsNote(count(head.sessions, lang))],
    [words.timeRead, duration(head.activeMs, lang), head.medianVisitMs === undefined ? "" : words.timeReadNote(duration(head.medianVisitMs, lang))],
    [words.sectionsSeen, seen(head.sections), ""],
    [words.dishesSeen, seen(head.dishes), ""],
    [words.last, ago(head.lastMs, nowMs, lang), words.lastNote(count(head.events, lang))],
  ];
  return make("dl", { class: "headline" }, ...rows.map(([term, value, note]) => make("div", {}, make("dt", {}, term), make("dd", {}, make("b", {}, value), make("span", {}, note)))));
}

function timePanel(longest, context) {
  const { words, csv } = context;
  const table = tableOf(longest, { caption: words.sectionsTitle, first: words.section, columns: columnsOf(context, "dwell", "held", "passed", "readRate", "looks") });
  return panel({ name: "sections", title: words.sectionsTitle, note: words.sectionsNote, legend: keyOf(["is-held", words.paused_ms], ["is-passed", words.scrolling_ms]), chart: true, table, csv: csv("sections"), isWide: true, isEmpty: longest.length === 0 }, words);
}

/** @type {import("./index.js").View} */
export const glance = {
  name: "glance",
  everyMs: 500,
  asks: ({ versions }) => [
    { view: "sections" },
    // For one figure, and a long answer: it may be some seconds behind.
    { view: "items", isLater: true },
    ...(versions ? [{ view: "compare", more: { menu_a: versions.a, menu_b: versions.b }, without: ["menu"], isLater: true }] : []),
  ],
  write(context) {
    const { words, lang, names, rows, versions } = context;
    const [sections, items] = [named(rows("sections"), names), rows("items")];
    const longest = byDwell(sections);
    const told = heldAndSkipped(sections);
    const answers = [held(told, context), skipped(told, context), changed(rows("compare"), versions, context)];
    return {
      content: [
        make("div", { class: "answers" }, ...answers.map((one) => answer(one, words))),
        figures(headline(rows("summary")[0], sections, items, names.totals), context),
        splitBar(sections, words) ?? make("div", {}),
        make("div", { class: "grid" }, timePanel(longest, context)),
        make("p", { class: "aside-links" }, make("a", { href: "/", "data-menu-link": "heat" }, words.openHeat), ` ${words.heatNote}`),
      ],
      charts: { sections: (width) => dwellChart(longest, { width, lang, label: words.sectionsTitle }) },
      cards: cardsOf(sections, context),
    };
  },
};
