// Weekday by hour: the stronger the colour, the more visits. Across where there is room, down on a phone.
import { axisX, axisY, cell, plot } from "@observablehq/plot";
import { weekdayName } from "../format.js";
import { plain, withKeys } from "./frame.js";

/** CSS pixels of chart width below which hours run down. */
const NARROW_PX = 620;

/** Opacity of the colour in a cell with next to no visits; that with the most has all. */
const FAINT = 0.1;

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

const strength = (value, most) => (value > 0 ? FAINT + ((1 - FAINT) * value) / most : 1);

/** The hours from the first to the last with visits, and one more to either side. */
export function hoursShown(rows) {
  const hours = rows.map(({ hour }) => hour);
  const [first, last] = [Math.max(0, Math.min(...hours) - 1), Math.min(23, Math.max(...hours) + 1)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A cell for each weekday and hour shown, of no visits where the view has no row. */
export function cellsOf(rows) {
  const known = new Map(rows.map((row) => [`${row.weekday} ${row.hour}`, row]));
  return WEEKDAYS.flatMap((weekday) => hoursShown(rows).map((hour) => ({ weekday, hour, visits: 0, active_ms: 0, exposures: 0, read_exposures: 0, ...known.get(`${weekday} ${hour}`), key: `${weekday} ${hour}` })));
}

/**
 * @param {object[]} cells of `cellsOf`
 * @param {{width: number, lang: "en" | "ko", label: string}} options
 * @returns {SVGSVGElement}
 */
export function hoursChart(cells, { width, lang, label }) {
  const isNarrow = width < NARROW_PX;
  const most = Math.max(1, ...cells.map(({ visits }) => visits));
  const hours = [...new Set(cells.map(({ hour }) => hour))];
  const days = { domain: WEEKDAYS, tickFormat: (weekday) => weekdayName(weekday, lang, "short") };
  const clock = { domain: hours, tickFormat: (hour) => (lang === "ko" ? `${hour}시` : `${hour}`) };
  const [x, y] = isNarrow ? [days, clock] : [clock, days];
  const axes = [axisX(x.domain, { anchor: "top", tickSize: 0, tickFormat: x.tickFormat, label: null }), axisY(y.domain, { tickSize: 0, tickFormat: y.tickFormat, label: null })];
  const svg = plot({
    width,
    height: y.domain.length * (isNarrow ? 26 : 38) + 30,
    marginLeft: 44, marginRight: 0, marginTop: 26, marginBottom: 4,
    ariaLabel: label,
    style: plain,
    x: { type: "band", domain: x.domain, padding: 0.08, axis: null },
    y: { type: "band", domain: y.domain, padding: 0.08, axis: null },
    opacity: { type: "identity" },
    marks: [...axes, cell(cells, { x: isNarrow ? "weekday" : "hour", y: isNarrow ? "hour" : "weekday", fill: (one) => (one.visits > 0 ? "var(--held)" : "var(--empty)"), fillOpacity: (one) => strength(one.visits, most), rx: 4, className: "hours" })],
  });
  return withKeys(svg, ".hours rect", cells);
}
