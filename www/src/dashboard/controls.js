// Language, views, filters, and the choices within views. Each goes into the address first; the page then reads it there.
import { make, part, say } from "./dom.js";
import { languageName } from "./format.js";
import { isNarrowed, widened, withQuery } from "./query.js";

/** Whole days back that are offered. */
const DAYS = [7, 30, 90];

/** Of the choice of time: days of the reader's own choosing. */
const OWN = "own";

const addressWith = (changes) => `${location.pathname}${withQuery(location.search, changes)}${location.hash}`;

/** Writes changes into the address: as a step that "back" undoes, or in place. */
export function intoAddress(changes, { isStep = true } = {}) {
  const address = addressWith(changes);
  if (isStep) history.pushState(null, "", address);
  else history.replaceState(history.state, "", address);
}

/** Sets every word of the page that stands still: `data-word`. */
export function writeWords(words, lang) {
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-word]")) say(element, words[element.dataset.word]);
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
}

function writeView(link, shown) {
  link.href = addressWith({ view: link.dataset.view });
  if (link.dataset.view === shown) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
}

/** Writes the links between views, with the filters that are set. */
export function writeViews(views, shown, words) {
  const nav = part("views");
  if (nav.childElementCount === 0) nav.append(...views.map(({ name }) => make("li", {}, make("a", { "data-view": name, href: "#" }))));
  for (const link of nav.querySelectorAll("a")) {
    say(link, words.viewNames[link.dataset.view]);
    writeView(link, shown);
  }
}

/** Brings the link of the view shown into sight, where the links do not all fit. */
export function revealView() {
  const nav = part("views");
  const current = nav.querySelector("[aria-current]");
  if (current) nav.scrollTo({ left: current.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2 });
}

/** Links that stand in what is shown: to other views, and to the menu as this table in this language would open it. */
export function writeLinks(choices, lang) {
  for (const link of document.querySelectorAll("main a[data-view]")) link.href = addressWith({ view: link.dataset.view });
  for (const link of document.querySelectorAll("[data-menu-link]")) {
    const heat = link.dataset.menuLink === "heat";
    link.href = `/${withQuery("", heat ? { linger: "heat", lang } : { table: choices.table ?? "12", lang })}`;
  }
}

function offer(select, options, value) {
  const known = options.some(([key]) => key === value);
  const all = known || !value ? options : [...options, [value, value]];
  const said = JSON.stringify(all);
  if (select.dataset.said !== said) {
    select.replaceChildren(...all.map(([key, text]) => make("option", { value: key }, text)));
    select.dataset.said = said;
  }
  if (select.value !== (value ?? "")) select.value = value ?? "";
}

const listed = (rows, say) => (rows ?? []).filter(({ value }) => value !== null && value !== "").map(({ value }) => [value, say(value)]);

const inOrder = (options, lang) => [...options].sort(([, a], [, b]) => a.localeCompare(b, lang, { numeric: true }));

/**
 * Fills the filters from the address, and offers what has been seen.
 * @param {import("./query.js").Choices} choices
 * @param {{menus?: object[], tables?: object[], languages?: object[]}} seen
 * @param {{words: object, lang: string}} options
 */
export function writeFilters(choices, { menus, tables, languages }, { words, lang }) {
  const isOwn = choices.from !== undefined || choices.to !== undefined || part("own").dataset.open === "true";
  const spans = [["", words.allTime], ["1", words.today], ...DAYS.map((days) => [String(days), words.lastDays(days)]), [OWN, words.ownTime]];
  offer(part("time"), spans, isOwn ? OWN : choices.days);
  const all = [["", words.all]];
  offer(part("menu"), [...all, ...listed(menus, (value) => value)], choices.menu);
  offer(part("table"), [...all, ...inOrder(listed(tables, (value) => value), lang)], choices.table);
  offer(part("guest"), [...all, ...inOrder(listed(languages, (value) => languageName(value, lang)), lang)], choices.guest);
  part("own").hidden = !isOwn;
  for (const name of ["from", "to"]) if (document.activeElement !== part(name)) part(name).value = choices[name] ?? "";
  part("clear").hidden = !isNarrowed(choices);
}

/** Sets the choices within a view to what they stand for, but not under the reader's hands. */
export function settle(view) {
  for (const field of view.querySelectorAll("[data-value]")) {
    if (field.nodeName === "SELECT" || document.activeElement !== field) field.value = field.dataset.value;
  }
}

/** What a choice of time means in the address. */
function timeChosen(value) {
  part("own").dataset.open = String(value === OWN);
  return value === OWN ? { days: undefined } : { days: value, from: undefined, to: undefined };
}

function filtersChanged({ target }, changed) {
  if (target.name === "time") intoAddress(timeChosen(target.value));
  else intoAddress({ [target.name]: target.value, ...(target.name === "from" || target.name === "to" ? { days: undefined } : {}) });
  changed();
}

const isPlain = (event) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

function clicked(event, on) {
  const link = event.target.closest("a[data-view], a[data-csv]");
  if (link?.dataset.view && isPlain(event)) {
    event.preventDefault();
    intoAddress({ view: link.dataset.view });
    on.view();
  }
  if (link?.hasAttribute("data-csv")) on.csv(event, link.getAttribute("href"));
  const { lang, act } = event.target.closest("button")?.dataset ?? {};
  if (lang) on.language(lang);
  if (act) on[act]();
}

/**
 * @param {{language: (lang: string) => void, view: () => void, changed: () => void, retry: () => void, more: () => void, forget: () => void, linked: () => void,
 *   unlock: (key: string) => void, csv: (event: Event, href: string) => void}} on
 */
export function listen(on) {
  const form = part("filters");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => filtersChanged(event, on.changed));
  part("clear").addEventListener("click", () => {
    part("own").dataset.open = "false";
    intoAddress(widened);
    on.changed();
  });
  part("view").addEventListener("change", ({ target }) => {
    if (!target.dataset.choice) return;
    intoAddress({ [target.dataset.choice]: target.value.trim() });
    on.changed();
  });
  part("unlock").addEventListener("submit", (event) => {
    event.preventDefault();
    on.unlock(part("key").value.trim());
  });
  document.addEventListener("click", (event) => clicked(event, on));
  addEventListener("popstate", on.view);
  // A link with a key, opened where this page is already.
  addEventListener("hashchange", on.linked);
}
