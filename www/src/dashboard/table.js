// The same figures as a table, for screen readers, for copying, and for those who prefer it.
import { make } from "./dom.js";
import { metrics } from "./metrics.js";
import { morph } from "./charts/morph.js";

const header = (label) => make("th", { scope: "col" }, label);

const line = (row, lang, columns) => make("tr", {}, make("th", { scope: "row" }, row.name), ...columns.map((metric) => make("td", {}, metric.said({ row, lang }))));

/**
 * Writes the rows into a table's place.
 * @param {HTMLElement} place
 * @param {object[]} rows named rows
 * @param {{lang: "en" | "ko", words: object, caption: string, first: string, columns?: typeof metrics}} options
 */
export function writeTable(place, rows, { lang, words, caption, first, columns = metrics }) {
  const head = make("thead", {}, make("tr", {}, header(first), ...columns.map(({ word }) => header(words[word]))));
  const body = make("tbody", {}, ...rows.map((row) => line(row, lang, columns)));
  const table = make("table", {}, make("caption", {}, caption), head, body);
  const live = place.querySelector("table");
  if (live) morph(live, table);
  else place.append(table);
}
