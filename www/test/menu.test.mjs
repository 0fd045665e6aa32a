import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { dishSvg } from "../src/art/dish.mjs";
import { menuNames, menuPage } from "../src/page/menu-page.mjs";
import { escaped, priced } from "../src/page/words.mjs";

const menu = JSON.parse(await readFile(new URL("../src/menu/menu.json", import.meta.url), "utf8"));
const page = menuPage(menu);
const dishes = menu.sections.flatMap((section) => section.items);
const found = (pattern) => [...page.matchAll(pattern)].map(([, value]) => value);

/** Bytes of a target's id that the wire format allows. */
const TARGET_BYTES_MAX = 128;

test("a menu as a restaurant has it: at least ten sections and sixty dishes, all marked in the page", () => {
  const [sections, items] = [found(/data-linger-section="([^"]+)"/g), found(/data-linger-item="([^"]+)"/g)];
  assert.ok(sections.length >= 10 && items.length >= 60, `${sections.length} sections, ${items.length} dishes`);
  assert.deepEqual(sections, menu.sections.map(({ id }) => id));
  assert.deepEqual(items, dishes.map(({ id }) => id));
});

test("ids are unique, fit the wire format, and every link inside the page leads somewhere", () => {
  const ids = [...menu.sections, ...dishes].map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.every((id) => /^[a-z0-9-]+$/.test(id) && id.length <= TARGET_BYTES_MAX));
  const anchors = found(/ id="([^"]+)"/g);
  assert.equal(new Set(anchors).size, anchors.length);
  assert.deepEqual(found(/href="#([^"]+)"/g).filter((id) => !anchors.includes(id)), []);
  assert.deepEqual(found(/aria-labelledby="([^"]+)"/g).filter((id) => !anchors.includes(id)), []);
});

test("everything is said in both languages", () => {
  for (const entry of [menu.restaurant, ...menu.sections, ...dishes]) {
    for (const field of ["name", "text", "tagline", "about"].filter((name) => name in entry)) {
      assert.match(entry[field].en, /[A-Za-z]/, `${entry.id} ${field} in English`);
      assert.match(entry[field].ko, /[가-힣]/, `${entry.id} ${field} in Korean`);
    }
  }
  assert.equal(found(/<span class="(en)"/g).length, found(/<span class="(ko)"/g).length);
});

test("every dish has a price in won, shown and ready to be added up", () => {
  for (const { id, price } of dishes) assert.ok(Number.isInteger(price) && price >= 500, id);
  assert.deepEqual(found(/data-price="(\d+)"/g), dishes.map(({ price }) => String(price)));
  assert.match(priced(1_234_000), /₩1,234,000.*1,234,000원/);
});

test("each drawing can be drawn, and comes out the same twice", () => {
  const drawn = dishes.filter(({ art }) => art);
  assert.ok(drawn.length >= 40);
  for (const { id, art } of drawn) {
    const svg = dishSvg(id, art);
    assert.equal(svg, dishSvg(id, art));
    assert.doesNotMatch(svg, /undefined|NaN/, id);
  }
});

test("a drawing that cannot be drawn says what is wrong and what there is", () => {
  assert.throws(() => dishSvg("a", "bowl|unicorn"), /"unicorn": there is .*tofu/);
  assert.throws(() => dishSvg("a", "bathtub"), /"bathtub": there is bowl/);
  assert.throws(() => dishSvg("a", "bowl|tofu**2"), /"tofu\*\*2" is not a part/);
});

test("the page asks nobody else for anything, and loads the SDK last", () => {
  assert.deepEqual(found(/(?:src|href)="((?:https?:)?\/\/[^"]+)"/g), []);
  assert.match(page, /<script src="\/sdk\/linger\.js" data-site="demo" data-endpoint="\/v1\/batches" data-flush-age-ms="3000" data-menu="2026-11" async><\/script>\s*<\/body>/);
});

test("text of the menu cannot become markup", () => {
  assert.equal(escaped('<b>"&'), "&lt;b&gt;&quot;&amp;");
});

test("the dashboard's names carry every id with both languages", () => {
  const names = menuNames(menu);
  assert.equal(names.version, menu.version);
  assert.deepEqual(names.sections.flatMap(({ items }) => items.map(({ id }) => id)), dishes.map(({ id }) => id));
  assert.ok(names.sections.every(({ items }) => items.every(({ name }) => name.en && name.ko)));
});
