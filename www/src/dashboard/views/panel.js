// What the views are made of: panels with a title, a note, a chart, and the same as a table; and choices among a few.
import { make } from "../dom.js";

/** The swatches that say what colours mean. @param {[string, string][]} entries class and text */
export const keyOf = (...entries) => make("p", { class: "key" }, ...entries.map(([kind, text]) => make("span", { class: kind }, text)));

/**
 * A choice that goes into the address under its name.
 * @param {{name: string, label: string, options: [string, string][], value?: string}} choice
 */
export function choice({ name, label, options, value = "" }) {
  const offered = options.map(([key, text]) => make("option", { value: key }, text));
  return make("label", { class: "choice" }, make("span", {}, label), make("select", { "data-choice": name, "data-value": value }, ...offered));
}

/** The same in free text. */
export const entry = ({ name, label, value }) =>
  make("label", { class: "choice" }, make("span", {}, label), make("input", { "data-choice": name, "data-value": value, maxlength: "64", autocomplete: "off", size: "10" }));

/** A link to a file of figures. */
export const csvLink = (href, text) => make("a", { class: "csv", href, download: "", "data-csv": "" }, text);

function folded(name, table, words) {
  const place = make("div", { class: "table", tabindex: "0", role: "group", "aria-labelledby": `${name}-title` }, table);
  return make("details", {}, make("summary", {}, words.asTable), place);
}

/**
 * @param {{name: string, title: string, note?: string, tools?: Node[], legend?: Node, chart?: boolean, body?: Node[], table?: Node,
 *   csv?: string, isWide?: boolean, isEmpty?: boolean}} what `csv` is the file's address
 * @param {object} words
 */
export function panel({ name, title, note, tools = [], legend, chart, body = [], table, csv, isWide, isEmpty }, words) {
  const heading = make("div", {}, make("h2", { id: `${name}-title` }, title), note && make("p", { class: "note" }, note));
  const top = make("div", { class: "panel-top" }, heading, ...(tools.length > 0 ? [make("div", { class: "tools" }, ...tools)] : []));
  const figures = isEmpty ? [make("p", { class: "none" }, words.noRows)] : [legend, chart && make("div", { class: "chart", "data-chart": name }), ...body];
  const foot = [!isEmpty && table && folded(name, table, words), csv && csvLink(csv, words.csv)].filter(Boolean);
  return make("section", { class: isWide ? "panel wide" : "panel", "aria-labelledby": `${name}-title` }, top, ...figures.filter(Boolean), foot.length > 0 ? make("div", { class: "panel-foot" }, ...foot) : undefined);
}
