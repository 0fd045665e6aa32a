import assert from "node:assert/strict";
import { test } from "node:test";
import { flowOf, THIN_SHARE } from "../src/dashboard/charts/flow.js";
import { cellsOf, hoursShown } from "../src/dashboard/charts/hours.js";
import { namesThatFit } from "../src/dashboard/charts/matrix.js";
import { ends, steps } from "../src/dashboard/views/paths.js";
import { chance } from "./fixture/guests.mjs";

const names = { name: (id) => id.toUpperCase() };
const words = { begin: "Begin", end: "End" };
const path = (from_section, to_section, transitions) => ({ from_section, to_section, transitions, share: 0.5, visits: transitions });
const walked = steps([path(null, "a", 90), path(null, "b", 10), path("a", "b", 60), path("a", null, 30), path("b", null, 70)], names, words);

test("the shares of where visits begin and end are of visits, greatest first", () => {
  assert.deepEqual(ends(walked, "begin").map(({ name, value }) => [name, value]), [["A", 0.9], ["B", 0.1]]);
  assert.deepEqual(ends(walked, "end").map(({ name, value }) => [name, value]), [["B", 0.7], ["A", 0.3]]);
  assert.deepEqual(ends([], "begin"), []);
});

test("a visit without any section begins and ends nowhere, and counts as neither", () => {
  assert.deepEqual(ends(steps([path(null, null, 5), path(null, "a", 5)], names, words), "begin").map(({ value }) => value), [1]);
});

test("bands lie between both sides in the menu's order, with the start first and the end last", () => {
  const { nodes, links } = flowOf(walked, (id) => ["b", "a"].indexOf(id));
  const side = (name) => nodes.filter((node) => node.side === name).map(({ section, fixedValue }) => [section.replace(/\0/, ""), fixedValue]);
  assert.deepEqual(side("left"), [["start", 100], ["b", 70], ["a", 90]]);
  assert.deepEqual(side("right"), [["b", 70], ["a", 90], ["end", 100]]);
  assert.equal(links.length, walked.length);
  for (const { source, target } of links) assert.ok([source, target].every((id) => nodes.some((node) => node.id === id)));
});

test("a thin band is left out, and its sections keep their size", () => {
  const rare = Math.floor(260 * THIN_SHARE);
  const { nodes, links } = flowOf([...walked, ...steps([path("b", "a", rare)], names, words)], () => 0);
  assert.ok(rare > 0 && !links.some(({ from, to }) => from === "b" && to === "a"));
  assert.equal(nodes.find(({ id }) => id === "left b").fixedValue, 70 + rare);
});

test("every weekday has a cell for every hour shown, of nothing where nobody came", () => {
  const cells = cellsOf([{ weekday: 2, hour: 12, visits: 5 }, { weekday: 6, hour: 14, visits: 3 }]);
  assert.deepEqual(hoursShown([{ hour: 0 }, { hour: 23 }]).length, 24);
  assert.equal(cells.length, 7 * 5);
  assert.equal(cells.reduce((sum, { visits }) => sum + visits, 0), 8);
  assert.equal(new Set(cells.map(({ key }) => key)).size, cells.length);
});

test("no name lies on a dot, on another name, or outside", () => {
  const random = chance(11);
  const dots = Array.from({ length: 90 }, (_, index) => ({ x: 20 + random() * 560, y: 20 + random() * 400, name: index % 2 ? "Kimchi pancake" : "김치전" }));
  const kept = [{ left: 0, right: 96, top: 0, bottom: 16 }];
  const fits = namesThatFit(dots, { left: 30, right: 600, radius: 6, kept });
  assert.ok(fits.length > 5 && fits.length < dots.length, `${fits.length} fit`);
  const boxes = fits.map(({ index, side }) => {
    const { x, y, name } = dots[index];
    const width = [...name].length * (index % 2 ? 6.4 : 12);
    return { index, left: side === "right" ? x + 10 : x - 10 - width, right: side === "right" ? x + 10 + width : x - 10, top: y - 8, bottom: y + 8 };
  });
  const meet = (a, b) => a.left < b.right - 0.01 && b.left < a.right - 0.01 && a.top < b.bottom && b.top < a.bottom;
  for (const [place, box] of boxes.entries()) {
    assert.ok(box.left >= 29.99 && box.right <= 600.01);
    assert.ok(!dots.some(({ x, y }) => meet(box, { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 })), "on a dot");
    assert.ok(![...kept, ...boxes.slice(0, place)].some((other) => meet(box, other)), "on a name");
  }
});
