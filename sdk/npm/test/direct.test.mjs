// The transport to Firehose below the engine: what is told of each batch, whatever Cognito, Firehose and the page do.
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { ANSWERED } from "../../src/shell/signals.js";
import { attributes } from "../src/attributes.js";
import * as transport from "../src/direct.js";

const POOL = "eu-central-1:8f6c3a2e-0b1d-4c5e-9f70-123456789abc";

let told;
let puts;
let firehose;
let cognito;
let listeners;

beforeEach(() => {
  [told, puts, firehose, cognito, listeners] = [[], [], [], [], {}];
  const hear = (name, call) => (listeners[name] = call);
  globalThis.document = { hidden: false, baseURI: "https://menu.example/", addEventListener: hear, removeEventListener() {} };
  globalThis.window = { addEventListener: hear, removeEventListener() {} };
  globalThis.navigator ??= { userAgent: "" };
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.UTC(2026, 10, 23) });
  mock.method(globalThis, "fetch", async (url, { body, headers, keepalive }) => {
    const what = headers["x-amz-target"].split(".")[1];
    if (what !== "PutRecordBatch") {
      const next = cognito.shift();
      if (next) return next();
      return new Response(JSON.stringify(what === "GetId" ? { IdentityId: "eu-central-1:1" } : { Credentials: {
        AccessKeyId: "ASIA", SecretKey: "s", SessionToken: "t", Expiration: Date.now() / 1000 + 3600,
      } }));
    }
    const { Records } = JSON.parse(body);
    puts.push({ url, keepalive, bytes: body.length, seqs: Records.map(({ Data }) => JSON.parse(atob(Data)).batch_number) });
    const { status = 200, said } = (firehose.shift() ?? (() => ({})))();
    return new Response(JSON.stringify(said ?? { RequestResponses: Records.map(() => ({ RecordId: "1" })) }), { status });
  });
});

afterEach(() => {
  mock.reset();
  delete globalThis.document;
  delete globalThis.window;
});

const settled = async () => {
  for (let turn = 0; turn < 30; turn += 1) await new Promise(setImmediate);
};

const batch = (seq, note = "") => JSON.stringify({
  v: 1, site: "s", visit: "v", session: "s", started_at_ms: 1, sent_at_ms: 0, seq, reason: "hide", dropped: 0, read_ms: 1000,
  sdk: "0", engine: "wasm", viewport: [390, 844], events: [["c", 0, 0, "note", { note }]],
});

const ears = { told: (signal, id, status = 0) => signal === ANSWERED && told.push([id, status]) };
const open = ({ store, ...settings } = {}, post) => {
  transport.settle(settings, (name) => ({ transport: "firehose", "identity-pool": POOL, stream: "menu" })[name], () => {});
  return settings.direct(settings, ears, store, post);
};
const said = (code) => () => ({ status: 400, said: { __type: code } });

test("batches that come together go in one call, and those that failed are told of last", async () => {
  const post = open();
  await settled();
  firehose = [() => ({ said: { FailedPutCount: 1, RequestResponses: [{ ErrorCode: "InternalFailure" }, { RecordId: "1" }] } })];
  post(0, 0, 1, batch(1), true);
  post(0, 0, 2, batch(2), true);
  await settled();
  assert.deepEqual(puts.map(({ seqs, keepalive }) => [seqs, keepalive]), [[[1, 2], true]]);
  assert.deepEqual(told, [[2, 200], [1, 503]]);
});

test("what comes before the keys waits for them", async () => {
  const post = open();
  post(0, 0, 1, batch(1), false);
  assert.deepEqual(puts, []);
  await settled();
  assert.deepEqual(told, [[1, 200]]);
});

test("keys that are not taken are renewed once, and the second refusal is left to the engine", async () => {
  const post = open();
  firehose = [said("ExpiredTokenException"), said("ExpiredTokenException")];
  post(0, 0, 1, batch(1), false);
  await settled();
  assert.deepEqual([puts.length, told], [2, [[1, 503]]]);
  post(0, 0, 2, batch(2), false);
  await settled();
  assert.deepEqual(told.at(-1), [2, 200]);
});

test("a refusal for good is one, unless there is a collector", async () => {
  for (const [endpoint, expected] of [[undefined, [[1, 400]]], ["https://c/", []]]) {
    told = [];
    const posted = [];
    const post = open({ endpoint }, (_, ...given) => posted.push(given));
    firehose = [said("AccessDeniedException")];
    post(0, 0, 1, batch(1), false);
    await settled();
    assert.deepEqual([told, posted], [expected, endpoint ? [[endpoint, 1, batch(1), false]] : []]);
  }
});

