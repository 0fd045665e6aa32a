// Held or passed over: from one middle line, the share of looks that were read to the right, skimmed to the left.
import { barX, ruleX, text } from "@observablehq/plot";
import { percent } from "../format.js";
import { inset, layoutOf, rowChart } from "./frame.js";

const sides = (rows) =>
  rows.flatMap((row) => [
    { key: row.key, from: -row.skim_rate, to: 0, fill: "var(--passed)" },
    { key: row.key, from: 0, to: row.read_rate, fill: "var(--held)" },
  ]);

/**
 * @param {object[]} rows named rows in the order shown
 * @param {{width: number, label: string}} options
 * @returns {SVGSVGElement}
 */
export function rateChart(rows, { width, label }) {
  const layout = layoutOf(width);
  const known = rows.filter((row) => row.read_rate !== undefined);
  const figure = { y: "key", fill: "var(--ink)", dy: layout.narrow ? 6 : 0, fontVariant: "tabular-nums" };
  const marks = [
    barX(sides(known), { y: "key", x1: "from", x2: "to", fill: "fill", className: "bars", ...inset(layout) }),
    ruleX([0], { stroke: "var(--ink)", strokeWidth: 1.5 }),
    text(known, { ...figure, x: "read_rate", text: (row) => percent(row.read_rate), textAnchor: "start", dx: 6 }),
    text(known, { ...figure, x: (row) => -row.skim_rate, text: (row) => percent(row.skim_rate), textAnchor: "end", dx: -6, fill: "var(--soft)" }),
  ];
  const axis = { ticks: [-1, -0.5, 0, 0.5, 1], format: (share) => percent(Math.abs(share)) };
  return rowChart(rows, { width, layout: { ...layout, right: layout.narrow ? 8 : 24 }, domain: [-1.16, 1.16], axis, label, marks });
}
