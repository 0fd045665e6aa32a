// SHA-256, HMAC and Signature Version 4, by what their authors published, and beside node's own.
import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { hmac, sha256 } from "../../src/shell/direct/sha256.js";
import { signer, stamp } from "../../src/shell/direct/sign.js";
import { random } from "./page.mjs";

const hex = (bytes) => Buffer.from(bytes).toString("hex");
const { vectors } = JSON.parse(await readFile(new URL("sigv4.json", import.meta.url), "utf8"));

test("the digests of FIPS 180-4's examples", () => {
  const digest = (text) => hex(sha256(new TextEncoder().encode(text)));
  assert.equal(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert.equal(digest(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("digests and codes of any length are node's", () => {
  const number = random(7);
  const bytes = (length) => Uint8Array.from({ length }, () => number() * 256);
  for (const length of [...Array(200).keys(), 4096, 65536]) {
    const [data, key] = [bytes(length), bytes(length % 65)];
    assert.equal(hex(sha256(data)), createHash("sha256").update(data).digest("hex"), `${length} bytes`);
    assert.equal(hex(hmac(key, data)), createHmac("sha256", key).update(data).digest("hex"), `${length} bytes, a key of ${length % 65}`);
  }
});

for (const { name, id, secret, region, service, headers, body, signature } of vectors) {
  test(`AWS's own ${name}`, () => {
    const authorization = signer(region, service)({ id, secret }, headers, body);
    assert.ok(authorization.startsWith(`AWS4-HMAC-SHA256 Credential=${id}/20150830/${region}/${service}/aws4_request, `));
    assert.ok(authorization.endsWith(`Signature=${signature}`), authorization);
  });
}

test("a key that is good for a day is made anew for the next, and for another secret", () => {
  const sign = signer("eu-central-1", "firehose");
  const at = (ms, secret) => sign({ id: "AKID", secret }, { host: "x", "x-amz-date": stamp(ms) }, "{}").split("Signature=")[1];
  const fresh = (ms, secret) =>
    signer("eu-central-1", "firehose")({ id: "AKID", secret }, { host: "x", "x-amz-date": stamp(ms) }, "{}").split("Signature=")[1];
  for (const [ms, secret] of [[0, "a"], [1000, "a"], [86400000, "a"], [86400000, "b"], [0, "a"]]) {
    assert.equal(at(ms, secret), fresh(ms, secret));
  }
});

test("a moment is written as services want it", () => {
  assert.equal(stamp(Date.UTC(2015, 7, 30, 12, 36, 0, 987)), "20150830T123600Z");
});
