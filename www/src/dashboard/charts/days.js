// Visits a day.
import { axisX, axisY, gridY, plot, rectY, ruleY } from "@observablehq/plot";
import { count, date } from "../format.js";
import { plain, withKeys } from "./frame.js";

/** CSS pixels that a date on the axis takes. */
const DATE_PX = 90;

/**
 * @param {{key: string, atMs: number, visits: number}[]} days `atMs` is the day's beginning as if it were of UTC
 * @param {{width: number, lang: "en" | "ko", label: string}} options
 * @returns {SVGSVGElement}
 */
export function daysChart(days, { width, lang, label }) {
  const most = Math.max(1, ...days.map(({ visits }) => visits));
  const steps = Math.min(4, most);
  const svg = plot({
    width,
    height: 220,
    marginLeft: 44, marginRight: 8, marginTop: 12, marginBottom: 28,
    ariaLabel: label,
    style: plain,
    x: { type: "utc", axis: null },
    y: { domain: [0, most], nice: steps, axis: null },
    marks: [
      gridY({ ticks: steps, stroke: "var(--line)", strokeOpacity: 1 }),
      axisY({ ticks: steps, tickSize: 0, label: null, tickFormat: (visits) => (Number.isInteger(visits) ? count(visits, lang) : "") }),
      axisX({ ticks: Math.max(2, Math.floor(width / DATE_PX)), tickSize: 0, label: null, tickFormat: (at) => date(at.getTime(), lang, { timeZone: "UTC" }) }),
      rectY(days, { x: (day) => new Date(day.atMs), interval: "day", y: "visits", fill: "var(--held)", insetLeft: 1, insetRight: 1, rx: 2, className: "days" }),
      ruleY([0], { stroke: "var(--soft)" }),
    ],
  });
  return withKeys(svg, ".days rect", days);
}
