// Main thread at start and per second of fast scrolling over a hundred targets, both with a processor four times slower.
import { median, trial } from "../src/trial.mjs";

const SLOWDOWN = 4;

/** By then the slowest tracker has started. */
const SETTLE_MS = 6000;

/** A hasty finger: about five screens a second, down and up again. */
const SCROLL = { px: 8000, pxPerSecond: 4000 };

const PASSES = 4;

/** Written down in the page from its beginning. */
const WATCH_LONG_TASKS = () => {
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });
};

async function scrolled(phone, downPx) {
  const [before, began] = [await phone.busy(), performance.now()];
  await phone.scroll(downPx, SCROLL.pxPerSecond);
  const [after, seconds] = [await phone.busy(), (performance.now() - began) / 1000];
  return { task: (after.taskMs - before.taskMs) / seconds, script: (after.scriptMs - before.scriptMs) / seconds };
}

async function measure({ phone, pass }) {
  await pass(SETTLE_MS);
  const longTasks = await phone.page.evaluate(() => window.longTasks);
  const passes = [];
  for (let pass = 0; pass < PASSES; pass += 1) passes.push(await scrolled(phone, pass % 2 ? -SCROLL.px : SCROLL.px));
  return { longTasks, task: median(passes.map(({ task }) => task)), script: median(passes.map(({ script }) => script)) };
}

const of = (samples, name) => median(samples.map((sample) => sample[name]));

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** The sample in the middle, by the time its long tasks took. */
const middle = (samples) => [...samples].sort((one, other) => sum(one.longTasks) - sum(other.longTasks))[Math.floor(samples.length / 2)];

export const moving = {
  id: "moving",
  title: "with a processor four times slower: long tasks at start (ms), and main thread per second of fast scrolling over 100 targets, ms (scripts alone)",
  times: 3,
  alone: true,
  baseline: true,
  run: (peer) => trial(peer, { slowdown: SLOWDOWN, sampler: WATCH_LONG_TASKS }, measure),
  merge: (samples, baseline) => ({
    longTasks: middle(samples).longTasks.map(Math.round),
    longTasksOfPage: middle(baseline).longTasks.map(Math.round),
    task: of(samples, "task") - of(baseline, "task"),
    script: of(samples, "script") - of(baseline, "script"),
    taskOfPage: of(baseline, "task"),
  }),
};
