// What the pages on hosting say: headers under which linger works, files that are kept for a year, hashes that are held to.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { output, root, temporary } from "./consumer.mjs";
import { serve } from "./server.mjs";

let browser, place, headers;

before(async () => {
  place = await temporary();
  browser = await launch();
  headers = JSON.parse(await readFile(join(root, "examples/hosting/headers.json"), "utf8"));
  await output(process.execPath, [join(root, "examples/hosting/deploy.mjs"), place.folder]);
});

after(async () => {
  await browser?.close();
  await place?.remove();
});

const saw = (batch) => batch.events.some(([kind, , , target]) => kind === "s" && target === "starters");

/** Serves the deployed page with these headers to a phone, and closes both when `look` is done with them. */
async function visited(headers, look) {
  const server = await serve(place.folder, { headers });
  const phone = await open(browser, `${server.address}/`);
  try {
    await look(phone, server);
  } finally {
    await phone.close();
    await server.close();
  }
}

test("the deployed page measures under its policy and with its hash", async () => {
  await visited(headers, async ({ faults }, { batches }) => {
    await batches.find("a batch with the section", saw);
    assert.deepEqual(faults, []);
  });
});

test("a second visit asks for the page and for nothing of linger", async () => {
  await visited(headers, async ({ page }, { address, asked, batches }) => {
    const first = await batches.find("a batch of the first visit", saw);
    assert.ok(asked.some((path) => path.endsWith("/linger.wasm")), `the first visit loads the module: ${asked}`);
    asked.length = 0;
    await page.goto(`${address}/?again`);
    await batches.find("a batch of the second visit", (batch) => batch.visit !== first.visit && saw(batch));
    assert.deepEqual(asked.filter((path) => path.startsWith("/linger/")), []);
    assert.ok(asked.includes("/?again"), "the page itself is asked for");
  });
});

test("under a policy without 'wasm-unsafe-eval' the translation measures", async () => {
  const policy = headers["/"]["content-security-policy"].replace(" 'wasm-unsafe-eval'", "");
  const strict = { ...headers, "/": { "content-security-policy": policy } };
  await visited(strict, async ({ page }, { batches }) => {
    const thrown = [];
    page.on("pageerror", (error) => thrown.push(String(error)));
    await page.reload();
    await page.evaluate(() => window.linger.track("order"));
    await batches.find("a batch of the translation", (batch) => batch.engine === "js" && saw(batch));
    assert.deepEqual(thrown, []);
  });
});

test("a script that is not what its hash says does not run", async () => {
  const file = join(place.folder, "index.html");
  const sound = await readFile(file, "utf8");
  await writeFile(file, sound.replace(/integrity="sha384-..../, 'integrity="sha384-AAAA'));
  try {
    await visited(headers, async ({ page, faults }) => {
      await page.waitForLoadState("networkidle");
      assert.equal(await page.evaluate(() => typeof window.linger), "undefined");
      assert.ok(faults.some((said) => said.includes("integrity")), `the browser says why: ${faults}`);
    });
  } finally {
    await writeFile(file, sound);
  }
});

test("the list of hashes names every script and module with the hash that it has", async () => {
  const folder = join(root, "sdk/npm/dist");
  const list = JSON.parse(await readFile(join(folder, "sri.json"), "utf8"));
  assert.ok(list["linger.js"] && list["linger.wasm"], "the files of the script tag are listed");
  for (const [name, integrity] of Object.entries(list)) {
    const bytes = await readFile(join(folder, name));
    const digest = await crypto.subtle.digest("SHA-384", bytes);
    assert.equal(integrity, `sha384-${Buffer.from(digest).toString("base64")}`, name);
  }
});
