// One bar for each row, with its figure beside it.
import { barX, text } from "@observablehq/plot";
import { inset, layoutOf, rowChart } from "./frame.js";

/**
 * @param {{key: string, name: string, value: number, said: string}[]} rows in the order shown
 * @param {{width: number, label: string, colour?: string, least?: number, room?: number}} options `least` is the least that the scale
 *   goes to, `room` the CSS pixels beside the bars for their figures
 * @returns {SVGSVGElement}
 */
export function barsChart(rows, { width, label, colour = "var(--held)", least = 0, room = 76 }) {
  const layout = layoutOf(width, { room });
  const most = Math.max(least, ...rows.map(({ value }) => value)) || 1;
  const beside = layout.narrow ? { frameAnchor: "right", textAnchor: "end", dx: layout.right, dy: layout.nameUp } : { x: "value", textAnchor: "start", dx: 8 };
  const marks = [
    barX(rows, { y: "key", x1: 0, x2: "value", fill: colour, className: "bars", ...inset(layout) }),
    text(rows, { y: "key", text: "said", ...beside, fill: "var(--ink)", fontVariant: "tabular-nums" }),
  ];
  return rowChart(rows, { width, layout, domain: [0, most], label, marks });
}
