import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

// The function that CloudFront runs for each page, cut out of its template: what is indented below `FunctionCode: |`.
const template = readFileSync(new URL("../../deploy/templates/site.yaml", import.meta.url), "utf8");
const [, code] = /FunctionCode: \|\n((?: {8}.*\n|\n)+)/.exec(template);
const handler = new Function(`${code}; return handler;`)();

/** A viewer's request as CloudFront hands it over: values stay as they are in the address. */
function request(address) {
  const [uri, search = ""] = address.split("?");
  const querystring = {};
  for (const pair of search.split("&").filter(Boolean)) {
    const [name, value = ""] = pair.split("=");
    const known = querystring[name];
    if (!known) querystring[name] = { value };
    else known.multiValue = [...(known.multiValue ?? [{ value: known.value }]), { value }];
  }
  return { request: { method: "GET", uri, querystring, headers: {} } };
}

test("a folder's page is its index.html, and the query stays with the request", () => {
  assert.equal(handler(request("/")).uri, "/index.html");
  const answered = handler(request("/lunch/?table=5"));
  assert.equal(answered.uri, "/lunch/index.html");
  assert.deepEqual(answered.querystring, { table: { value: "5" } });
});

test("a file is left as it is", () => {
  for (const file of ["/index.html", "/linger/0.1.0/linger.wasm", "/v1.2/menu.json"]) assert.equal(handler(request(file)).uri, file);
});

test("a folder without its slash is sent to it, so that links on the page lead on, with the table it was asked for", () => {
  for (const [asked, led] of [
    ["/lunch", "/lunch/"],
    ["/v1.2/lunch", "/v1.2/lunch/"],
    ["/lunch?table=5&quiet&table=6&name=%EA%B5%AD%EB%B0%A5", "/lunch/?table=5&table=6&quiet&name=%EA%B5%AD%EB%B0%A5"],
  ]) {
    const answered = handler(request(asked));
    assert.equal(answered.statusCode, 302);
    assert.equal(answered.headers.location.value, led);
  }
});

test("nobody is sent to another host", () => {
  for (const asked of ["//evil.example", "///evil", "/\\evil"]) {
    const { value } = handler(request(asked)).headers?.location ?? { value: "/" };
    assert.equal(new URL(value, "https://menu.example/").host, "menu.example", asked);
  }
});
