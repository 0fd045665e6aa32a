// Where on the paper everything goes, in millimetres from its upper left corner. The same numbers as `linger qr` has.

/** Light modules around a code: ISO/IEC 18004, 6.3.8. */
export const QUIET_MODULES = 4;

/** Smallest module: four dots of a printer of 300 dpi, as DENSO WAVE recommends for stable reading. */
export const MODULE_MM_MIN = 0.34;

/** Smallest letters: 6 points. */
export const TEXT_MM_MIN = 2.1;

/** Papers, upright: ISO 216, ANSI/ASME Y14.1. */
export const PAPERS = { A4: [210, 297], Letter: [215.9, 279.4] };

/** Ways to part a page: columns and rows. */
export const GRIDS = ["1x1", "1x2", "2x2", "2x3", "2x4", "3x4", "4x5", "5x6"];
export const GRID_USUAL = "3x4";

const MARGIN_MM = 10;
const PADDING_MM = 3;
const NAME = { share: 0.16, line: 1.25, base: 1 };
const CAPTION = { share: 0.055, line: 1.6, base: 1.05 };
const MARK = { length: 4, gap: 1, cross: 1.5 };

/**
 * How all pages are laid out.
 * @param {"A4" | "Letter"} paper
 * @param {string} grid
 * @param {number} modules of a code's side
 */
export function layoutOf(paper, grid, modules) {
  const [width, height] = PAPERS[paper];
  const [columns, rows] = grid.split("x").map(Number);
  const cell = { width: (width - 2 * MARGIN_MM) / columns, height: (height - 2 * MARGIN_MM) / rows };
  const inner = { width: cell.width - 2 * PADDING_MM, height: cell.height - 2 * PADDING_MM };
  const short = Math.min(inner.width, inner.height);
  const [name, caption] = [short * NAME.share, short * CAPTION.share];
  const below = name * NAME.line + caption * CAPTION.line;
  const side = Math.min(inner.width, inner.height - below);
  return { width, height, columns, rows, cell, name, caption, below, side, module: side / (modules + 2 * QUIET_MODULES), textMax: inner.width };
}

/** Places of one cell's contents; `slot` counts the cells of a page, row by row. */
export function cellOf(layout, slot) {
  const { cell, side, name, caption, below, module } = layout;
  const column = slot % layout.columns;
  const row = Math.floor(slot / layout.columns);
  const middle = MARGIN_MM + (column + 0.5) * cell.width;
  const top = MARGIN_MM + row * cell.height + (cell.height - side - below) / 2;
  const quiet = module * QUIET_MODULES;
  return {
    code: [middle - side / 2 + quiet, top + quiet],
    name: [middle, top + side + name * NAME.base],
    caption: [middle, top + side + name * NAME.line + caption * CAPTION.base],
  };
}

const range = (from, to) => Array.from({ length: to - from }, (_, index) => from + index);

/** Where to cut, as lines from x, y to x, y: beside every line of the grid, and a cross wherever two lines meet. */
export function marksOf({ columns, rows, cell }) {
  const x = (line) => MARGIN_MM + line * cell.width;
  const y = (line) => MARGIN_MM + line * cell.height;
  const far = MARK.gap + MARK.length;
  const ends = (first, last) => [[first - far, first - MARK.gap], [last + MARK.gap, last + far]];
  const upright = range(0, columns + 1).flatMap((line) => ends(y(0), y(rows)).map(([from, to]) => [x(line), from, x(line), to]));
  const level = range(0, rows + 1).flatMap((line) => ends(x(0), x(columns)).map(([from, to]) => [from, y(line), to, y(line)]));
  const crosses = range(1, columns).flatMap((column) =>
    range(1, rows).flatMap((row) => [
      [x(column), y(row) - MARK.cross, x(column), y(row) + MARK.cross],
      [x(column) - MARK.cross, y(row), x(column) + MARK.cross, y(row)],
    ]),
  );
  return [...upright, ...level, ...crosses];
}
