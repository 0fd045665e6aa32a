import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem } from "../src/dashboard/api.js";
import { answersKept } from "../src/dashboard/kept.js";
import { problemText } from "../src/dashboard/notices.js";
import { keepAsking } from "../src/dashboard/poll.js";
import { afterFailure, face, fine, pause } from "../src/dashboard/state.js";
import { words } from "../src/dashboard/words/index.js";

const gone = new Problem("unreachable");
const some = { summary: [{ visits: 1 }], isNarrowed: false, isWhole: true };
const none = { ...some, summary: [] };

test("each state has its face; what was known stays known after a failure", () => {
  const failed = afterFailure(fine, gone);
  assert.equal(face(fine, { ...some, isWhole: false }), "loading");
  assert.equal(face(fine, none), "empty");
  assert.equal(face(fine, { ...none, isNarrowed: true }), "nothing");
  assert.equal(face(fine, some), "ready");
  assert.equal(face(failed, { ...some, isWhole: false }), "failed");
  assert.equal(face(failed, some), "stale");
  assert.equal(face(afterFailure(fine, new Problem("locked")), some), "locked", "a locked door shows nothing of before");
});

test("failures are asked about less and less often, within bounds and spread by chance", () => {
  const waits = (failures, random) => pause({ problem: gone, failures }, { everyMs: 500, tookMs: 10, random });
  assert.deepEqual([1, 2, 3, 4, 50].map((failures) => waits(failures, () => 0)), [1000, 2000, 4000, 7500, 7500]);
  assert.equal(waits(50, () => 0.999_999), 15_000);
});

test("at most four fifths of the time are spent asking", () => {
  const waits = (tookMs) => pause(fine, { everyMs: 500, tookMs, random: () => 0.9 });
  assert.equal(waits(20), 500);
  assert.equal(Math.round(waits(4000)), 1000);
});

test("a locked door is not knocked at twice a second", () => {
  assert.equal(pause(afterFailure(fine, new Problem("locked")), { everyMs: 500, tookMs: 1, random: () => 0 }), 15_000);
});

test("the server's own words are shown where it spoke, ours where it did not", () => {
  const told = new Problem("told", { title: "No such site", detail: "Use demo." });
  assert.deepEqual(problemText(told, words.en), { title: "No such site", detail: "Use demo." });
  assert.equal(problemText(gone, words.ko).title, words.ko.unreachableTitle);
  assert.match(problemText(new Problem("unreadable", { status: 502 }), words.en).detail, /502/);
});

test("an answer is due when it is not known or old, and others are forgotten with their filters", () => {
  const kept = answersKept();
  const wanted = [{ path: "/a", everyMs: 500 }, { path: "/b", everyMs: 15_000 }];
  const due = (nowMs) => kept.due(wanted, nowMs).map(({ path }) => path);
  assert.deepEqual(due(0), ["/a", "/b"]);
  for (const { path } of wanted) kept.take(path, { rows: [path] }, 0);
  assert.deepEqual([due(499), due(500), due(15_000)], [[], ["/a"], ["/a", "/b"]]);
  kept.keepOnly(["/b"]);
  assert.deepEqual([kept.of("/a"), kept.of("/b")], [undefined, { rows: ["/b"] }]);
  kept.miss("/b", 20_000);
  assert.deepEqual([kept.of("/b"), due(20_001)], [{ rows: ["/b"] }, ["/a"]], "asked in vain, it is left alone for its time");
  kept.forget();
  assert.deepEqual(due(1), ["/a", "/b"]);
});

const settled = () => new Promise(setImmediate);

test("one asking at a time, again at once if asked meanwhile, and none while hidden", async () => {
  const listeners = [];
  const page = { hidden: false, addEventListener: (_, listener) => listeners.push(listener) };
  const waiting = [];
  let most = 0;
  const askNow = keepAsking(() => new Promise((done) => {
    waiting.push(done);
    most = Math.max(most, waiting.length);
  }), page);
  const answer = async () => {
    waiting.shift()(3_600_000);
    await settled();
  };
  askNow();
  askNow();
  assert.equal(waiting.length, 1);
  await answer();
  assert.equal(waiting.length, 1, "what was wished for meanwhile is asked, once");
  page.hidden = true;
  await answer();
  assert.equal(waiting.length, 0);
  page.hidden = false;
  listeners[0]();
  assert.equal(waiting.length, 1, "asks on return");
  page.hidden = true;
  await answer();
  assert.equal(most, 1);
});

test("a fault in drawing is reported and does not end the asking", async () => {
  const reported = [];
  globalThis.reportError = (fault) => reported.push(fault.message);
  const page = { hidden: true, addEventListener() {} };
  let asked = 0;
  const askNow = keepAsking(async () => {
    asked += 1;
    throw new Error("cannot be drawn");
  }, page);
  await settled();
  askNow();
  await settled();
  assert.deepEqual([asked, reported], [2, ["cannot be drawn", "cannot be drawn"]]);
});
