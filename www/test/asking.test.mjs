import assert from "node:assert/strict";
import { test } from "node:test";
import { asking } from "../src/dashboard/asking.js";
import { namesOf } from "../src/dashboard/names.js";
import { VIEWS } from "../src/dashboard/views/index.js";

const NOW_MS = Date.UTC(2026, 10, 22, 12);
const context = (choices = {}) => ({ choices: { site: "demo", ...choices }, nowMs: NOW_MS, names: namesOf(undefined, "en"), versions: { a: "1", b: "2" } });
const glance = VIEWS[0];
const name = (path) => path.match(/views\/(\w+)/)[1];

/** A collector that answers all but the views named. */
function collector(...failing) {
  const asked = [];
  const fetchAll = async (paths) => {
    asked.push(...paths.map(name));
    if (paths.some((path) => failing.includes(name(path)))) throw new Error("away");
    return paths.map((path) => ({ generated_at_ms: NOW_MS, rows: [name(path)] }));
  };
  return { asked, collector: asking(fetchAll) };
}

test("the first screen is whole without what may wait, and asks live what is live", async () => {
  const { asked, collector: one } = collector();
  const wanted = one.wanted(glance, context());
  assert.equal(one.known(wanted).isWhole, false);
  await one.ask(wanted, NOW_MS);
  assert.deepEqual(asked.sort(), ["sections", "summary"]);
  assert.equal(one.known(wanted).isWhole, true);
  assert.equal(one.known(wanted).answers.compare, undefined);
  await one.ask(wanted, NOW_MS + 500);
  assert.equal(asked.length, 4);
});

/** Asks what may wait until nothing is due. */
async function inTurn(one, wanted, nowMs) {
  const isNew = [];
  for (let turn = 0; turn < 5; turn += 1) isNew.push(await one.askLater(wanted, nowMs));
  return isNew;
}

test("what may wait is asked one by one; one that fails holds up no other, and is left alone for its time", async () => {
  const { asked, collector: one } = collector("compare");
  const wanted = one.wanted(glance, context());
  const together = [one.askLater(wanted, NOW_MS), one.askLater(wanted, NOW_MS)];
  assert.deepEqual(await Promise.all(together), [true, false], "one at a time");
  assert.deepEqual(await inTurn(one, wanted, NOW_MS), [false, true, true, true, false]);
  assert.deepEqual(asked, ["items", "compare", "menus", "tables", "languages"]);
  assert.deepEqual(one.known(wanted).seen.tables.rows, ["tables"]);
  assert.equal(await one.askLater(wanted, NOW_MS + 14_999), false);
  await inTurn(one, wanted, NOW_MS + 15_000);
  assert.equal(asked.length, 10);
});

test("only what is shown is asked, and filters offer what they leave out", () => {
  const { collector: one } = collector();
  for (const view of VIEWS) {
    const { own, seen } = one.wanted(view, context({ table: "7", menu: "2", days: "7" }));
    assert.deepEqual(own.map((question) => question.view), ["summary", ...view.asks(context()).map((question) => question.view)]);
    assert.ok(seen.every(({ path }) => !/table=|menu=/.test(path) && /from=/.test(path)));
    assert.ok(own.every(({ path, view: asked }) => path.includes("table=7") && (asked === "compare") !== path.includes("&menu=2")));
  }
});

test("a failure of what is live is a failure, and nothing of it is taken", async () => {
  const { collector: one } = collector("sections");
  const wanted = one.wanted(glance, context());
  await assert.rejects(one.ask(wanted, NOW_MS));
  assert.equal(one.known(wanted).answers.summary, undefined, "figures of different moments would not add up");
});
