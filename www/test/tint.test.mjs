import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, css, heatOf, mixed, tinted } from "../src/heat/tint.js";
import { chance } from "./fixture/guests.mjs";

const BLACK = [0, 0, 0];
const WHITE = [255, 255, 255];

test("contrast is WCAG's: 21 between black and white, 1 of a colour with itself, 4.48 of #777 on white", () => {
  assert.equal(contrast(BLACK, WHITE), 21);
  assert.equal(contrast(WHITE, WHITE), 1);
  assert.equal(contrast([0x77, 0x77, 0x77], WHITE).toFixed(2), "4.48");
});

test("whatever the page's colours are, words keep the contrast they need, or had", () => {
  const random = chance(3);
  const any = () => Array.from({ length: 3 }, () => Math.floor(random() * 256));
  for (let turn = 0; turn < 2000; turn += 1) {
    const [background, texts] = [any(), [any(), any(), any()]];
    const ground = tinted(background, texts, random());
    for (const text of texts) {
      const before = contrast(background, text);
      assert.ok(contrast(ground, text) >= Math.min(4.5, before) - 0.25, `${css(text)} on ${css(background)}: ${before} became ${contrast(ground, text)}`);
    }
  }
});

test("more attention is never a weaker colour, and none is the page's own", () => {
  const [background, texts] = [[255, 253, 247], [[43, 29, 20], [107, 86, 70]]];
  const away = [0, 0.25, 0.5, 0.75, 1].map((strength) => contrast(background, tinted(background, texts, strength)));
  assert.deepEqual(away, away.toSorted((a, b) => a - b));
  assert.deepEqual(tinted(background, texts, 0), background);
  assert.ok(away[4] > 1.1, "the strongest can be seen");
});

test("a mark's colour goes from faint to strong", () => {
  assert.ok(contrast(heatOf(1), WHITE) > contrast(heatOf(0.5), WHITE) && contrast(heatOf(0.5), WHITE) > contrast(heatOf(0), WHITE));
  assert.deepEqual(mixed(BLACK, WHITE, 0.5), [128, 128, 128]);
});
