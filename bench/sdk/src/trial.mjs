// One peer, one page, one browser and one collector: everything a row measures with, made anew and ended after.
import { setTimeout as pass } from "node:timers/promises";
import { Double } from "./double.mjs";
import { Phone } from "./phone.mjs";

/** How long a tracker may take to start. */
const START_MS_MAX = 30_000;

/** Runs `measure(trial)` for a peer. `tall` chooses the page, `slowdown` the processor's. */
export async function trial(peer, { tall = false, slowdown = 1, sampler } = {}, measure) {
  const double = await new Double(peer, { tall }).listen();
  const phone = await Phone.open();
  try {
    if (sampler) await phone.page.addInitScript(sampler);
    if (slowdown > 1) await phone.slow(slowdown);
    const visit = () => visited(phone, double);
    await visit();
    return await measure({ phone, double, visit, pass });
  } finally {
    await phone.close();
    await double.close();
  }
}

/** Opens the page and waits until its tracker measures. */
async function visited(phone, double) {
  await phone.page.goto(double.address);
  const started = () => window.tracker && (!window.linger || performance.getEntriesByType("resource").some(({ name }) => name.endsWith(".wasm")));
  await phone.page.waitForFunction(started, undefined, { timeout: START_MS_MAX, polling: 50 });
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
