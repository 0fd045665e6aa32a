// From what was typed to sheets, or to all that is wrong with it.
import { addressOfTable, readAddress } from "./address.js";
import { layoutOf, MODULE_MM_MIN } from "./layout.js";
import { letterSize, pageSvg } from "./sheet.js";
import { symbols } from "./symbol.js";
import { readTables } from "./tables.js";

const withField = (field, problems) => problems.map((problem) => ({ field, ...problem }));

/** Letters' sizes for each table and for the caption, and the texts that do not fit. */
function lettered(names, caption, layout, measure) {
  const unfit = [];
  const fit = (field, text, wanted, weight) => {
    const size = letterSize(measure(text, weight), wanted, layout.textMax);
    if (size === undefined) unfit.push({ field, kind: "wide", text });
    return size;
  };
  const captionSize = caption === "" ? undefined : fit("caption", caption, layout.caption, 400);
  const sizes = names.map((name) => ({ name: fit("tables", name, layout.name, 700), caption: captionSize }));
  return { sizes, unfit };
}

function drawn({ caption, level, paper, grid }, names, address, title, measure) {
  const addresses = names.map((name) => addressOfTable(address, name));
  const coded = symbols(addresses, level);
  if (!coded) return { pages: [], codes: 0, problems: [{ field: "address", kind: "code" }] };
  const layout = layoutOf(paper, grid, coded.side);
  const { sizes, unfit } = lettered(names, caption, layout, measure);
  if (layout.module < MODULE_MM_MIN) unfit.unshift({ field: "grid", kind: "small", module: layout.module });
  if (unfit.length > 0) return { pages: [], codes: 0, problems: unfit };
  const codes = names.map((table, place) => ({ table, address: addresses[place], path: coded.paths[place], sizes: sizes[place] }));
  const cells = layout.columns * layout.rows;
  const starts = codes.flatMap((_, place) => (place % cells === 0 ? [place] : []));
  const pages = starts.map((start) => pageSvg(codes.slice(start, start + cells), caption, layout, title));
  return { pages, codes: codes.length, problems: [] };
}

/**
 * The pages of an order.
 * @param {{address: string, tables: string, caption: string, level: "L" | "M" | "Q" | "H", paper: "A4" | "Letter", grid: string}} typed
 * @param {string} title of the pages
 * @param {(text: string, weight: number) => number} measure a text's width, in its letters' size
 * @returns {{pages: string[], codes: number, problems: {field: string, kind: string}[]}} pages only where there is no problem
 */
export function sheetsOf(typed, title, measure) {
  const { address, problems: ofAddress } = readAddress(typed.address);
  const { names, problems: ofTables } = readTables(typed.tables);
  const problems = [...withField("address", ofAddress), ...withField("tables", ofTables)];
  if (problems.length > 0) return { pages: [], codes: 0, problems };
  return drawn({ ...typed, caption: typed.caption.trim() }, names, address, title, measure);
}
