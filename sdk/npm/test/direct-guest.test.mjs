// A guest's identity and keys: asked for once, kept, renewed ahead of their end, and asked for again with patience.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { setClock } from "../../src/shell/direct/call.js";
import { guest, isFinal, isUsable, left, renewIn, waitAfter } from "../../src/shell/direct/guest.js";

const HOUR_MS = 3600000;
const POOL = "eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc";

/** Cognito: answers of `answers` first, then well; what it was asked. */
let answers;
let asked;

beforeEach(() => {
  [answers, asked] = [[], []];
  globalThis.document = { hidden: false };
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.UTC(2026, 10, 23) });
  mock.method(Math, "random", () => 0.5);
  mock.method(globalThis, "fetch", async (_, { body, headers }) => {
    const what = headers["x-amz-target"].split(".")[1];
    asked.push(what);
    const { status, said } = answers.shift() ?? { status: 200, said: what === "GetId" ? identity() : keys(body) };
    if (!status) throw new TypeError("no network");
    return new Response(JSON.stringify(said), { status });
  });
});

afterEach(() => {
  mock.reset();
  delete globalThis.document;
});

const identity = () => ({ IdentityId: `eu-central-1:${asked.length}` });
const keys = (body) => ({
  IdentityId: JSON.parse(body).IdentityId,
  Credentials: {
    AccessKeyId: "ASIA", SecretKey: `secret ${asked.length}`, SessionToken: "token", Expiration: (Date.now() + HOUR_MS) / 1000,
  },
});

/** All that waits on promises has gone on. */
const settled = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
};

const storage = (text) => ({ text, guest(given) { return given ? (this.text = given) : this.text; } });

/** A guest of the pool, and all that was heard of it. */
const invited = async (store) => {
  const heard = [];
  const one = guest(POOL, "https://cognito/", setClock(), store, (status) => heard.push(status));
  await settled();
  return { one, heard };
};

test("the first visit asks twice, a return within the hour not at all", async () => {
  const store = storage();
  const first = await invited(store);
  assert.deepEqual([asked, first.heard], [["GetId", "GetCredentialsForIdentity"], [200]]);
  mock.timers.setTime(Date.now() + 40 * 60000);
  const second = await invited(store);
  assert.equal(asked.length, 2);
  assert.deepEqual(second.one.keys(), first.one.keys());
});

test("a return after the hour has the identity and asks for keys alone", async () => {
  const store = storage();
  await invited(store);
  mock.timers.setTime(Date.now() + HOUR_MS);
  const { one } = await invited(store);
  assert.deepEqual(asked.slice(2), ["GetCredentialsForIdentity"]);
  assert.equal(one.keys().identity, "eu-central-1:1");
});

test("what another pool's guest has stored, and what is damaged, is not used", async () => {
  for (const text of ['{"pool":"other","secret":"s","expires":9e15}', "{", "null", '"text"']) {
    asked = [];
    await invited(storage(text));
    assert.equal(asked.length, 2, text);
  }
});

test("whoever wants keys meanwhile waits for the same", async () => {
  const heard = [];
  const one = guest(POOL, "https://cognito/", setClock(), undefined, (status) => heard.push(status));
  for (let n = 0; n < 5; n += 1) one.renew();
  await settled();
  assert.deepEqual([asked.length, heard], [2, [200]]);
});

test("keys are renewed ahead of their end, once, and not while nobody looks", async () => {
  const { one } = await invited();
  mock.timers.tick(HOUR_MS - 1.5 * 300000 - 1);
  await settled();
  assert.equal(asked.length, 2);
  mock.timers.tick(2);
  await settled();
  assert.equal(asked.length, 3);
  assert.ok(one.keys());
  globalThis.document.hidden = true;
  mock.timers.tick(HOUR_MS);
  await settled();
  assert.equal(asked.length, 3);
  assert.equal(one.keys(), undefined);
  globalThis.document.hidden = false;
  one.refresh();
  await settled();
  assert.equal(asked.length, 4);
});

test("keys that were not taken are given anew to the same identity", async () => {
  const store = storage();
  const { one } = await invited(store);
  one.drop();
  assert.equal(one.keys(), undefined);
  one.renew();
  await settled();
  assert.deepEqual(asked.slice(2), ["GetCredentialsForIdentity"]);
  assert.equal(one.keys().secret, "secret 3");
});

test("an identity that its pool has no more is replaced, once", async () => {
  const store = storage();
  await invited(store);
  mock.timers.setTime(Date.now() + HOUR_MS);
  answers = [{ status: 400, said: { __type: "ResourceNotFoundException" } }];
  const { one, heard } = await invited(store);
  assert.deepEqual(asked.slice(2), ["GetCredentialsForIdentity", "GetId", "GetCredentialsForIdentity"]);
  assert.deepEqual([heard, !!one.keys()], [[200], true]);
});

test("a failure that can pass is told, and asked again after a wait", async () => {
  answers = [{ status: 400, said: { __type: "TooManyRequestsException" } }, {}];
  const { heard } = await invited();
  assert.deepEqual([asked, heard], [["GetId"], [503]]);
  mock.timers.tick(1000);
  await settled();
  assert.deepEqual([asked.length, heard], [2, [503, 0]]);
  mock.timers.tick(2000);
  await settled();
  assert.deepEqual([asked.length, heard], [4, [503, 0, 200]]);
});

test("a refusal is final, and nobody is asked again", async () => {
  answers = [{ status: 400, said: { __type: "NotAuthorizedException" } }];
  const { one, heard } = await invited();
  mock.timers.tick(HOUR_MS);
  one.renew();
  await settled();
  assert.deepEqual([asked, heard], [["GetId"], [400, 400]]);
});

test("one that was stopped stores nothing and asks no more", async () => {
  const store = storage();
  const one = guest(POOL, "https://cognito/", setClock(), store, () => {});
  one.stop();
  await settled();
  assert.equal(store.text, undefined);
  mock.timers.tick(2 * HOUR_MS);
  await settled();
  assert.equal(asked.length, 2);
});

test("how long keys are good, and waits, are reckoned from clock and chance alone", () => {
  const keys = { secret: "s", expires: 1000000 };
  assert.deepEqual([left(keys, 0), left(keys, 1000001), left({}, 0)], [1000000, -1, 0]);
  assert.deepEqual([isUsable(30001), isUsable(30000)], [true, false]);
  assert.deepEqual([renewIn(HOUR_MS, 0), renewIn(HOUR_MS, 1), renewIn(300000, 0.5)], [3300000, 3000000, -150000]);
  for (let failures = 0; failures < 40; failures += 1) {
    assert.equal(waitAfter(failures, 0), 0);
    assert.equal(waitAfter(failures, 1), Math.min(2000 * 2 ** failures, 300000));
  }
  assert.deepEqual([0, 200, 400, 403, 408, 429, 500, 503].filter(isFinal), [400, 403]);
});
