// Wires the dashboard: the address says what to show, the collector is asked, the page is written.
import { answers, file, menuNames } from "./api.js";
import { asking } from "./asking.js";
import { hoverCard } from "./card.js";
import { morph } from "./charts/morph.js";
import { stages } from "./charts/stage.js";
import { intoAddress, listen, revealView, settle, writeFilters, writeLinks, writeViews, writeWords } from "./controls.js";
import { make, part, say } from "./dom.js";
import { count, date } from "./format.js";
import { holdKey, readerKey, takeKeyFromAddress } from "./key.js";
import { namesOf } from "./names.js";
import { writeNotices } from "./notices.js";
import { keepAsking } from "./poll.js";
import { choicesOf, isNarrowed, viewPath } from "./query.js";
import { afterFailure, face, fine, pause } from "./state.js";
import { versionsOf } from "./story.js";
import { VIEWS, viewOf } from "./views/index.js";
import { languageOf, words as allWords } from "./words/index.js";

takeKeyFromAddress();

let state = fine;
let menu;
let lang = languageOf(new URLSearchParams(location.search).get("lang"), navigator.languages);
let isAllShown = false;
let isKeyRefused = false;
let cards = new Map();

const collector = asking((paths) => answers(paths, readerKey()));
const card = hoverCard(part("card"), (key) => cards.get(key));
const showCharts = stages(card);

/** All that a view asks and writes by, of this moment. */
function moment() {
  const [choices, nowMs, words] = [choicesOf(location.search), Date.now(), allWords[lang]];
  const view = viewOf(choices.view);
  const context = { choices, nowMs, words, lang, names: namesOf(menu, lang), isAllShown };
  // The versions to compare are among what is asked anyway, for the filters.
  const menus = collector.known(collector.wanted({ asks: () => [] }, context)).seen.menus?.rows;
  Object.assign(context, { menus, versions: versionsOf(menus ?? [], choices) });
  const wanted = collector.wanted(view, context);
  return { view, context, wanted, known: collector.known(wanted) };
}

function csvOf(wanted, { choices, nowMs }) {
  return (name) => {
    const question = wanted.own.find(({ view }) => view === name);
    return question && viewPath({ ...question, more: { ...question.more, format: "csv" } }, choices, nowMs);
  };
}

function leftOutOf(answered) {
  const files = Object.values(answered).flatMap((answer) => answer?.left_out ?? []);
  return [...new Map(files.map((one) => [one.file, one])).values()];
}

function writeContent({ view, context, wanted, known }) {
  const written = view.write({ ...context, rows: (name) => known.answers[name]?.rows, csv: csvOf(wanted, context), leftOut: leftOutOf(known.answers) });
  const place = part("view");
  const next = make("div", { "data-part": "view", "data-shown": view.name }, ...written.content);
  if (place.dataset.shown === view.name) morph(place, next);
  else {
    place.replaceChildren(...next.childNodes);
    place.dataset.shown = view.name;
  }
  cards = written.cards;
  card.refresh();
  settle(place);
  showCharts(place, written.charts);
}

function writeBasis({ context: { words, nowMs }, known }) {
  const summary = known.answers.summary?.rows[0];
  const day = (atMs) => date(atMs, lang, { nowMs });
  say(part("basis"), summary ? words.basis(count(summary.visits, lang), day(summary.first_received_at_ms ?? summary.last_received_at_ms), day(summary.last_received_at_ms)) : "");
}

function writeAbout(now, shown) {
  const { view, context: { words, choices, nowMs }, known } = now;
  const answered = Object.values(known.answers).filter(Boolean);
  document.title = `${words.viewNames[view.name]} · linger`;
  say(part("title"), words.viewTitles[view.name]);
  say(part("status"), { loading: words.loading, locked: words.locked, failed: words.stale, stale: words.stale, empty: words.paused, nothing: words.paused, ready: words.live }[shown]);
  say(part("wrong-key"), isKeyRefused ? words.lockedWrong : "");
  part("forget").hidden = readerKey() === null;
  const news = { leftOut: view.name === "quality" ? [] : leftOutOf(known.answers), dropped: view.name === "quality" ? 0 : (known.answers.summary?.rows[0]?.dropped ?? 0), isTruncated: answered.some(({ truncated }) => truncated) };
  const atMs = state.problem && answered.length > 0 ? Math.min(...answered.map(({ generated_at_ms }) => generated_at_ms)) : undefined;
  writeNotices(part("notices"), { ...news, problem: state.problem, atMs: known.isWhole ? atMs : undefined }, { words, lang, nowMs });
  writeFilters(choices, Object.fromEntries(Object.entries(known.seen).map(([name, answer]) => [name, answer?.rows])), { words, lang });
  writeViews(VIEWS, view.name, words);
}

function draw() {
  const now = moment();
  const shown = face(state, { summary: now.known.answers.summary?.rows, isNarrowed: isNarrowed(now.context.choices), isWhole: now.known.isWhole });
  document.body.dataset.face = shown;
  writeAbout(now, shown);
  writeBasis(now);
  if (shown === "ready" || shown === "stale") writeContent(now);
  writeLinks(now.context.choices, lang);
}

/** Asks once. What has come of questions that are no longer asked is kept for them, and not shown. */
async function ask() {
  const { wanted, context } = moment();
  const beganMs = performance.now();
  state = await collector.ask(wanted, context.nowMs).then(() => fine, (problem) => afterFailure(state, problem));
  const tookMs = performance.now() - beganMs;
  if (state.problem?.kind === "locked") locked();
  else isKeyRefused = false;
  draw();
  // Not waited for: what may take long must not hold up what is live.
  if (!state.problem) collector.askLater(wanted, context.nowMs).then((isNew) => isNew && askNow());
  return pause(state, { everyMs: wanted.everyMs, tookMs, random: Math.random });
}

/** A key that opens nothing is not worth keeping. */
function locked() {
  isKeyRefused ||= readerKey() !== null;
  holdKey(null);
  collector.forget();
}

function writeStill() {
  writeWords(allWords[lang], lang);
  draw();
}

/** Another view, or the same with other choices. */
function changed() {
  isAllShown = false;
  state = fine;
  collector.keepOnly(moment().wanted);
  draw();
  askNow();
}

/** The key goes along in a header, which a plain link has none of. */
async function download(event, href) {
  const key = readerKey();
  if (!key) return;
  event.preventDefault();
  const url = URL.createObjectURL(await file(href, key));
  make("a", { href: url, download: `${href.match(/views\/(\w+)/)[1]}.csv` }).click();
  URL.revokeObjectURL(url);
}

writeStill();
revealView();
const askNow = keepAsking(ask, document);
menuNames().then((names) => {
  menu = names;
  draw();
});
listen({
  language(next) {
    lang = next;
    intoAddress({ lang }, { isStep: false });
    writeStill();
  },
  view() {
    changed();
    revealView();
    scrollTo({ top: 0 });
    part("title").focus();
  },
  changed,
  retry: askNow,
  more() {
    isAllShown = !isAllShown;
    draw();
  },
  unlock(key) {
    holdKey(key || null);
    isKeyRefused = false;
    part("key").value = "";
    askNow();
  },
  forget() {
    holdKey(null);
    changed();
  },
  linked() {
    if (takeKeyFromAddress()) askNow();
  },
  csv(event, href) {
    download(event, href).catch((problem) => {
      state = afterFailure(state, problem);
      draw();
    });
  },
});
