// Sections: how long, read or skimmed, how far guests come.
import { dwellChart } from "../charts/dwell.js";
import { rateChart } from "../charts/rate.js";
import { reachChart } from "../charts/reach.js";
import { make, sentence } from "../dom.js";
import { duration, finePercent } from "../format.js";
import { cardsOf, columnsOf } from "../metrics.js";
import { heldAndSkipped } from "../story.js";
import { tableOf } from "../table.js";
import { byDwell, inMenuOrder, named } from "../view-model.js";
import { keyOf, panel } from "./panel.js";

function panels(longest, ordered, context) {
  const { words, csv } = context;
  const table = (rows, caption, ...columns) => tableOf(rows, { caption, first: words.section, columns: columnsOf(context, ...columns) });
  const isEmpty = longest.length === 0;
  return [
    panel({ name: "sections", title: words.sectionsTitle, note: words.sectionsNote, legend: keyOf(["is-held", words.paused_ms], ["is-passed", words.scrolling_ms]), chart: true, table: table(longest, words.sectionsTitle), csv: csv("sections"), isWide: true, isEmpty }, words),
    panel({ name: "rate", title: words.rateTitle, note: words.rateNote, legend: keyOf(["is-passed", words.skimRate], ["is-held", words.readRate]), chart: true, table: table(ordered, words.rateTitle, "readRate", "skimRate", "looks"), isEmpty }, words),
    panel({ name: "reach", title: words.reachTitle, note: words.reachNote, legend: keyOf(["is-reach", words.reach], ["is-read", words.readRate]), chart: true, table: table(ordered, words.reachTitle, "reach", "readRate", "revisits", "position"), isEmpty }, words),
  ];
}

/** The figures of other tools; they come later than the rest, and are left out until then. */
function zonesPanel({ words, lang, names, rows, csv }) {
  const zones = (rows("zones") ?? []).filter(({ kind }) => kind === "section");
  if (zones.length === 0) return [];
  const columns = [
    { title: words.exposureRate, said: (row) => finePercent(row.exposure_rate) },
    { title: words.exposureTime, said: (row) => duration(row.exposure_time_ms, lang) },
    { title: words.attractiveness, said: (row) => finePercent(row.attractiveness_rate) },
  ];
  const table = tableOf(inMenuOrder(named(zones, names), names), { caption: words.zonesTitle, first: words.section, columns });
  return [panel({ name: "zones", title: words.zonesTitle, note: words.zonesNote, table, csv: csv("zones"), isWide: true }, words)];
}

function leads(all, words) {
  const { held, skipped } = heldAndSkipped(all);
  const told = [held && words.holds(held.name), skipped && words.skipped(skipped.name)].filter(Boolean);
  return told.length > 0 ? [make("p", { class: "lead" }, ...told.flatMap((parts) => [...sentence(parts), " "]))] : [];
}

/** @type {import("./index.js").View} */
export const sections = {
  name: "sections",
  asks: () => [{ view: "sections" }, { view: "zones", isLater: true }],
  write(context) {
    const { words, lang, names, rows } = context;
    const all = named(rows("sections"), names);
    const [longest, ordered] = [byDwell(all), inMenuOrder(all, names)];
    return {
      content: [...leads(all, words), make("div", { class: "grid" }, ...panels(longest, ordered, context), ...zonesPanel(context))],
      charts: {
        sections: (width) => dwellChart(longest, { width, lang, label: words.sectionsTitle }),
        rate: (width) => rateChart(ordered, { width, label: words.rateTitle }),
        reach: (width) => reachChart(ordered, { width, label: words.reachTitle }),
      },
      cards: cardsOf(all, context),
    };
  },
};
