import assert from "node:assert/strict";
import { test } from "node:test";
import { heldAndSkipped, leastLikely, mostChanged, versionsOf, widening } from "../src/dashboard/story.js";

const row = (key, visits, readRate) => ({ key, visits, exposures: visits, read_rate: readRate, skim_rate: readRate === undefined ? null : 1 - readRate });

test("the least likely rate is where the measured one is just that many deviations away", () => {
  for (const [rate, count, z] of [[0.9, 100, 1.96], [0.5, 12, 1.96], [0.2, 2000, 2.9]]) {
    const least = leastLikely(rate, count, z);
    const away = (rate - least) / Math.sqrt((least * (1 - least)) / count);
    assert.ok(Math.abs(away - z) < 1e-9, `${rate} of ${count}: ${away}`);
  }
  assert.equal(leastLikely(1, 0, 1.96), 0);
});

/** The normal distribution beyond z, summed in small steps. */
function beyond(z) {
  const step = 1e-4;
  let sum = 0;
  for (let at = z + step / 2; at < 9; at += step) sum += Math.exp(-(at ** 2) / 2) * step;
  return sum / Math.sqrt(2 * Math.PI);
}

test("intervals are widened so that all comparisons together are wrong one time in twenty", () => {
  assert.ok(Math.abs(widening(1) - 1) < 0.001, "one comparison needs none");
  for (const comparisons of [2, 14, 60]) {
    const wrong = comparisons * 2 * beyond(1.96 * widening(comparisons));
    assert.ok(Math.abs(wrong - 0.05) < 0.002, `${comparisons}: ${wrong}`);
  }
});

test("a section is named where it stands out from all, and none where chance may be all", () => {
  const many = [row("a", 400, 0.9), row("b", 400, 0.5), row("c", 400, 0.1)];
  const { held, skipped, readRate } = heldAndSkipped(many);
  assert.deepEqual([held.key, skipped.key, readRate], ["a", "c", 0.5]);
  assert.deepEqual(heldAndSkipped(many.map((one) => ({ ...one, visits: 3, exposures: 3 }))).held, undefined);
  assert.deepEqual(heldAndSkipped([row("a", 400, 0.5), row("b", 400, 0.5)]).skipped, undefined);
});

test("a perfect rate of a few visits does not beat a good one of many", () => {
  assert.equal(heldAndSkipped([row("rare", 3, 1), row("good", 500, 0.8), row("poor", 500, 0.2)]).held.key, "good");
});

test("sections without a rate, or no sections at all, make no sentence", () => {
  assert.deepEqual(heldAndSkipped([]), {});
  assert.deepEqual(heldAndSkipped([row("a", 10, undefined)]), {});
});

const change = (target, difference, half, verdict = Math.abs(difference) > half ? (difference > 0 ? "longer" : "shorter") : "cannot tell") =>
  ({ target, difference_ms: difference, low_ms: difference - half, high_ms: difference + half, verdict });

test("what changed most is named only where it is beyond chance among so many sections", () => {
  const calm = Array.from({ length: 12 }, (_, index) => change(`calm-${index}`, 10, 400));
  assert.equal(mostChanged([...calm, change("soups", 1900, 700), change("rice", -1300, 500)]).target, "soups");
  assert.equal(mostChanged([...calm, change("rice", -1300, 500)]).target, "rice");
  assert.equal(mostChanged([...calm, change("lucky", 440, 400)]), undefined, "one of thirteen is outside by chance every other time");
  assert.equal(mostChanged([change("alone", 440, 400)]).target, "alone");
  assert.equal(mostChanged([]), undefined);
});

test("the newest two versions are compared unless others are chosen", () => {
  const menus = [{ value: "winter", first_at_ms: 3 }, { value: null, first_at_ms: 9 }, { value: "summer", first_at_ms: 1 }, { value: "autumn", first_at_ms: 2 }];
  assert.deepEqual(versionsOf(menus, {}), { a: "autumn", b: "winter" });
  assert.deepEqual(versionsOf(menus, { a: "summer" }), { a: "summer", b: "winter" });
  assert.deepEqual(versionsOf(menus, { b: "summer" }), { a: "winter", b: "summer" });
  assert.deepEqual(versionsOf(menus, { a: "winter" }), { a: "winter", b: "autumn" });
  assert.equal(versionsOf(menus.slice(0, 2), {}), undefined);
});
