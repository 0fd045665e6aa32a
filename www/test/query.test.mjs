import assert from "node:assert/strict";
import { test } from "node:test";
import { choicesOf, isNarrowed, spanOf, viewPath, widened, withQuery } from "../src/dashboard/query.js";

const NOON_MS = new Date(2026, 10, 22, 12).getTime();

test("choices are read from the address, and empty ones are none", () => {
  assert.deepEqual(choicesOf("?view=paths&table=12&menu=%20&guest=ko&lang=en&other=1"), { site: "demo", view: "paths", table: "12", guest: "ko" });
  assert.equal(choicesOf("?site=annex").site, "annex");
});

test("only what leaves visits out narrows, and clearing takes exactly that out", () => {
  assert.equal(isNarrowed(choicesOf("?view=dishes&section=soups&event=order&a=1&b=2")), false);
  for (const search of ["?table=1", "?days=7", "?from=2026-11-01", "?guest=ko", "?menu=1"]) assert.equal(isNarrowed(choicesOf(search)), true, search);
  assert.equal(withQuery("?view=dishes&table=12&days=7&event=order", widened), "?view=dishes&event=order");
});

test("the API is asked under its own names, by the site, with a view's own parameters", () => {
  const path = viewPath({ view: "funnel", more: { event: "call waiter" } }, choicesOf("?table=terrace+1&guest=ko"), NOON_MS);
  assert.equal(path, "/api/v1/views/funnel?site=demo&table=terrace+1&lang=ko&event=call+waiter");
});

test("a filter that a view refuses is not sent to it", () => {
  const question = { view: "compare", more: { menu_a: "1", menu_b: "2" }, without: ["menu"] };
  assert.equal(viewPath(question, choicesOf("?menu=1&table=3"), NOON_MS), "/api/v1/views/compare?site=demo&table=3&menu_a=1&menu_b=2");
});

test("days are whole days of this device, today being the first, and the address stays the same all day", () => {
  const midnight = (day) => String(new Date(2026, 10, day).getTime());
  assert.deepEqual(spanOf({ days: "1" }, NOON_MS), { from: midnight(22) });
  assert.deepEqual(spanOf({ days: "7" }, NOON_MS), { from: midnight(16) });
  assert.deepEqual(spanOf({ days: "7" }, NOON_MS + 3_600_000), spanOf({ days: "7" }, NOON_MS));
  assert.deepEqual(spanOf({ from: "2026-11-01", to: "2026-11-07" }, NOON_MS), { from: midnight(1), to: midnight(8) });
  assert.deepEqual(spanOf({}, NOON_MS), {});
});

test("what is no date goes to the API as it is, which says what is wrong with it", () => {
  assert.deepEqual(spanOf({ from: "yesterday", to: "2026-11-07" }, NOON_MS).from, "yesterday");
  assert.deepEqual(spanOf({ days: "many" }, NOON_MS), {});
});

test("an empty value takes a name out of the address", () => {
  assert.equal(withQuery("?table=12&lang=ko", { table: "" }), "?lang=ko");
  assert.equal(withQuery("?table=12", { table: undefined }), "");
});
