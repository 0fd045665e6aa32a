// How far guests come: for each section the share of visits that saw it, and the share of looks that were read.
import { dot, link, ruleY, text } from "@observablehq/plot";
import { percent } from "../format.js";
import { layoutOf, rowChart } from "./frame.js";

/**
 * @param {object[]} rows named rows in the menu's order
 * @param {{width: number, label: string}} options
 * @returns {SVGSVGElement}
 */
export function reachChart(rows, { width, label }) {
  const layout = layoutOf(width);
  const low = layout.narrow ? 10 : 0;
  const known = rows.filter((row) => row.read_rate !== undefined);
  const beside = layout.narrow ? { frameAnchor: "right", textAnchor: "end", dx: layout.right, dy: layout.nameUp } : { frameAnchor: "right", textAnchor: "end", dx: layout.right };
  const marks = [
    ruleY(rows, { y: "key", dy: low, stroke: "var(--line)", strokeWidth: 2 }),
    link(rows, { y: "key", x1: 0, x2: "reach", dy: low, stroke: "var(--reach)", strokeWidth: 4, strokeLinecap: "round" }),
    dot(rows, { y: "key", x: "reach", dy: low, r: 7, fill: "var(--reach)" }),
    dot(known, { y: "key", x: "read_rate", dy: low, r: 5.5, fill: "var(--card)", stroke: "var(--held)", strokeWidth: 3 }),
    text(rows, { y: "key", text: (row) => `${percent(row.reach)} · ${percent(row.read_rate)}`, ...beside, fill: "var(--ink)", fontVariant: "tabular-nums" }),
  ];
  const axis = { ticks: [0, 0.25, 0.5, 0.75, 1], format: percent };
  const room = layout.narrow ? layout : { ...layout, right: 104 };
  return rowChart(rows, { width, layout: room, domain: [0, 1], axis, label, marks });
}
