// What every chart of rows shares: one band for each target, its name beside the band or, on a phone, above it.
import { axisX, barX, gridX, image, plot, text } from "@observablehq/plot";

/** CSS pixels of chart width below which names go above their bars. */
const NARROW_PX = 560;

const wide = { band: 40, nameWidth: 226, above: 0 };
const narrow = { band: 54, nameWidth: 0, above: 24 };

/** CSS pixels of a dish's drawing beside its name. */
const ART_PX = 34;

/**
 * How rows are laid out at a width.
 * @param {number} width CSS pixels
 * @param {{art?: boolean}} [wants]
 */
export function layoutOf(width, wants = {}) {
  const kind = width < NARROW_PX ? narrow : wide;
  const art = wants.art ? ART_PX + 10 : 0;
  return { ...kind, art, narrow: kind === narrow, left: kind.nameWidth + art, right: kind === narrow ? 8 : 76, top: kind.above + 3 };
}

/** The names, cut with an ellipsis where they do not fit. */
function nameMark(rows, layout) {
  const above = layout.narrow ? -layout.band / 2 + 14 : 0;
  return text(rows, { y: "key", text: "name", frameAnchor: "left", textAnchor: "start", dx: layout.art - layout.left, dy: above, lineWidth: layout.narrow ? 17 : 15, textOverflow: "ellipsis", fontWeight: 600, fill: "var(--ink)" });
}

function artMark(rows, layout) {
  return image(rows.filter((row) => row.art), { y: "key", src: "art", frameAnchor: "left", width: ART_PX, height: ART_PX, dx: ART_PX / 2 - layout.left });
}

/** A transparent bar across each row, names included: what the pointer meets. */
function hitMark(rows, layout, domain) {
  return barX(rows, { y: "key", x1: domain[0], x2: domain[1], fill: "transparent", insetLeft: -layout.left, insetRight: -layout.right, className: "hits" });
}

/** Marks each row's hit bar with its target. An image needs no names for its parts, and ARIA forbids them on plain groups. */
function withKeys(svg, rows) {
  svg.querySelectorAll("g[aria-label]").forEach((group) => group.removeAttribute("aria-label"));
  svg.querySelectorAll(".hits rect").forEach((rect, index) => rect.setAttribute("data-key", rows[index].key));
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
 * @param {{ticks: number[], format: (value: number) => string}} options.axis
 * @param {string} options.label what the chart shows, for screen readers
 * @param {object[]} options.marks the chart's own marks
 * @returns {SVGSVGElement}
 */
export function rowChart(rows, { width, layout, domain, axis, label, marks }) {
  const top = 26;
  const svg = plot({
    width,
    height: rows.length * layout.band + top + 6,
    marginLeft: layout.left,
    marginRight: layout.right,
    marginTop: top,
    marginBottom: 6,
    ariaLabel: label,
    style: { fontSize: "13px", fontFamily: "inherit", background: "none", color: "var(--soft)", overflow: "visible" },
    x: { axis: null, domain },
    y: { axis: null, type: "band", domain: rows.map((row) => row.key), padding: 0 },
    marks: [
      gridX(axis.ticks, { stroke: "var(--line)", strokeOpacity: 1 }),
      axisX(axis.ticks, { anchor: "top", tickSize: 0, tickFormat: axis.format, label: null }),
      ...marks,
      artMark(rows, layout),
      nameMark(rows, layout),
      hitMark(rows, layout, domain),
    ],
  });
  return withKeys(svg, rows);
}
