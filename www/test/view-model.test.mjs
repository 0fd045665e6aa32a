import assert from "node:assert/strict";
import { test } from "node:test";
import { namesOf, prettified } from "../src/dashboard/names.js";
import { byDwell, dishesShown, foremost, headline, inMenuOrder, named, split } from "../src/dashboard/view-model.js";

const menu = {
  sections: [
    { id: "starters", name: { en: "To start", ko: "전채" }, items: [{ id: "kimchi-jeon", name: { en: "Kimchi pancake", ko: "김치전" }, art: "/a.svg" }] },
    { id: "sides", name: { en: "On the side", ko: "곁들임" }, items: [] },
  ],
};
const row = (target, more = {}) => ({ target, exposures: 10, dwell_ms: 1000, paused_ms: 700, scrolling_ms: 300, skim_rate: 0.5, reach: 0.5, ...more });

test("names come from the menu in the language asked for; an unknown id is made readable", () => {
  const names = namesOf(menu, "ko");
  assert.equal(names.name("kimchi-jeon"), "김치전");
  assert.equal(names.name("late-addition"), "Late addition");
  assert.equal(namesOf(undefined, "en").name("kimchi-jeon"), "Kimchi jeon");
  assert.equal(prettified("---"), "---");
});

test("a dish finds its section in the row, or else in the menu", () => {
  const [told, looked] = named([row("kimchi-jeon", { section: "sides" }), row("kimchi-jeon")], namesOf(menu, "en"));
  assert.equal(told.home, "sides");
  assert.equal(looked.home, "starters");
});

test("an unknown skim rate gives no read rate, rather than all read", () => {
  const [unknown, known] = named([row("a", { skim_rate: null }), row("b", { skim_rate: 0.25 })], namesOf(menu, "en"));
  assert.equal(unknown.read_rate, undefined);
  assert.equal(known.read_rate, 0.75);
});

test("the foremost is one, or none where two have as much", () => {
  const rows = [{ key: "a", visits: 3 }, { key: "b", visits: 5 }, { key: "c", visits: 5 }];
  assert.equal(foremost(rows, "visits"), undefined);
  assert.equal(foremost(rows.slice(0, 2), "visits").key, "b");
  assert.equal(foremost([], "visits"), undefined);
});

test("longest first, and equal ones always in the same order", () => {
  const rows = ["c", "a", "b"].map((key) => ({ key, dwell_ms: key === "b" ? 9 : 5 }));
  assert.deepEqual(byDwell(rows).map(({ key }) => key), ["b", "a", "c"]);
});

test("the menu's order, with what the menu does not know at the end", () => {
  const rows = [{ key: "new", reach: 1 }, { key: "sides", reach: 0.1 }, { key: "starters", reach: 0.2 }];
  assert.deepEqual(inMenuOrder(rows, namesOf(menu, "en")).map(({ key }) => key), ["starters", "sides", "new"]);
});

test("held and passed over sum to one; no time gives no split", () => {
  const shares = split([row("a"), row("b", { paused_ms: 100, scrolling_ms: 900 })]);
  assert.deepEqual(shares, { held: 0.4, passed: 0.6 });
  assert.equal(split([]), undefined);
  assert.equal(split([row("a", { paused_ms: 0, scrolling_ms: 0 })]), undefined);
});

test("the headline of nobody has no median visit, and never more seen than there are", () => {
  const empty = headline(undefined, [], [], { sections: 14, dishes: 87 });
  assert.equal(empty.visits, 0);
  assert.equal(empty.medianVisitMs, undefined);
  assert.deepEqual(empty.sections, { seen: 0, all: 14 });
  assert.equal(headline({ visits: 2 }, [], undefined, { sections: 1, dishes: 3 }).dishes.seen, undefined, "not known yet is not none");
  const more = headline({ visits: 2, active_ms: 10, active_median_ms: 4 }, [row("a"), row("b")], [row("x", { exposures: 0 })], { sections: 1, dishes: 0 });
  assert.equal(more.medianVisitMs, 4);
  assert.deepEqual([more.sections, more.dishes], [{ seen: 2, all: 2 }, { seen: 0, all: 1 }]);
});

test("dishes are of the chosen section, cut at the limit, with the number there is", () => {
  const rows = [{ key: "a", home: "x", dwell_ms: 1 }, { key: "b", home: "y", dwell_ms: 3 }, { key: "c", home: "x", dwell_ms: 2 }];
  assert.deepEqual(dishesShown(rows, { section: "", limit: 2 }), { rows: [rows[1], rows[2]], all: 3 });
  assert.deepEqual(dishesShown(rows, { section: "x", limit: 9 }).rows.map(({ key }) => key), ["c", "a"]);
});
