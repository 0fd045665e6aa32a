// Batches as lines, lines as records, and what a call's answer says of each.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { AGAIN, call, setClock } from "../../src/shell/direct/call.js";
import { device, line } from "../../src/shell/direct/line.js";
import { BODY_BYTES, RECORD_BYTES, base64, body, failures } from "../../src/shell/direct/records.js";

const text = (file) => readFile(new URL(file, import.meta.url), "utf8");
const lines = JSON.parse(await text("lines.json"));

for (const name of Object.keys(lines)) {
  test(`the line of the golden batch "${name}" is the collector's`, async () => {
    const golden = lines[name];
    const batch = await text(`../../../wire/testdata/v1/${name}.json`);
    const { received_at_ms, sent_at_ms } = golden;
    const written = line(batch, { received_at_ms, sent_at_ms, device_class: "phone" });
    assert.ok(written.endsWith("}\n"), "it ends with a newline, and has no other");
    assert.equal(written.indexOf("\n"), written.length - 1);
    assert.deepEqual(JSON.parse(written), golden);
  });
}

test("a device is told by its user agent as far as the collector does", () => {
  for (const [agent, is] of [
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1", "phone"],
    ["Mozilla/5.0 (Linux; Android 15; SM-X910) AppleWebKit/537.36 Chrome/150.0 Safari/537.36", "phone"],
    ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36", "computer"],
    ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "bot"],
  ]) assert.equal(device(agent), is, agent);
});

test("records are base64 of UTF-8, and a call is as long as was reckoned", () => {
  const data = ["{}\n", "김치찌개 – ½ {}\n", "x".repeat(40000)].map(base64);
  assert.equal(Buffer.from(data[1], "base64").toString(), "김치찌개 – ½ {}\n");
  const stream = "s".repeat(64);
  const made = body(stream, data);
  assert.deepEqual(JSON.parse(made), { DeliveryStreamName: stream, Records: data.map((Data) => ({ Data })) });
  assert.ok(made.length <= BODY_BYTES + data.reduce((bytes, one) => bytes + one.length + RECORD_BYTES, 0));
});

test("of a call's records those failed that have a code, and all of them where it cannot be told", () => {
  const well = { RecordId: "1" };
  const badly = { ErrorCode: "ServiceUnavailableException" };
  assert.deepEqual(failures({ FailedPutCount: 0, RequestResponses: [well, well] }, 2), []);
  assert.deepEqual(failures({ FailedPutCount: 2, RequestResponses: [badly, well, badly] }, 3), [0, 2]);
  assert.deepEqual(failures({ FailedPutCount: 0, RequestResponses: [well] }, 2), [0, 1]);
  assert.deepEqual(failures({}, 1), [0]);
});

/** A service that answers every call so; what was sent. */
const service = (t, status, said, headers = {}) => {
  const calls = [];
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(globalThis, "fetch", async (url, options) => {
    calls.push({ url, ...options });
    return new Response(said === undefined ? "<html>" : JSON.stringify(said), { status, headers });
  });
  return calls;
};

test("what an answer comes to is told as a collector would", async (t) => {
  for (const [status, said, is] of [
    [200, { RequestResponses: [] }, { status: 200, stale: false }],
    [200, undefined, { status: AGAIN, stale: false }],
    [503, { __type: "ServiceUnavailableException" }, { status: AGAIN, stale: false }],
    [500, { __type: "InternalFailure" }, { status: AGAIN, stale: false }],
    [400, { __type: "ThrottlingException" }, { status: AGAIN, stale: false }],
    [400, { __type: "TooManyRequestsException" }, { status: AGAIN, stale: false }],
    [429, undefined, { status: 429, stale: false }],
    [400, { __type: "com.amazonaws#ExpiredTokenException" }, { status: 400, stale: true }],
    [400, { __type: "UnrecognizedClientException" }, { status: 400, stale: true }],
    [403, { __type: "InvalidSignatureException", message: "The request signature we calculated" }, { status: 403, stale: true }],
    [400, { __type: "AccessDeniedException" }, { status: 400, stale: false }],
    [400, { __type: "ResourceNotFoundException" }, { status: 400, stale: false }],
  ]) {
    service(t, status, said);
    const { status: found, stale } = await call(setClock(), "https://x/", "A.B", "{}");
    assert.deepEqual({ status: found, stale }, is, `${status} ${JSON.stringify(said)}`);
    t.mock.reset();
  }
});

test("a call has the protocol's headers, and a wait that is asked for is heard", async (t) => {
  const calls = service(t, 503, {}, { "retry-after": "20" });
  const answer = await call(setClock(), "https://x/", "A.B", "{}", true, (headers) => (headers.authorization = "me"));
  assert.equal(answer.wait, 20000);
  const { url, method, keepalive, credentials, headers } = calls[0];
  assert.deepEqual({ url, method, keepalive, credentials }, { url: "https://x/", method: "POST", keepalive: true, credentials: "omit" });
  assert.deepEqual(headers, { "content-type": "application/x-amz-json-1.1", "x-amz-target": "A.B", authorization: "me" });
});

test("a clock that is off is set by the service's date, and one that is nearly right is left alone", () => {
  const now = Date.UTC(2026, 10, 23, 12);
  const at = (ms) => new Date(ms).toUTCString();
  const clock = setClock(() => now);
  assert.equal(clock.hear(at(now - 1900)), false);
  assert.equal(clock.now(), now);
  assert.equal(clock.hear(at(now + 3600000)), true, "an hour slow");
  assert.equal(clock.now(), now + 3600000);
  assert.equal(clock.hear(at(now + 3601000)), false, "and no news the next time");
  assert.equal(clock.hear(null), false);
  assert.equal(clock.now(), now + 3601000, "an answer without a date leaves it as it is");
  assert.equal(clock.hear(at(now)), true);
  assert.equal(clock.now(), now);
});

test("a refusal that names the service's time sets the clock, where its date cannot be read", () => {
  const now = Date.UTC(2017, 6, 31, 9, 22);
  for (const message of [
    "Signature not yet current: 20170731T092200Z is still later than 20170731T092115Z (20170731T091615Z + 5 min.)",
    "Signature expired: 20140325T143453Z is now earlier than 20140325T143751Z (20170731T091615Z - 15 min.)",
  ]) {
    const clock = setClock(() => now);
    assert.equal(clock.hear(null, message), true);
    assert.equal(new Date(clock.now()).toISOString(), "2017-07-31T09:16:15.000Z");
  }
});
