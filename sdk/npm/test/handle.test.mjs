// What the page holds: calls before the module runs, consent, and a page that hands over nonsense.
import assert from "node:assert/strict";
import { test } from "node:test";

import { FLUSHED, LOST, REVOKED, STOPPED, TRACKED } from "../../src/shell/signals.js";
import { handle } from "../src/handle.js";

/** A module that runs when it is let, and keeps what it is told. */
const module = () => {
  const heard = [];
  const runs = [];
  const run = (isWanted) => new Promise((resolve) => runs.push({ isWanted, resolve }));
  const linger = { told: (...told) => heard.push(told), said: (...said) => heard.push(said) };
  return { heard, runs, run, linger };
};

/** All that waits on promises has gone on. */
const settled = () => new Promise(setImmediate);

test("calls made before the module runs are made then, in order", async () => {
  const { heard, runs, run, linger } = module();
  const { page } = handle(run);
  page.consent();
  page.track("order", { item: "soup" });
  page.flush();
  runs[0].resolve(linger);
  await settled();
  assert.deepEqual(heard.map(([signal]) => signal), [TRACKED, FLUSHED]);
  assert.equal(new TextDecoder().decode(heard[0][3]), '"order"\0{"item":"soup"}');
  page.track("bill");
  assert.equal(heard.length, 3, "and at once from then on");
});

test("calls beyond a hundred while the module loads are counted as dropped", async () => {
  const { heard, runs, run, linger } = module();
  const { page } = handle(run);
  page.consent("granted");
  for (let n = 0; n < 130; n += 1) page.track("order", { n });
  runs[0].resolve(linger);
  await settled();
  assert.equal(heard.length, 101);
  assert.deepEqual(heard.at(-1), [LOST, 30]);
});

test("nothing runs and nothing is kept before consent is granted", async () => {
  const { heard, runs, run, linger } = module();
  const { page } = handle(run);
  page.consent("pending");
  page.track("before");
  assert.equal(runs.length, 0);
  page.consent("granted");
  runs[0].resolve(linger);
  await settled();
  assert.deepEqual(heard, []);
});

test("consent withdrawn while the module loads keeps it from beginning", async () => {
  const { heard, runs, run } = module();
  const { page } = handle(run, async () => {});
  page.consent("granted");
  page.consent("denied");
  assert.equal(runs[0].isWanted(), false);
  page.consent("granted");
  assert.equal(runs.length, 2);
  assert.deepEqual([runs[0].isWanted(), runs[1].isWanted()], [false, true]);
  assert.deepEqual(heard, []);
});

test("consent withdrawn later revokes, and granted again begins anew", async () => {
  const { heard, runs, run, linger } = module();
  const { page } = handle(run);
  page.consent("granted");
  runs[0].resolve(linger);
  await settled();
  page.consent("denied");
  page.track("after");
  assert.deepEqual(heard, [[REVOKED]]);
  page.consent("granted");
  assert.equal(runs.length, 2);
});

test("what the page hands over cannot make it throw, and what is too large is counted", async () => {
  const { heard, runs, run, linger } = module();
  const { page } = handle(run);
  page.consent("granted");
  runs[0].resolve(linger);
  await settled();
  const circle = {};
  circle.self = circle;
  page.track("circle", circle);
  page.track(Symbol("no text"));
  page.track("x".repeat(65));
  page.track("large", { text: "x".repeat(2048) });
  page.track("");
  assert.deepEqual(heard, Array(5).fill([LOST, 1]));
});

test("consent that is denied before anything runs removes what earlier pages stored", async () => {
  const { run } = module();
  let forgotten = 0;
  const { page } = handle(run, async () => (forgotten += 1));
  page.consent("pending");
  assert.equal(forgotten, 0);
  page.consent("denied");
  assert.equal(forgotten, 1);
});

test("a module that cannot run leaves the page in peace", async () => {
  const { page } = handle(async () => {
    throw new Error("no network");
  });
  page.consent("granted");
  page.track("order");
  await settled();
  page.stop();
});

test("the debug mode ends what runs and begins anew", async () => {
  const { heard, runs, run, linger } = module();
  const { page, restart } = handle(run);
  page.consent("granted");
  runs[0].resolve(linger);
  await settled();
  restart();
  assert.deepEqual(heard, [[STOPPED]]);
  assert.equal(runs.length, 2);
});
