// The examples, as a newcomer would run them, until what they measure has arrived.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { withVite } from "./bundlers.mjs";
import { launch, open } from "./browser.mjs";
import { consumer, pack, temporary } from "./consumer.mjs";
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

const looked = (id) => (batch) => batch.events.some(([kind, , , target, , , paused, scrolling]) => kind === "s" && target === id && paused + scrolling > 0);

const saw = (kind, id) => (batch) => batch.events.some(([of, , , target]) => of === kind && target === id);

/** Serves a folder to a page, and closes both when `look` is done with them. */
async function visited(folder, options, look) {
  const server = await serve(folder, options);
  const { page, faults, close } = await open(browser, `${server.address}/`);
  try {
    await look(page, server.batches);
    assert.deepEqual(faults, []);
  } finally {
    await close();
    await server.close();
  }
}

test("the Vite example is built and measures", async () => {
  const folder = await withVite(await consumer(place.folder, "examples/vite", tarball));
  await visited(folder, {}, async (page, batches) => {
    const batch = await batches.find("the first section", saw("s", "cold"));
    assert.equal(batch.menu, "2026-11");
    await page.click("#call");
    await page.close({ runBeforeUnload: true });
    await batches.find("the call to the waiter", ({ events }) => events.some(([kind, , , name]) => kind === "c" && name === "call-waiter"));
  });
});

test("each route of the single-page example is a visit", async () => {
  const folder = await withVite(await consumer(place.folder, "examples/spa", tarball));
  await visited(folder, { fallback: "index.html" }, async (page, batches) => {
    const home = await batches.find("the first route", saw("s", "today"));
    await page.click("nav a[href='/tea']");
    const tea = await batches.find("the second route", saw("i", "sejak"));
    await page.goBack();
    const again = await batches.find("the first route again", (batch) => batch.visit !== home.visit && looked("today")(batch));
    assert.deepEqual([home.path, tea.path, again.path], ["/", "/tea", "/"]);
    assert.equal(new Set([home.visit, tea.visit, again.visit]).size, 3, "three visits");
    assert.equal(new Set([home.session, tea.session, again.session]).size, 1, "one session");
    assert.ok(!looked("today")(tea) && !looked("green")(again), "no route tells of another's sections");
  });
});

test("the application in Rust measures", async () => {
  const folder = process.env.LINGER_RUST_APP;
  assert.ok(folder, "run this by `cargo xtask test --suite packaging`, which builds the application");
  await visited(folder, {}, async (page, batches) => {
    const batch = await batches.find("the first section", saw("s", "starters"));
    assert.equal(batch.engine, "wasm");
  });
});
