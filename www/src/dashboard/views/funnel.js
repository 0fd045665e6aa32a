// The funnel: from opening the menu to an event of the page's own, such as an order.
import { barsChart } from "../charts/bars.js";
import { make, sentence } from "../dom.js";
import { count, finePercent, percent } from "../format.js";
import { tableOf } from "../table.js";
import { ORDER } from "./dishes.js";
import { entry, panel } from "./panel.js";

function steps(rows, event, { words, lang }) {
  return [...rows].sort((a, b) => a.position - b.position).map((row) => ({
    ...row, key: row.step, name: row.step === "event" ? words.stepEvent(event) : (words.steps[row.step] ?? row.step), value: row.visits, said: `${count(row.visits, lang)} · ${percent(row.share)}`,
  }));
}

const columns = ({ words, lang }) => [
  { title: words.visits, said: (row) => count(row.visits, lang) },
  { title: words.shareOfAll, said: (row) => finePercent(row.share) },
  { title: words.shareOfBefore, said: (row) => finePercent(row.share_of_previous) },
];

const ofHundred = (share) => String(Math.round(share * 100));

function lead(rows, event, words) {
  const [read, did] = ["item_read", "event"].map((step) => rows.find((row) => row.step === step));
  return read && did ? [make("p", { class: "lead" }, ...sentence(words.funnelLead(ofHundred(read.share), ofHundred(did.share), event)))] : [];
}

const card = (row, context) => ({ name: row.name, lines: columns(context).map(({ title, said }) => [title, said(row)]) });

/** @type {import("./index.js").View} */
export const funnel = {
  name: "funnel",
  asks: ({ choices }) => [{ view: "funnel", more: { event: choices.event ?? ORDER } }],
  write(context) {
    const { words, rows, choices, csv } = context;
    const event = choices.event ?? ORDER;
    const all = steps(rows("funnel"), event, context);
    const table = tableOf(all, { caption: words.funnelTitle, first: words.step, columns: columns(context) });
    const about = { name: "funnel", title: words.funnelTitle, note: words.funnelNote, tools: [entry({ name: "event", label: words.event, value: event })], chart: true, table, csv: csv("funnel"), isWide: true, isEmpty: all.length === 0 };
    return {
      content: [...lead(all, event, words), make("div", { class: "grid" }, panel(about, words))],
      charts: { funnel: (width) => barsChart(all, { width, label: words.funnelTitle, room: 116 }) },
      cards: new Map(all.map((row) => [row.key, card(row, context)])),
    };
  },
};
