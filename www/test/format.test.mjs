import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, count, date, duration, finePercent, languageName, NOTHING, percent, roundTime, signed, timeTicks, weekdayName } from "../src/dashboard/format.js";

test("a duration shows the two figures that matter, in both languages", () => {
  const said = (ms) => [duration(ms, "en"), duration(ms, "ko")];
  assert.deepEqual(said(0), ["0.0 s", "0.0초"]);
  assert.deepEqual(said(4249), ["4.2 s", "4.2초"]);
  assert.deepEqual(said(9949), ["9.9 s", "9.9초"]);
  assert.deepEqual(said(9950), ["10 s", "10초"]);
  assert.deepEqual(said(185_000), ["3 m 05 s", "3분 5초"]);
  assert.deepEqual(said(8_040_000), ["2 h 14 m", "2시간 14분"]);
});

test("rounding never writes sixty of a unit", () => {
  for (let ms = 0; ms < 2 * 3_600_000; ms += 497) {
    assert.doesNotMatch(duration(ms, "en"), /\b60 [sm]\b/, `${ms} ms`);
  }
});

test("what is not known is a dash, not a zero", () => {
  assert.equal(duration(null, "en"), NOTHING);
  assert.equal(duration(Number.NaN, "en"), NOTHING);
  assert.equal(percent(undefined), NOTHING);
  assert.equal(count(null, "en"), NOTHING);
  assert.equal(ago(null, 5, "ko"), NOTHING);
});

test("ticks of time are round in minutes and hours, and as few as asked for", () => {
  assert.deepEqual(timeTicks(190_000, 4), [0, 60_000, 120_000, 180_000]);
  assert.deepEqual(timeTicks(1000, 5), [0, 200, 400, 600, 800, 1000]);
  for (const max of [1000, 7777, 65_000, 3_000_000, 90_000_000, 4_000_000_000]) {
    const ticks = timeTicks(max, 5);
    assert.ok(ticks.length >= 2 && ticks.length <= 6, `${max}: ${ticks.length} ticks`);
    assert.ok(ticks.at(-1) <= max);
  }
});

test("an axis's label leaves out an empty smaller part", () => {
  assert.deepEqual([0, 500, 5000, 60_000, 5_400_000, 7_200_000].map((ms) => roundTime(ms, "en")), ["0", "0.5 s", "5 s", "1 m", "90 m", "2 h"]);
});

test("how long ago, also for a clock that is behind", () => {
  assert.equal(ago(10_000, 9000, "en"), "just now");
  assert.equal(ago(0, 12_000, "en"), "12 s ago");
  assert.equal(ago(0, 180_000, "ko"), "3분 전");
  assert.equal(ago(0, 7_200_000, "en"), "2 h ago");
  assert.equal(ago(0, 90 * 3_600_000, "en"), "90 h ago");
});

test("a difference has its sign unless it rounds to nothing", () => {
  assert.deepEqual([1900, -1300, 20, -49, 0].map((ms) => signed(ms, "en")), ["+1.9 s", "−1.3 s", "0.0 s", "0.0 s", "0.0 s"]);
  assert.equal(signed(null, "ko"), NOTHING);
});

test("small shares keep a decimal", () => {
  assert.deepEqual([0, 0.004, 0.0994, 0.0996, 0.5, null].map(finePercent), ["0%", "0.4%", "9.9%", "10%", "50%", NOTHING]);
});

test("days, weekdays and languages are said in the language of the page", () => {
  const atMs = Date.UTC(2026, 10, 22);
  assert.deepEqual([date(atMs, "en", { timeZone: "UTC" }), date(atMs, "ko", { timeZone: "UTC" })], ["22 Nov", "11월 22일"]);
  assert.match(date(atMs, "en", { nowMs: Date.UTC(2028, 5, 1), timeZone: "UTC" }), /2026/);
  assert.deepEqual([1, 7].map((day) => [weekdayName(day, "en", "short"), weekdayName(day, "ko", "long")]), [["Mon", "월요일"], ["Sun", "일요일"]]);
  assert.deepEqual([languageName("ko", "en"), languageName("en", "ko"), languageName("not a language", "en")], ["Korean", "영어", "not a language"]);
});
