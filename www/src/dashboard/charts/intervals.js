// Differences and how sure they are: a bar over the range in which each likely lies, a dot where it was measured.
import { dot, link, ruleX, ruleY, text } from "@observablehq/plot";
import { roundTime, signed, timeTicks } from "../format.js";
import { layoutOf, rowChart } from "./frame.js";

const COLOURS = { longer: "var(--held)", shorter: "var(--reach)", "cannot tell": "var(--passed)" };

function ticks(from, to) {
  const most = Math.max(Math.abs(from), Math.abs(to));
  const up = timeTicks(most, 3);
  return [...up.slice(1).map((ms) => -ms), ...up].filter((ms) => ms >= from && ms <= to).sort((a, b) => a - b);
}

/**
 * @param {object[]} rows named rows of the compare view
 * @param {{width: number, lang: "en" | "ko", label: string}} options
 * @returns {SVGSVGElement}
 */
export function intervalsChart(rows, { width, lang, label }) {
  const layout = layoutOf(width, { room: 84 });
  const all = rows.flatMap((row) => [row.low_ms, row.difference_ms, row.high_ms]);
  const [from, to] = [Math.min(-500, ...all), Math.max(500, ...all)];
  const low = layout.narrow ? 11 : 0;
  const colour = (row) => COLOURS[row.verdict];
  const told = { frameAnchor: "right", textAnchor: "end", dx: layout.right, dy: layout.narrow ? layout.nameUp : 0 };
  const marks = [
    ruleY(rows, { y: "key", dy: low, stroke: "var(--line)" }),
    ruleX([0], { stroke: "var(--ink)", strokeWidth: 1.5 }),
    link(rows, { y: "key", x1: "low_ms", x2: "high_ms", dy: low, stroke: colour, strokeWidth: 8, strokeOpacity: 0.45, strokeLinecap: "round" }),
    dot(rows, { y: "key", x: "difference_ms", dy: low, r: 5.5, fill: colour, stroke: "var(--card)", strokeWidth: 1.5 }),
    text(rows, { y: "key", text: (row) => signed(row.difference_ms, lang), ...told, fill: (row) => (row.verdict === "cannot tell" ? "var(--soft)" : "var(--ink)"), fontVariant: "tabular-nums" }),
  ];
  const axis = { ticks: ticks(from, to), format: (ms) => (ms === 0 ? "0" : `${ms > 0 ? "+" : "−"}${roundTime(Math.abs(ms), lang)}`) };
  return rowChart(rows, { width, layout, domain: [from, to], axis, label, marks });
}
