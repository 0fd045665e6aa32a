// Attention against orders: a dot for each dish, parted into four by the thresholds.
import { axisX, axisY, dot, plot, ruleX, ruleY, text } from "@observablehq/plot";
import { finePercent } from "../format.js";
import { plain, withKeys } from "./frame.js";

const COLOURS = { star: "var(--held)", puzzle: "var(--card)", plowhorse: "var(--reach)", dog: "var(--passed)" };

const MARGINS = { left: 52, right: 16, top: 40, bottom: 44 };

/** CSS pixels at the top and at the bottom where no dot is, for the names of the groups. */
const STRIP_PX = 24;

/** CSS pixels of the letters of a name: of a Latin letter, of a Hangul one, and of a line. */
const LATIN_PX = 6.4;
const HANGUL_PX = 12;
const LINE_PX = 16;
const CORNER_PX = 96;

const widthOf = (name) => [...name].reduce((sum, letter) => sum + (letter > "\u1100" ? HANGUL_PX : LATIN_PX), 0);

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * The dots that can be named without a name lying on a dot or another name; those given first are named first.
 * @param {{x: number, y: number, name: string}[]} dots places in pixels
 * @param {{left: number, right: number, radius: number, kept: {left: number, right: number, top: number, bottom: number}[]}} frame `kept` is to be left free
 * @returns {{index: number, side: "left" | "right"}[]}
 */
export function namesThatFit(dots, { left, right, radius, kept }) {
  const taken = [...kept, ...dots.map(({ x, y }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }))];
  return dots.flatMap(({ x, y, name }, index) => {
    const [width, gap] = [widthOf(name), radius + 4];
    const sides = [["right", x + gap, x + gap + width], ["left", x - gap - width, x - gap]];
    const boxes = sides.map(([side, from, to]) => ({ side, left: from, right: to, top: y - LINE_PX / 2, bottom: y + LINE_PX / 2 }));
    const found = boxes.find((box) => box.left >= left && box.right <= right && !taken.some((other) => meet(box, other)));
    if (found) taken.push(found);
    return found ? [{ index, side: found.side }] : [];
  });
}

/** Shares lie close together near nothing: a square-root scale parts them. */
const along = (share, [least, most], length) => ((Math.sqrt(share) - Math.sqrt(least)) / (Math.sqrt(most) - Math.sqrt(least))) * length;

function placed(rows, [x, y], [across, down]) {
  return rows.map((row) => ({ ...row, x: MARGINS.left + along(row.attention_share, x, across), y: MARGINS.top + down - STRIP_PX - along(row.event_share, y, down - 2 * STRIP_PX) }));
}

/** The corners, where the names of the groups are. */
function corners([across, down]) {
  const box = (x, y) => ({ left: x, right: x + CORNER_PX, top: y, bottom: y + LINE_PX });
  const [left, right] = [MARGINS.left, MARGINS.left + across - CORNER_PX];
  return [MARGINS.top, MARGINS.top + down - LINE_PX].flatMap((y) => [box(left, y), box(right, y)]);
}

function nameMarks(rows, domains, sizes, isNarrow) {
  const dots = placed(rows, domains, sizes);
  const ranked = dots.map((one, index) => ({ ...one, index, weight: one.attention_share / domains[0][1] + one.event_share / domains[1][1] })).sort((a, b) => b.weight - a.weight);
  const fits = namesThatFit(ranked, { left: MARGINS.left, right: MARGINS.left + sizes[0] + MARGINS.right, radius: 6, kept: corners(sizes) }).slice(0, isNarrow ? 8 : 24);
  const on = (wanted) => fits.filter(({ side }) => side === wanted).map(({ index }) => ranked[index]);
  const style = { x: "attention_share", y: "event_share", text: "name", fill: "var(--ink)", fontSize: 12, stroke: "var(--card)", strokeWidth: 3 };
  return [text(on("right"), { ...style, textAnchor: "start", dx: 10 }), text(on("left"), { ...style, textAnchor: "end", dx: -10 })];
}

const corner = (word, anchor) => text([word], { text: (said) => said, frameAnchor: anchor, dx: anchor.includes("right") ? -6 : 6, dy: anchor.includes("top") ? 4 : -6, fontWeight: 700, fontSize: 13, fill: "var(--soft)" });

/**
 * @param {object[]} rows named rows of the matrix view, with orders
 * @param {{width: number, words: object}} options
 * @returns {SVGSVGElement}
 */
export function matrixChart(rows, { width, words }) {
  const isNarrow = width < 560;
  const height = isNarrow ? 420 : 520;
  const [{ attention_median_share: held, event_threshold_share: ordered }] = rows;
  const attention = rows.map((row) => row.attention_share);
  const domains = [[Math.min(held, ...attention) * 0.8, Math.max(held * 2, ...attention) * 1.04], [0, Math.max(ordered * 2, ...rows.map((row) => row.event_share)) * 1.06]];
  const sizes = [width - MARGINS.left - MARGINS.right, height - MARGINS.top - MARGINS.bottom];
  const axis = { tickSize: 0, tickFormat: finePercent, label: null, ticks: isNarrow ? 4 : 6 };
  const svg = plot({
    width, height,
    marginLeft: MARGINS.left, marginRight: MARGINS.right, marginTop: MARGINS.top, marginBottom: MARGINS.bottom, insetTop: STRIP_PX, insetBottom: STRIP_PX,
    ariaLabel: words.matrixTitle,
    style: plain,
    x: { type: "sqrt", domain: domains[0], axis: null },
    y: { type: "sqrt", domain: domains[1], axis: null },
    marks: [
      axisX({ ...axis, anchor: "bottom" }), axisY({ ...axis, anchor: "left" }),
      ruleX([held], { stroke: "var(--soft)", strokeDasharray: "3 4" }), ruleY([ordered], { stroke: "var(--soft)", strokeDasharray: "3 4" }),
      corner(words.quadrants.plowhorse, "top-left"), corner(words.quadrants.star, "top-right"), corner(words.quadrants.dog, "bottom-left"), corner(words.quadrants.puzzle, "bottom-right"),
      text([words.matrixAxisX], { text: (said) => said, frameAnchor: "bottom-right", dy: 40, dx: 0 }), text([words.matrixAxisY], { text: (said) => said, frameAnchor: "top-left", dy: -34, dx: -MARGINS.left }),
      dot(rows, { x: "attention_share", y: "event_share", r: 5.5, fill: (row) => COLOURS[row.quadrant], stroke: (row) => (row.quadrant === "puzzle" ? "var(--held)" : "var(--card)"), strokeWidth: (row) => (row.quadrant === "puzzle" ? 2.5 : 1), className: "dots", sort: null }),
      ...nameMarks(rows, domains, sizes, isNarrow),
    ],
  });
  return withKeys(svg, ".dots circle", rows);
}
