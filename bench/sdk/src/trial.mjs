// One peer, one page, one browser and one collector: everything a row measures with, made anew and ended after.
import { setTimeout as pass } from "node:timers/promises";
import { Double } from "./double.mjs";
import { Phone } from "./phone.mjs";
import { tags } from "./site.mjs";

/** How long a tracker may take to start. */
const START_MS_MAX = 30_000;

/**
 * Runs `measure(trial)` for a peer. `tall` chooses the page; with `late` the tracker waits for `begin()`; `slowdown` is the
 * processor's; `sampler` runs in every page before the page's own scripts.
 */
export async function trial(peer, { tall = false, late = false, slowdown = 1, sampler } = {}, measure) {
  const double = await new Double(peer, { tall, late }).listen();
  const phone = await Phone.open();
  try {
    if (sampler) await phone.page.addInitScript(sampler);
    if (slowdown > 1) await phone.slow(slowdown);
    const visit = async () => {
      await phone.page.goto(double.address);
      if (!late) await started(phone);
    };
    const begin = async () => {
      await phone.page.evaluate(addTags, tags(peer));
      await started(phone);
    };
    await visit();
    return await measure({ phone, double, visit, begin, pass });
  } finally {
    await phone.close();
    await double.close();
  }
}

/** In the page: script tags that run, unlike those set as HTML. */
function addTags(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const { attributes } of template.content.querySelectorAll("script")) {
    const script = document.createElement("script");
    for (const { name, value } of attributes) script.setAttribute(name, value);
    document.head.append(script);
  }
}

/** Waits until the tracker measures; linger does when its module has come. */
async function started(phone) {
  const runs = () => window.tracker && (!window.linger || performance.getEntriesByType("resource").some(({ name }) => name.endsWith(".wasm")));
  await phone.page.waitForFunction(runs, undefined, { timeout: START_MS_MAX, polling: 50 });
}

/** In the page: `count` events of the bench's own, each with `padding` bytes of properties. */
export const track = (page, count, padding = 0, then = "") =>
  page.evaluate(
    ({ count, padding, then }) => {
      for (let number = 0; number < count; number += 1) {
        const id = `bench-event-${String(number).padStart(4, "0")}`;
        window.tracker.track("bench", padding > 0 ? { id, note: "x".repeat(padding) } : { id });
      }
      if (then) location.href = then;
    },
    { count, padding, then },
  );

/** In the page: what there is goes now, where the tracker has a way to say so. */
export const flush = (page) => page.evaluate(() => void window.tracker.flush?.());

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
