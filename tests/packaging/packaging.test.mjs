// The package as others get it: packed, installed in miniature consumers, run in a real browser until a batch arrives.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { publint } from "publint";
import { bundledText, viteServer, withEsbuild, withVite, withWebpack } from "./bundlers.mjs";
import { launch, open } from "./browser.mjs";
import { consumer, output, pack, program, temporary } from "./consumer.mjs";
import { serve } from "./server.mjs";

let browser, place, tarball;

before(async () => {
  place = await temporary();
  [browser, tarball] = await Promise.all([launch(), pack(place.folder)]);
});

after(async () => {
  await browser?.close();
  await place?.remove();
});

const installed = (source) => consumer(place.folder, join("tests/packaging/consumers", source), tarball);

const saw = (section) => (batch) => batch.events.some(([kind, , , target]) => kind === "s" && target === section);

/** Opens a page and waits until it has told of its section, by the module and without a word in the console. */
async function measures(address, batches) {
  const { faults, close } = await open(browser, address);
  const batch = await batches.find("a batch with the section", saw("starters"));
  await close();
  assert.deepEqual(faults, []);
  assert.equal(batch.engine, "wasm");
}

async function measuresWhenServed(folder) {
  const server = await serve(folder);
  try {
    await measures(`${server.address}/`, server.batches);
  } finally {
    await server.close();
  }
}

test("a script tag measures", async () => {
  await measuresWhenServed(await installed("script-tag"));
});

test("an import map measures", async () => {
  await measuresWhenServed(await installed("import-map"));
});

test("Vite's build measures", async () => {
  await measuresWhenServed(await withVite(await installed("bundled")));
});

test("Vite's development server measures", async () => {
  const folder = await installed("bundled");
  const collector = await serve(folder);
  const vite = await viteServer(folder, collector.address);
  try {
    await measures(vite.address, collector.batches);
  } finally {
    await vite.close();
    await collector.close();
  }
});

test("webpack's build measures", async () => {
  await measuresWhenServed(await withWebpack(await installed("bundled")));
});

test("esbuild's build measures", async () => {
  await measuresWhenServed(await withEsbuild(await installed("bundled")));
});

test("nothing is left in a bundle that uses nothing", async () => {
  const folder = await installed("bundled");
  assert.match(await bundledText(folder, "unused.js"), /^var \w=0;export\{\w as nothing\};\s*$/);
  assert.ok((await bundledText(folder, "main.js")).length > 1000, "the check would see what is left");
});

test("on a server the import runs nothing and start gives undefined", async () => {
  const folder = await installed("bundled");
  const script = `
    const before = Object.keys(globalThis).join();
    const { start } = await import("linger-sdk");
    const given = await start({ site: "demo", endpoint: "/v1/batches" });
    console.log(JSON.stringify([typeof start, typeof given, Object.keys(globalThis).join() === before]));`;
  const said = await output(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder });
  assert.deepEqual(JSON.parse(said), ["function", "undefined", true]);
});

test("publint has nothing to say", async () => {
  const bytes = await readFile(tarball);
  const { messages } = await publint({ pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) } });
  assert.deepEqual(messages, []);
});

/** The package is ESM only, as it fetches its module; how `require` or resolvers from before `exports` see it is not asked. */
const NOT_ASKED = ["node10", "node16-cjs"];

test("arethetypeswrong has nothing to say", async () => {
  const said = await output(program("attw"), [tarball, "--profile", "esm-only", "--format", "json"]);
  const { analysis, problems } = JSON.parse(said);
  assert.ok(Object.keys(analysis.entrypoints).includes("."), "it looked at the entry");
  assert.deepEqual(Object.values(problems).flat().filter(({ resolutionKind }) => !NOT_ASKED.includes(resolutionKind)), []);
});
