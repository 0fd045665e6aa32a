// The parts of the debug overlay that need no screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { find } from "../src/auto.js";
import { keyed, say } from "../src/overlay/make.js";
import { marksToPaste, selector } from "../src/overlay/marks.js";
import { duration, times, wordsFor } from "../src/overlay/words.js";
import { expected } from "./menus.mjs";
import { menu, page } from "./page.mjs";

for (const name of Object.keys(expected)) {
  test(`${name}: every selector leads to its element alone`, async () => {
    const document = await menu(name);
    const found = find(document);
    assert.ok(found.length > 0);
    for (const { element } of found) assert.deepEqual([...document.querySelectorAll(selector(element))], [element]);
  });
}

test("attributes to paste: a line each, marked elements left out, a hint where only a heading was found", () => {
  const { body } = page('<h2 id="soups">Soups</h2><ul class="list wide"><li>Leek</li><li data-linger-item="pea">Pea</li></ul>');
  const [heading, list] = body.children;
  const elements = [
    { element: heading, kind: "section", id: "soups" },
    { element: list, kind: "section", id: 'a "b" & c' },
    { element: list.children[0], kind: "item", id: "leek" },
    { element: list.children[1], kind: "item", id: "pea" },
  ];
  assert.equal(
    marksToPaste(elements, "wrap it"),
    '#soups  data-linger-section="soups"  /* wrap it */\n' +
      'ul.list.wide  data-linger-section="a &quot;b&quot; &amp; c"\n' +
      'li:nth-of-type(1)  data-linger-item="leek"',
  );
});

test("times as a person reads them", () => {
  assert.deepEqual([0, 949, 59_900, 60_000, 83_400, 3_600_000].map(duration), ["0.0s", "0.9s", "59.9s", "1:00", "1:23", "60:00"]);
  assert.equal(times({ paused_ms: 1500, scrolling_ms: 300, attention_ms: 61_000 }), "1.5s + 0.3s · 1:01");
});

test("Korean for a Korean page, English for all others, and the wire's own word where there is none", () => {
  assert.equal(wordsFor("ko-KR").copy, "복사");
  assert.equal(wordsFor("ko").state("taken"), "받음");
  for (const lang of ["en", "", "kok", "fr"]) assert.equal(wordsFor(lang).copy, "Copy", lang);
  assert.equal(wordsFor("en").state("in flight"), "in flight");
  assert.equal(wordsFor("ko").state("brand-new"), "brand-new");
  assert.deepEqual(Object.keys(wordsFor("ko")).sort(), Object.keys(wordsFor("en")).sort());
});

test("a list keeps the elements of keys that stay, in the order of the keys", () => {
  const document = page("<ul></ul>");
  const list = document.querySelector("ul");
  const place = keyed(list, (key) => Object.assign(document.createElement("li"), { textContent: key }));
  place(["a", "b", "c"]);
  const [first, , third] = list.children;
  place(["c", "d", "a"]);
  assert.deepEqual([...list.children].map(({ textContent }) => textContent), ["c", "d", "a"]);
  assert.ok(list.children[0] === third && list.children[2] === first);
  place([]);
  assert.equal(list.children.length, 0);
});

test("a text that is the same is not written again", () => {
  const element = page("<b>one</b>").querySelector("b");
  const { firstChild } = element;
  say(element, "one");
  assert.equal(element.firstChild, firstChild);
  say(element, "two");
  assert.equal(element.textContent, "two");
});
