// Attention laid over the menu's own sections and dishes. A menu page loads this with ?linger=heat, and only then; the
// line that does so also keeps linger from measuring that look (docs/dashboard.md).
import { answers, Problem } from "../dashboard/api.js";
import { count, duration, finePercent, percent } from "../dashboard/format.js";
import { holdKey, readerKey, takeKeyFromAddress } from "../dashboard/key.js";
import { viewPath } from "../dashboard/query.js";
import { badge } from "./badge.js";
import { sheet } from "./sheet.js";
import { colour, nameOf, targets, uncolour } from "./targets.js";
import { wordsOf } from "./words.js";

takeKeyFromAddress();

/** What the page says of itself on the SDK's line: whose menu, and which version. */
function pageOf() {
  const { site, menu } = document.querySelector("script[data-site]")?.dataset ?? {};
  return { site: site ?? "demo", menu };
}

const page = pageOf();
const state = { answered: undefined, problem: undefined, isThisMenu: page.menu !== undefined, isRefused: false, chosen: undefined };
const shown = targets().map((target) => ({ ...target, badge: undefined }));
const at = sheet({
  key(key) {
    holdKey(key || null);
    load();
  },
  version(isThisMenu) {
    state.isThisMenu = isThisMenu;
    load();
  },
  retry: load,
  close: () => choose(undefined),
});

for (const target of shown) target.badge = badge(target, () => choose(target));

const words = () => wordsOf(document.documentElement.lang);

/** From where this file came: the API is beside it. */
const addressOf = (view) => new URL(viewPath({ view }, { site: page.site, menu: state.isThisMenu ? page.menu : undefined }, Date.now()), import.meta.url).href;

async function asked() {
  const [summary, sections, items] = await answers(["summary", "sections", "items"].map(addressOf), readerKey());
  const rows = (kind, list) => list.map((row) => [`${kind} ${row.target}`, row]);
  const most = (list) => Math.max(0, ...list.map((row) => row.attention_share ?? 0));
  return {
    visits: summary.rows[0]?.visits ?? 0,
    rows: new Map([...rows("section", sections.rows), ...rows("item", items.rows)]),
    most: { section: most(sections.rows), item: most(items.rows) },
  };
}

async function load() {
  try {
    state.answered = await asked();
    state.problem = undefined;
    state.isRefused = false;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.kind === "locked") locked();
    state.problem = problem;
  }
  write();
}

/** A key that opens nothing is not worth keeping. */
function locked() {
  state.isRefused = readerKey() !== null;
  holdKey(null);
}

const rowOf = ({ kind, id }) => state.answered?.rows.get(`${kind} ${id}`);

function lines(row, { lang, ...said }) {
  return [
    [said.share, finePercent(row.attention_share)], [said.reach, percent(row.reach)], [said.readRate, row.skim_rate === null ? percent(null) : percent(1 - row.skim_rate)],
    [said.looks, count(row.exposures, lang)], [said.median, duration(row.dwell_median_ms, lang)], [said.dwell, duration(row.dwell_ms, lang)], [said.revisits, count(row.revisits, lang)],
  ];
}

function writeTarget(target, said) {
  const row = rowOf(target);
  const most = state.answered?.most[target.kind] ?? 0;
  const strength = row && most > 0 ? row.attention_share / most : 0;
  const figure = row ? finePercent(row.attention_share) : said.unseen;
  target.badge.write(figure, said.figures(nameOf(target), figure), strength);
  if (row) colour(target, strength);
  else uncolour(target);
}

function writeSheet(said) {
  const about = { words: said, menu: page.menu, isThisMenu: state.isThisMenu, isRefused: state.isRefused };
  const { problem, answered, chosen } = state;
  if (problem?.kind === "locked") return at.askKey(about);
  if (problem) return at.showFailure({ ...about, detail: problem.what.detail ?? problem.what.title ?? "" });
  if (!answered) return at.showWaiting(about);
  const row = chosen && rowOf(chosen);
  if (row) return at.showChosen(about, { name: nameOf(chosen), lines: lines(row, said) });
  const basis = answered.visits > 0 ? said.basis(count(answered.visits, said.lang)) : said.none;
  return at.showLegend({ ...about, basis, scope: state.isThisMenu ? said.version(page.menu) : said.everyVersion });
}

function write() {
  const said = words();
  for (const target of shown) writeTarget(target, said);
  writeSheet(said);
}

function choose(target) {
  if (state.chosen === target) return;
  state.chosen?.badge.press(false);
  state.chosen = target;
  target?.badge.press(true);
  if (state.answered && !state.problem) writeSheet(words());
}

// A link with a key, opened where this page is already.
addEventListener("hashchange", () => takeKeyFromAddress() && load());
addEventListener("keydown", ({ key }) => key === "Escape" && choose(undefined));
new MutationObserver(() => (state.answered || state.problem) && write()).observe(document.documentElement, { attributeFilter: ["lang"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => state.answered && write());
writeSheet(words());
load();
