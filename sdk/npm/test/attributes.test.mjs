// The script tag's settings: what is right comes back whole, what is wrong is one warning.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { attributes } from "../src/attributes.js";

const warnings = [];
const { warn } = console;

beforeEach(() => {
  globalThis.document = { baseURI: "https://menu.example/karte/" };
  console.warn = (message) => warnings.push(message);
});

afterEach(() => {
  delete globalThis.document;
  console.warn = warn;
  warnings.length = 0;
});

const script = (given) => ({ getAttribute: (name) => given[name] ?? null });
const sound = { "data-site": "demo", "data-endpoint": "/v1/batches" };

test("what is left out has its default, and the endpoint is a whole address", () => {
  assert.deepEqual(attributes(script(sound)), {
    site: "demo",
    endpoint: "https://menu.example/v1/batches",
    menu: undefined,
    table: undefined,
    flushAgeMs: 300000,
    idleMs: 60000,
    readMs: 1000,
    samplePercent: 100,
    insetTopPx: 0,
    insetBottomPx: 0,
    storage: "none",
    gaze: "upper",
    consent: "granted",
  });
  assert.deepEqual(warnings, []);
});

test("what is given is taken", () => {
  const settings = attributes(script({
    ...sound, "data-menu": "2026-11", "data-flush-age-ms": "3000", "data-storage": "local", "data-inset-top-px": "56",
  }));
  assert.equal(settings.menu, "2026-11");
  assert.equal(settings.flushAgeMs, 3000);
  assert.equal(settings.storage, "local");
  assert.equal(settings.insetTopPx, 56);
});

test("all that is wrong is named at once with what it must be", () => {
  const wrong = {
    "data-endpoint": "",
    "data-table": "t".repeat(33),
    "data-menu": "a\u0007b",
    "data-flush-age-ms": "999",
    "data-idle-ms": "-1",
    "data-read-ms": "soon",
    "data-sample-percent": "1.5",
    "data-storage": "cookie",
    "data-consent": "maybe",
  };
  assert.equal(attributes(script(wrong)), undefined);
  assert.equal(warnings.length, 1);
  for (const part of [
    "data-site must be 1 to 63 bytes of text",
    "data-endpoint must be 1 to 2048 bytes of text",
    "data-menu must be 1 to 64 bytes of text",
    "data-table must be 1 to 32 bytes of text",
    "data-flush-age-ms must be a whole number, 1000 to 86400000",
    "data-idle-ms must be a whole number, 1 to 86400000",
    "data-read-ms must be a whole number, 0 to 86400000",
    "data-sample-percent must be a whole number, 1 to 100",
    "data-storage must be one of none, session, local",
    "data-consent must be one of granted, pending, denied",
  ]) assert.ok(warnings[0].includes(part), `${part} in ${warnings[0]}`);
});

test("an endpoint that is none of HTTP is refused", () => {
  assert.equal(attributes(script({ ...sound, "data-endpoint": "ftp://x/" })), undefined);
  assert.match(warnings[0], /data-endpoint must be the collector's http\(s\) URL/);
});
