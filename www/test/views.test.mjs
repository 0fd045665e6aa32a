// Every view is written over made-up guests, in both languages, without a browser: what it says, not how it looks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { namesOf } from "../src/dashboard/names.js";
import { versionsOf } from "../src/dashboard/story.js";
import { VIEWS } from "../src/dashboard/views/index.js";
import { figuresOf } from "../src/dashboard/views/quality.js";
import { words } from "../src/dashboard/words/index.js";
import { menuNames } from "../src/page/menu-page.mjs";
import { VIEWS as FIGURES } from "./fixture/figures.mjs";
import { guests } from "./fixture/guests.mjs";

globalThis.document = parseHTML("<!doctype html><body></body>").document;

const menu = JSON.parse(readFileSync(new URL("../src/menu/menu.json", import.meta.url), "utf8"));
const NOW_MS = Date.UTC(2026, 10, 22, 12);
const everybody = guests(menu, { count: 300, nowMs: NOW_MS });

function contextOf(lang, visits, choices = {}) {
  const menus = FIGURES.menus(visits);
  const versions = versionsOf(menus, choices);
  const asked = { menu_a: versions?.a, menu_b: versions?.b, event: choices.event };
  return {
    words: words[lang], lang, nowMs: NOW_MS, choices: { site: "demo", ...choices }, names: namesOf(menuNames(menu), lang), menus, versions,
    rows: (view) => FIGURES[view](visits, asked), csv: (view) => `/api/v1/views/${view}?format=csv`, leftOut: [], isAllShown: false,
  };
}

function written(view, context) {
  const { content, charts, cards } = view.write(context);
  const place = document.createElement("div");
  place.append(...content);
  return { place, charts, cards };
}

const questions = (view, context) => view.asks(context).map((question) => question.view);

for (const view of VIEWS) {
  for (const lang of ["en", "ko"]) {
    test(`${view.name} says what it has to say, ${lang}`, () => {
      const context = contextOf(lang, everybody);
      const { place, charts, cards } = written(view, context);
      assert.doesNotMatch(place.innerHTML, /undefined|NaN|\[object/);
      assert.doesNotMatch([...cards.values()].flatMap(({ name, lines }) => [name, ...lines.flat()]).join("|"), /undefined|NaN/);
      assert.deepEqual([...place.querySelectorAll("[data-chart]")].map(({ dataset }) => dataset.chart).sort(), Object.keys(charts).sort());
      for (const { dataset } of place.querySelectorAll("[data-chart]")) assert.ok(place.querySelector(`[aria-labelledby="${dataset.chart}-title"] table`), `${dataset.chart} is a table too`);
      const files = [...place.querySelectorAll("a[data-csv]")].map((link) => link.getAttribute("href").match(/views\/(\w+)/)[1]);
      assert.ok(files.length > 0 && files.every((name) => questions(view, context).includes(name)), `${files}`);
      for (const label of place.querySelectorAll("[aria-labelledby]")) assert.ok(place.querySelector(`#${label.getAttribute("aria-labelledby")}`));
    });

    test(`${view.name} has words for nobody, ${lang}`, () => {
      const { place } = written(view, contextOf(lang, []));
      assert.doesNotMatch(place.innerHTML, /undefined|NaN|Infinity|\[object/);
      assert.ok(place.textContent.trim().length > 0);
    });
  }
}

test("the first screen names what the guests were made to do", () => {
  const { place } = written(VIEWS.find(({ name }) => name === "glance"), contextOf("en", guests(menu, { count: 1500, nowMs: NOW_MS })));
  const said = (name) => place.querySelector(`.is-${name} .said strong`).textContent;
  assert.equal(said("changed"), "Soups");
  const reads = FIGURES.sections(everybody).toSorted((a, b) => a.skim_rate - b.skim_rate);
  const name = ({ target }) => menu.sections.find(({ id }) => id === target).name.en;
  assert.deepEqual([said("held"), said("skipped")], [name(reads[0]), name(reads.at(-1))]);
});

test("the first screen claims nothing of a handful of visits, and says why nothing is compared", () => {
  const few = guests(menu, { count: 5, nowMs: NOW_MS, seed: 4 }).filter(({ menu: version }) => version === "2026-11");
  const { place } = written(VIEWS[0], contextOf("en", few));
  assert.equal(place.querySelectorAll(".answer.unsure").length, 3);
  assert.match(place.querySelector(".is-changed").textContent, /one menu version/);
});

test("two equal versions are not compared, and the view says so", () => {
  const versions = VIEWS.find(({ name }) => name === "versions");
  const context = contextOf("en", everybody, { a: "2026-10", b: "2026-10" });
  assert.deepEqual(versions.asks(context), []);
  assert.match(written(versions, context).place.textContent, /two different versions/);
});

test("dishes without the event say which one is missing", () => {
  const dishes = VIEWS.find(({ name }) => name === "dishes");
  assert.match(written(dishes, contextOf("en", everybody, { event: "call-waiter" })).place.textContent, /“call-waiter”/);
});

test("only figures that matter are marked, and unknown columns are passed over", () => {
  const row = { events: 10, dropped: 0, late_share: 0.01, skew_p99_abs_ms: 4_000_000, files_left_out: 2, something_new: 5 };
  const figures = figuresOf(row, { words: words.en, lang: "en" });
  assert.deepEqual(figures.filter(({ isMarked }) => isMarked).map(({ key }) => key), ["skew_p99_abs_ms", "files_left_out"]);
  assert.equal(figures.length, 5);
});
