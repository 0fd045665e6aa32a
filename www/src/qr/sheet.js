// A page as SVG: one unit is a millimetre. What is shown, printed and downloaded is this one text.
import { cellOf, marksOf, TEXT_MM_MIN } from "./layout.js";

/** Families with Korean that phones and computers have; whoever opens the file writes with theirs. */
const FAMILY = "Pretendard, 'Noto Sans KR', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic', system-ui, sans-serif";

const short = (number) => String(Number(number.toFixed(4)));

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * The letters' size for a text: smaller where it would be too wide, nothing where that is too small to read.
 * @param {number} width of the text, in its letters' size
 * @param {number} wanted
 * @param {number} max width there is
 */
export function letterSize(width, wanted, max) {
  const size = Math.min(Math.max(wanted, TEXT_MM_MIN), max / Math.max(width, Number.EPSILON));
  return size < TEXT_MM_MIN ? undefined : size;
}

function text([x, y], size, weight, said) {
  return `<text x="${short(x)}" y="${short(y)}" font-size="${short(size)}" font-weight="${weight}">${escaped(said)}</text>`;
}

function codeSvg({ table, address, path, sizes }, caption, cell, module) {
  const [x, y] = cell.code;
  const modules = `<path shape-rendering="crispEdges" transform="translate(${short(x)} ${short(y)}) scale(${short(module)})" d="${path}"/>`;
  const below = caption === "" ? "" : text(cell.caption, sizes.caption, 400, caption);
  return `<g><title>${escaped(`${table}: ${address}`)}</title>${modules}${text(cell.name, sizes.name, 700, table)}${below}</g>`;
}

/**
 * One page as a whole document.
 * @param {{table: string, address: string, path: string, sizes: {name: number, caption?: number}}[]} codes of this page
 * @param {string} caption
 * @param {ReturnType<import("./layout.js").layoutOf>} layout
 * @param {string} title
 */
export function pageSvg(codes, caption, layout, title) {
  const { width, height, module } = layout;
  const drawn = codes.map((code, slot) => codeSvg(code, caption, cellOf(layout, slot), module)).join("");
  const marks = marksOf(layout).map(([x1, y1, x2, y2]) => `M${short(x1)} ${short(y1)}L${short(x2)} ${short(y2)}`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}"><title>${escaped(title)}</title><path d="M0 0h${width}v${height}h-${width}z" fill="#fff"/><g font-family="${FAMILY}" text-anchor="middle">${drawn}</g><path d="${marks}" fill="none" stroke="#000" stroke-width="0.09"/></svg>\n`;
}
