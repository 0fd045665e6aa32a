// Figures as a table, for screen readers, for copying, and for those who prefer it.
import { make } from "./dom.js";

const header = (label, isText) => make("th", { scope: "col", class: isText ? "text" : undefined }, label);

const line = (row, columns) => make("tr", {}, make("th", { scope: "row" }, row.name), ...columns.map(({ said, isText }) => make("td", { class: isText ? "text" : undefined }, said(row))));

/**
 * @param {object[]} rows each with its `name`
 * @param {{caption: string, first: string, columns: {title: string, said: (row: object) => string, isText?: boolean}[]}} options `first` heads the names
 * @returns {HTMLTableElement}
 */
export function tableOf(rows, { caption, first, columns }) {
  const head = make("thead", {}, make("tr", {}, header(first), ...columns.map(({ title, isText }) => header(title, isText))));
  return make("table", {}, make("caption", {}, caption), head, make("tbody", {}, ...rows.map((row) => line(row, columns))));
}
