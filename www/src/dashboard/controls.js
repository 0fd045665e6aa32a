// Language, filters, and the choice of dishes. Each choice goes into the address first; the page then reads it there.
import { make, part, say } from "./dom.js";
import { filtersOf, withQuery } from "./query.js";

/** Writes changes into the address without a new entry in the history. */
export function intoAddress(changes) {
  history.replaceState(history.state, "", `${location.pathname}${withQuery(location.search, changes)}${location.hash}`);
}

/** Sets every word of the page that stands still: `data-word`, and `data-hint` for the grey text of inputs. */
export function writeWords(words, lang) {
  document.documentElement.lang = lang;
  document.title = `${words.title} · linger`;
  for (const element of document.querySelectorAll("[data-word]")) say(element, words[element.dataset.word]);
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = words[element.dataset.hint];
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
}

/** Fills the filters from the address, and points the links to the menu at the same table and language. */
export function writeFilters(lang) {
  const filters = filtersOf(location.search);
  for (const field of part("filters").elements) if (field.name) field.value = filters[field.name] ?? "";
  part("clear").hidden = Object.keys(filters).length === 0;
  for (const link of document.querySelectorAll("[data-menu-link]")) link.href = `/${withQuery("", { table: filters.table ?? "12", lang })}`;
}

/**
 * Offers the sections to choose dishes by, and the menu's version to filter by.
 * @param {object[]} sections named rows in the menu's order
 * @param {string | undefined} version
 * @param {object} words
 */
export function writeChoices(sections, version, words) {
  const select = part("section");
  const options = [["", words.allSections], ...sections.map((row) => [row.key, row.name])];
  const said = JSON.stringify(options);
  if (select.dataset.said !== said) {
    const { value } = select;
    select.replaceChildren(...options.map(([key, name]) => make("option", { value: key }, name)));
    select.value = value;
    select.dataset.said = said;
  }
  const versions = part("versions");
  if (version && versions.childElementCount === 0) versions.append(make("option", { value: version }));
}

/**
 * @param {{language: (lang: string) => void, filters: () => void, dishes: () => void, retry: () => void, more: () => void}} on
 */
export function listen(on) {
  const form = part("filters");
  const apply = () => {
    intoAddress(Object.fromEntries(new FormData(form)));
    on.filters();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  form.addEventListener("change", apply);
  part("clear").addEventListener("click", () => {
    intoAddress({ table: undefined, menu: undefined, guest: undefined });
    on.filters();
  });
  part("section").addEventListener("change", on.dishes);
  part("more").addEventListener("click", on.more);
  document.addEventListener("click", ({ target }) => {
    const { lang, act } = target.dataset;
    if (lang) on.language(lang);
    if (act === "retry") on.retry();
  });
}
