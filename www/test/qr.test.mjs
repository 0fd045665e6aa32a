// The page for table codes: what needs no browser. What its codes say is read from the screen by the suite `browser`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addressOfTable, readAddress } from "../src/qr/address.js";
import { languageOf, words } from "../src/qr/i18n.js";
import { cellOf, GRIDS, layoutOf, marksOf, MODULE_MM_MIN, PAPERS, QUIET_MODULES, TEXT_MM_MIN } from "../src/qr/layout.js";
import { sheetsOf } from "../src/qr/order.js";
import { letterSize } from "../src/qr/sheet.js";
import { symbols } from "../src/qr/symbol.js";
import { readTables } from "../src/qr/tables.js";

const cases = (name) => JSON.parse(readFileSync(new URL(`../../codes/testdata/${name}.json`, import.meta.url), "utf8"));
const kinds = (problems) => problems.map(({ kind }) => kind);

const ORDER = { address: "https://menu.example/?lang=ko", tables: "1-14", caption: "메뉴", level: "Q", paper: "A4", grid: "3x4" };
/** As wide as a letter is high, each. */
const square = (text) => text.length;

test("tables are read as linger qr reads them", () => {
  const { right, wrong } = cases("tables");
  for (const [text, names] of right) {
    const read = readTables(text);
    assert.deepEqual([Number.isInteger(names) ? read.names.length : read.names, read.problems], [names, []], text);
  }
  for (const [text, told] of wrong) assert.deepEqual(kinds(readTables(text).problems), told, text);
});

test("the table goes into the address as linger qr puts it there", () => {
  const { right, wrong } = cases("addresses");
  for (const [text, table, whole] of right) assert.equal(addressOfTable(readAddress(text).address, table), whole);
  for (const [text, told] of wrong) assert.deepEqual(kinds(readAddress(text).problems), told, text);
});

test("all codes of an order are of one size, and a text too long for any has none", () => {
  const { side, paths } = symbols(["https://menu.example/?table=1", `https://menu.example/?table=${"a".repeat(32)}`], "Q");
  assert.equal((side - 17) % 4, 0);
  const far = paths.map((path) => Math.max(...[...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, length]) => Math.max(Number(x) + Number(length), Number(y) + 1))));
  assert.deepEqual(far, [side, side]);
  assert.equal(symbols(["a".repeat(3000)], "L"), undefined);
});

test("nothing leaves its cell or its paper, for every grid and paper", () => {
  for (const [paper, [width, height]] of Object.entries(PAPERS)) {
    for (const grid of GRIDS) {
      const layout = layoutOf(paper, grid, 37);
      const cells = layout.columns * layout.rows;
      const { code, caption } = cellOf(layout, cells - 1);
      const side = layout.module * 37;
      const quiet = layout.module * QUIET_MODULES;
      assert.ok(code[0] - quiet > width - layout.cell.width - 10 && code[0] + side + quiet < width - 10, `${paper} ${grid}`);
      assert.ok(code[1] + side + quiet < caption[1] && caption[1] < height - 10, `${paper} ${grid}`);
      for (const [x1, y1, x2, y2] of marksOf(layout)) assert.ok(Math.min(x1, y1, x2, y2) >= 5 && Math.max(x1, x2) <= width - 5 && Math.max(y1, y2) <= height - 5);
    }
  }
});

test("an order becomes pages of its grid, in order", () => {
  const { pages, problems } = sheetsOf(ORDER, "Codes", square);
  assert.deepEqual(problems, []);
  const titles = pages.map((page) => [...page.matchAll(/<g><title>(\d+): /g)].map(([, table]) => Number(table)));
  assert.deepEqual(titles, [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [13, 14]]);
});

test("names of tables are escaped", () => {
  const { pages } = sheetsOf({ ...ORDER, tables: "<script>&", caption: "<b>" }, "Codes", () => 1);
  assert.ok(pages[0].includes("<title>&lt;script&gt;&amp;: https://menu.example/?lang=ko&amp;table=%3Cscript%3E%26</title>"));
  assert.ok(!/<script|<b>/.test(pages[0]));
});

test("problems are told with their fields, all together", () => {
  const told = (changes, measure = square) => sheetsOf({ ...ORDER, ...changes }, "Codes", measure).problems.map(({ field, kind }) => `${field} ${kind}`);
  assert.deepEqual(told({ address: "menu", tables: "9-1,5,5" }), ["address unreadable", "tables backwards", "tables twice"]);
  assert.deepEqual(told({ address: `https://menu.example/${"a".repeat(900)}`, grid: "5x6" }), ["grid small"]);
  assert.deepEqual(told({ address: `https://menu.example/${"a".repeat(3000)}` }), ["address code"]);
  assert.deepEqual(told({ caption: "a".repeat(100) }), ["caption wide"]);
});

test("letters shrink until they cannot be read", () => {
  assert.equal(letterSize(4, 5, 100), 5);
  assert.equal(letterSize(20, 5, 60), 3);
  assert.equal(letterSize(60, 5, 60), undefined);
  assert.equal(letterSize(1, 1, 60), TEXT_MM_MIN);
});

test("both languages have the same words, and a sentence for every problem", () => {
  const shape = (value) => (value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)])) : typeof value);
  assert.deepEqual(shape(words.ko), shape(words.en));
  const known = Object.keys(words.en.problems);
  for (const kind of [...cases("tables").wrong, ...cases("addresses").wrong].flatMap(([, told]) => told)) assert.ok(known.includes(kind), kind);
  assert.equal(words.en.problems.small({ module: 0.2 }), `The codes’ modules would be 0.20 mm wide, and phones want ${MODULE_MM_MIN} mm. Put fewer on a page, or shorten the address.`);
});

test("the language is the one asked for, else the browser's", () => {
  assert.deepEqual([languageOf("ko", ["en"]), languageOf(null, ["de", "ko-KR"]), languageOf("fr", ["de"])], ["ko", "ko", "en"]);
});
