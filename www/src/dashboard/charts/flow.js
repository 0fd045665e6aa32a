// From section to section: bands between where guests were, at the left, and where they went next, at the right.
import { sankey, sankeyLinkHorizontal } from "d3-sankey";
import { draw } from "../dom.js";

/** CSS pixels of chart width below which names lie over the bands. */
const NARROW_PX = 640;

/** CSS pixels: a name's line, so that no two meet; the bar of a section; the room for names beside the bars. */
const LINE_PX = 19;
const BAR_PX = 7;
const NAME_PX = 176;

/** Of all steps, the share under which a band is too thin to follow. */
export const THIN_SHARE = 0.004;

/** The visit's start among those that were left, and its end among those that were gone to. */
const START = "\u0000start";
const END = "\u0000end";

const totals = (rows, of) => rows.reduce((sums, row) => sums.set(of(row), (sums.get(of(row)) ?? 0) + row.transitions), new Map());

/**
 * The nodes of both sides in the menu's order, and the bands between them that are not too thin. A node is as large as all
 * its steps, of thin bands too.
 * @param {{from: string | null, to: string | null, transitions: number}[]} rows
 * @param {(section: string) => number} place in the menu
 */
export function flowOf(rows, place) {
  const [left, right] = [totals(rows, ({ from }) => from ?? START), totals(rows, ({ to }) => to ?? END)];
  const all = rows.reduce((sum, { transitions }) => sum + transitions, 0);
  const side = (sums, name) => [...sums].map(([section, value]) => ({ id: `${name} ${section}`, section, side: name, fixedValue: value }));
  const rank = ({ section }) => (section === START ? -1 : section === END ? Number.POSITIVE_INFINITY : place(section));
  const links = rows.filter(({ transitions }) => transitions >= all * THIN_SHARE);
  return {
    nodes: [...side(left, "left"), ...side(right, "right")].sort((a, b) => rank(a) - rank(b)),
    links: links.map(({ from, to, transitions, key }) => ({ source: `left ${from ?? START}`, target: `right ${to ?? END}`, value: transitions, from, to, key })),
  };
}

function laidOut(flow, width, height, margin) {
  const places = new Map(flow.nodes.map((node, index) => [node.id, index]));
  const layout = sankey()
    .nodeId(({ id }) => id)
    .nodeSort((a, b) => places.get(a.id) - places.get(b.id))
    .linkSort((a, b) => places.get(a.source.id) - places.get(b.source.id) || places.get(a.target.id) - places.get(b.target.id))
    .nodeAlign(({ side }) => (side === "left" ? 0 : 1))
    .nodeWidth(BAR_PX)
    .nodePadding(LINE_PX)
    .extent([[margin, LINE_PX / 2], [width - margin, height - LINE_PX / 2]]);
  return layout({ nodes: flow.nodes.map((node) => ({ ...node })), links: flow.links.map((link) => ({ ...link })) });
}

const isFollowed = ({ from, to }, follow) => follow !== undefined && (from === follow || to === follow);

function bands(links, follow) {
  const path = sankeyLinkHorizontal();
  const kind = (link) => (follow === undefined ? "band" : isFollowed(link, follow) ? "band followed" : "band aside");
  const ordered = [...links].sort((a, b) => isFollowed(a, follow) - isFollowed(b, follow));
  return draw("g", { fill: "none" }, ...ordered.map((link) => draw("path", { class: kind(link), d: path(link), "stroke-width": String(Math.max(1, link.width)), "data-key": link.key })));
}

function bar(node, nameOf, follow, isNarrow) {
  const isLeft = node.side === "left";
  const isOutside = !isNarrow;
  const x = isLeft === isOutside ? node.x0 - 8 : node.x1 + 8;
  const anchor = isLeft === isOutside ? "end" : "start";
  const text = draw("text", { x: String(x), y: String((node.y0 + node.y1) / 2), dy: "0.35em", "text-anchor": anchor, class: node.section === follow ? "name followed" : "name" }, nameOf(node));
  const rect = draw("rect", { class: "node", x: String(node.x0), y: String(node.y0), width: String(BAR_PX), height: String(Math.max(1, node.y1 - node.y0)), rx: "2" });
  return draw("g", {}, rect, text);
}

const cut = (name, letters) => (name.length > letters ? `${name.slice(0, letters - 1)}…` : name);

/**
 * @param {ReturnType<typeof flowOf>} flow
 * @param {{width: number, label: string, name: (section: string) => string, words: object, follow?: string}} options
 * @returns {SVGSVGElement}
 */
export function flowChart(flow, { width, label, name, words, follow }) {
  const isNarrow = width < NARROW_PX;
  const rows = Math.max(...["left", "right"].map((side) => flow.nodes.filter((node) => node.side === side).length));
  const height = rows * LINE_PX + Math.max(220, rows * 22);
  const { nodes, links } = laidOut(flow, width, height, isNarrow ? 0 : NAME_PX);
  const nameOf = ({ section }) => cut(section === START ? words.begin : section === END ? words.end : name(section), isNarrow ? 18 : 24);
  const bars = draw("g", {}, ...nodes.map((node) => bar(node, nameOf, follow, isNarrow)));
  return draw("svg", { class: "flow", role: "img", "aria-label": label, width: String(width), height: String(height), viewBox: `0 0 ${width} ${height}` }, bands(links, follow), bars);
}
