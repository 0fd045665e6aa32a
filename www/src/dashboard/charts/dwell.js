// Time by target: what was held, and stacked on it what was passing.
import { barX, text } from "@observablehq/plot";
import { duration, roundTime, timeTicks } from "../format.js";
import { inset, layoutOf, rowChart } from "./frame.js";

const stacked = (rows) =>
  rows.flatMap((row) => [
    { key: row.key, from: 0, to: row.paused_ms, fill: "var(--held)" },
    { key: row.key, from: row.paused_ms, to: row.paused_ms + row.scrolling_ms, fill: "var(--passed)" },
  ]);

/**
 * @param {object[]} rows named rows in the order shown
 * @param {{width: number, lang: "en" | "ko", label: string, art?: boolean}} options
 * @returns {SVGSVGElement}
 */
export function dwellChart(rows, { width, lang, label, art }) {
  const layout = layoutOf(width, { art });
  const longest = Math.max(1000, ...rows.map((row) => row.dwell_ms));
  const bars = barX(stacked(rows), { y: "key", x1: "from", x2: "to", fill: "fill", ...inset(layout), className: "bars" });
  const beside = layout.narrow ? { frameAnchor: "right", textAnchor: "end", dx: layout.right, dy: layout.nameUp } : { x: "dwell_ms", textAnchor: "start", dx: 8 };
  const times = text(rows, { y: "key", text: (row) => duration(row.dwell_ms, lang), ...beside, fill: "var(--ink)", fontVariant: "tabular-nums" });
  const axis = { ticks: timeTicks(longest, layout.narrow ? 3 : 6), format: (ms) => roundTime(ms, lang) };
  return rowChart(rows, { width, layout, domain: [0, longest], axis, label, marks: [bars, times] });
}