test("a pool that refuses is told for every batch, and asked once", async () => {
  cognito = [() => new Response('{"__type":"NotAuthorizedException"}', { status: 400 })];
  const post = open();
  post(0, 0, 1, batch(1), false);
  await settled();
  post(0, 0, 2, batch(2), false);
  await settled();
  assert.deepEqual([told, puts, cognito], [[[1, 400], [2, 400]], [], []]);
});

test("a page that goes without keys gives its batches back where they can be kept, and holds them where not", async () => {
  for (const [store, expected] of [[{ guest() {} }, [[1, 503], [2, 503]]], [undefined, []]]) {
    told = [];
    cognito = [() => new Promise(() => {})];
    const post = open({ store });
    post(0, 0, 1, batch(1), false);
    await settled();
    post(0, 0, 2, batch(2), true);
    document.hidden = true;
    listeners.visibilitychange();
    await settled();
    assert.deepEqual(told, expected);
    document.hidden = false;
  }
});

test("what would not outlive its page is told of at once when it leaves, and goes without that while it stays", async () => {
  const post = open();
  await settled();
  const large = "x".repeat(40000);
  post(0, 0, 1, batch(1, large), true);
  post(0, 0, 2, batch(2, large), true);
  post(0, 0, 3, batch(3), true);
  await settled();
  assert.deepEqual(puts.map(({ seqs, keepalive }) => [seqs, keepalive]), [[[1, 3], true]]);
  assert.ok(puts[0].bytes <= 65536);
  assert.deepEqual(told, [[2, 0], [1, 200], [3, 200]]);
  post(0, 0, 4, batch(4, large + large), false);
  await settled();
  assert.deepEqual([puts[1].keepalive, told.at(-1)], [false, [4, 200]]);
});

test("a damaged batch of an earlier page is refused, and the others go", async () => {
  const post = open();
  post(0, 0, 1, "{", false);
  post(0, 0, 2, batch(2), false);
  await settled();
  assert.deepEqual(told, [[1, 400], [2, 200]]);
});

test("a guest who withdraws consent is not sent for any more", async () => {
  const post = open();
  post(0, 0, 1, batch(1), false);
  post.stop(true);
  await settled();
  assert.deepEqual([told, puts], [[], []]);
});

// The script tag's settings.

const script = (given) => ({ getAttribute: (name) => given[name] ?? null });
const sound = { "data-site": "demo", "data-transport": "firehose", "data-identity-pool": POOL, "data-stream": "menu" };

test("a page that names pool and stream needs no endpoint", () => {
  const settings = attributes(script(sound), transport);
  assert.deepEqual([settings.endpoint, settings.identityPool, settings.stream], [undefined, POOL, "menu"]);
  assert.equal(typeof settings.direct, "function");
  assert.equal(attributes(script({ ...sound, "data-endpoint": "/v1" }), transport).endpoint, "https://menu.example/v1");
});

test("the transport to a collector may be named, and needs an endpoint", (t) => {
  const warn = t.mock.method(console, "warn", () => {});
  const collector = { "data-site": "demo", "data-transport": "collector" };
  assert.equal(attributes(script({ ...collector, "data-endpoint": "/v1" }), transport).direct, undefined);
  assert.equal(attributes(script(collector), transport), undefined);
  assert.match(warn.mock.calls[0].arguments[0], /data-endpoint must be the collector's http\(s\) URL/);
});

test("all that is wrong is named at once", (t) => {
  const warn = t.mock.method(console, "warn", () => {});
  const wrong = {
    "data-transport": "firehose", "data-stream": "arn:aws:firehose:eu-central-1:1:deliverystream/menu", "data-region": "Europe",
    "data-cognito-endpoint": "ftp://x", "data-firehose-endpoint": "https://x/y", "data-flush-age-ms": "1",
  };
  assert.equal(attributes(script(wrong), transport), undefined);
  const [message] = warn.mock.calls[0].arguments;
  for (const part of [
    "data-site must be", "data-identity-pool must be the id of a Cognito identity pool", "data-stream must be the name",
    "data-region must be the code", "data-cognito-endpoint must be an http", "data-firehose-endpoint must be an http",
    "data-flush-age-ms must be",
  ]) assert.ok(message.includes(part), `${part} in ${message}`);
  assert.equal(attributes(script({ ...wrong, "data-transport": "kinesis" }), transport), undefined);
  assert.match(warn.mock.calls[1].arguments[0], /data-transport must be one of collector, firehose/);
});
