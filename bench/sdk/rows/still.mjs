// Main thread while the reader holds still.
import { median, trial } from "../src/trial.mjs";

/** Trackers have things to do when they begin; that is another row. */
const SETTLE_MS = 6000;

const STILL_MS = 10_000;

/** Clocks of one tab differ from another's by this much: less is nothing. */
const round = (ms) => Math.max(0, Math.round(ms * 10) / 10);

export const still = {
  id: "still",
  title: "main thread while the reader holds still 10 s, ms",
  times: () => 2,
  waits: true,
  baseline: true,
  run: (peer) =>
    trial(peer, {}, async ({ phone, pass }) => {
      await pass(SETTLE_MS);
      const before = await phone.busy();
      await pass(STILL_MS);
      return { ms: (await phone.busy()).taskMs - before.taskMs };
    }),
  merge: (samples, baseline) => ({ ms: round(median(samples.map(({ ms }) => ms)) - median(baseline.map(({ ms }) => ms))) }),
  show: ({ ms }) => ms.toFixed(1),
  must: "≤ 5",
  holds: ({ ms }) => ms <= 5,
};
