import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem } from "../src/dashboard/api.js";
import { languageOf, words } from "../src/dashboard/i18n.js";
import { problemText } from "../src/dashboard/notices.js";
import { keepAsking } from "../src/dashboard/poll.js";
import { filtersOf, viewPath, withQuery } from "../src/dashboard/query.js";
import { afterAnswer, afterFailure, face, pause, unknown } from "../src/dashboard/state.js";

const some = { summary: { visits: 1 }, sections: [], items: [], leftOut: [], atMs: 0 };
const none = { ...some, summary: undefined };

test("each state has its face, and a failure keeps the last figures", () => {
  assert.equal(face(unknown), "loading");
  assert.equal(face(afterAnswer(none)), "empty");
  assert.equal(face(afterAnswer(some)), "ready");
  assert.equal(face(afterFailure(unknown, new Problem("unreachable"))), "failed");
  const stale = afterFailure(afterAnswer(some), new Problem("unreachable"));
  assert.equal(face(stale), "stale");
  assert.equal(stale.figures, some);
  assert.equal(face(afterAnswer(some)), "ready");
});

test("failures are asked about less and less often, within bounds and spread by chance", () => {
  assert.equal(pause(0, () => 0.9), 500);
  assert.deepEqual([1, 2, 3, 4, 50].map((failures) => pause(failures, () => 0)), [1000, 2000, 4000, 7500, 7500]);
  assert.equal(pause(50, () => 0.999_999), 15_000);
});

test("the server's own words are shown where it spoke, ours where it did not", () => {
  const told = new Problem("told", { title: "No such site", detail: "Use demo." });
  assert.deepEqual(problemText(told, words.en), { title: "No such site", detail: "Use demo." });
  assert.equal(problemText(new Problem("unreachable"), words.ko).title, words.ko.unreachableTitle);
  assert.match(problemText(new Problem("unreadable", { status: 502 }), words.en).detail, /502/);
});

test("filters are read from the address and asked of the API under its names", () => {
  assert.deepEqual(filtersOf("?table=12&menu=%20&guest=ko&lang=en"), { table: "12", guest: "ko" });
  assert.equal(viewPath("items", "demo", { table: "terrace 1", guest: "ko" }), "/api/v1/views/items?site=demo&table=terrace+1&lang=ko");
  assert.equal(withQuery("?table=12&lang=ko", { table: "" }), "?lang=ko");
  assert.equal(withQuery("?table=12", { table: undefined }), "");
});

test("both languages have the same words, of the same kind", () => {
  const kinds = (lang) => Object.entries(words[lang]).map(([key, word]) => `${key}: ${typeof word}`).sort();
  assert.deepEqual(kinds("ko"), kinds("en"));
});

test("the language asked for wins, then the browser's first known one, then English", () => {
  assert.equal(languageOf("ko", ["en-GB"]), "ko");
  assert.equal(languageOf("fr", ["fr-FR", "ko-KR", "en"]), "ko");
  assert.equal(languageOf(null, ["fr-FR"]), "en");
});

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
    await new Promise(setImmediate);
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
