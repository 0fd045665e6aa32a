// What every chart of rows shares: one band for each target, its name beside the band or, on a phone, above it.
import { axisX, barX, gridX, image, plot, text } from "@observablehq/plot";

/** CSS pixels of chart width below which names go above their bars. */
const NARROW_PX = 560;

const wide = { band: 40, nameWidth: 226, above: 0 };
const narrow = { band: 54, above: 24 };

/** CSS pixels of a dish's drawing beside its name. */
const ART_PX = 34;

/**
 * How rows are laid out at a width.
 * @param {number} width CSS pixels
 * @param {{art?: boolean, room?: number}} [wants] `room` for figures beside the bars, where they are not above
 */
export function layoutOf(width, { art, room = 76 } = {}) {
  const kind = width < NARROW_PX ? narrow : wide;
  const pictures = art ? ART_PX + 10 : 0;
  const isNarrow = kind === narrow;
  // A chart of half the page's width has names of half the length.
  const left = isNarrow ? pictures : Math.min(kind.nameWidth, Math.round(width * 0.3)) + pictures;
  const nameWidth = isNarrow ? width - pictures - room : left - pictures;
  return { ...kind, art: pictures, narrow: isNarrow, nameWidth, left, right: isNarrow ? 8 : room, nameUp: isNarrow ? 14 - kind.band / 2 : 0 };
}

/** Where bars lie in their bands. */
export const inset = (layout) => ({ insetTop: layout.narrow ? layout.above + 4 : 9, insetBottom: layout.narrow ? 12 : 9 });

/** The names, cut with an ellipsis where they do not fit. */
function nameMark(rows, layout) {
  const lineWidth = layout.nameWidth / 15;
  return text(rows, { y: "key", text: "name", frameAnchor: "left", textAnchor: "start", dx: layout.art - layout.left, dy: layout.nameUp, lineWidth, textOverflow: "ellipsis", fontWeight: 600, fill: "var(--ink)", ...(layout.narrow && { stroke: "var(--card)", strokeWidth: 4 }) });
}

function artMark(rows, layout) {
  return image(rows.filter((row) => row.art), { y: "key", src: "art", frameAnchor: "left", width: ART_PX, height: ART_PX, dx: ART_PX / 2 - layout.left });
}

/** A transparent bar across each row, names included: what the pointer meets. */
function hitMark(rows, layout, domain) {
  return barX(rows, { y: "key", x1: domain[0], x2: domain[1], fill: "transparent", insetLeft: -layout.left, insetRight: -layout.right, className: "hits" });
}

/** How every chart of Plot's is set: letters and lines of the page. */
export const plain = { fontSize: "13px", fontFamily: "inherit", background: "none", color: "var(--soft)", overflow: "visible" };

/**
 * Marks what the pointer meets with what it stands for. An image needs no names for its parts, and ARIA forbids them on plain
 * groups.
 * @param {SVGSVGElement} svg
 * @param {string} hits selects the marks, which are in the order of the rows
 * @param {{key: string}[]} rows
 */
export function withKeys(svg, hits, rows) {
  svg.querySelectorAll("g[aria-label]").forEach((group) => group.removeAttribute("aria-label"));
  svg.querySelectorAll(hits).forEach((mark, index) => mark.setAttribute("data-key", rows[index].key));
  svg.setAttribute("role", "img");
  return svg;
}

/**
 * A chart of rows as SVG.
 * @param {object[]} rows named rows, in the order shown
 * @param {object} options
 * @param {number} options.width CSS pixels
 * @param {ReturnType<typeof layoutOf>} options.layout
 * @param {[number, number]} options.domain of the horizontal scale
 * @param {{ticks: number[], format: (value: number) => string}} [options.axis] none where each row says its own figure
 * @param {string} options.label what the chart shows, for screen readers
 * @param {object[]} options.marks the chart's own marks
 * @returns {SVGSVGElement}
 */
export function rowChart(rows, { width, layout, domain, axis, label, marks }) {
  const top = axis ? 26 : 2;
  const scale = axis ? [gridX(axis.ticks, { stroke: "var(--line)", strokeOpacity: 1 }), axisX(axis.ticks, { anchor: "top", tickSize: 0, tickFormat: axis.format, label: null })] : [];
  const svg = plot({
    width,
    height: rows.length * layout.band + top + 6,
    marginLeft: layout.left,
    marginRight: layout.right,
    marginTop: top,
    marginBottom: 6,
    ariaLabel: label,
    style: plain,
    x: { axis: null, domain },
    y: { axis: null, type: "band", domain: rows.map((row) => row.key), padding: 0 },
    marks: [
      ...scale,
      ...marks,
      artMark(rows, layout),
      nameMark(rows, layout),
      hitMark(rows, layout, domain),
    ],
  });
  return withKeys(svg, ".hits rect", rows);
}
