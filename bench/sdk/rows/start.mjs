// Long tasks while a tracker starts, with a processor four times slower. The page is there and at rest before, so that none
// of them is the page's own.
import { trial } from "../src/trial.mjs";

const SLOWDOWN = 4;

/** By then a slow processor has laid out the page, and the slowest tracker has started. */
const SETTLE_MS = 3000;

/** Written down in the page from its beginning. */
const WATCH = () => {
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
};

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

export const start = {
  id: "start",
  title: "long tasks at start, processor four times slower, ms each",
  times: ({ id }) => (id === "linger" ? 3 : 2),
  alone: true,
  run: (peer) =>
    trial(peer, { late: true, slowdown: SLOWDOWN, sampler: WATCH }, async ({ phone, begin, pass }) => {
      await pass(SETTLE_MS);
      await phone.page.evaluate(() => void (window.longTasks = []));
      await begin();
      await pass(SETTLE_MS);
      return { longTasks: await phone.page.evaluate(() => window.longTasks.map(Math.round)) };
    }),
  // Other work on this machine can only add to a task: the quietest of the runs is nearest to the truth.
  merge: (samples) => samples.reduce((best, one) => (sum(one.longTasks) < sum(best.longTasks) ? one : best)),
  show: ({ longTasks }) => (longTasks.length > 0 ? longTasks.join(", ") : "none"),
  must: "none",
  holds: ({ longTasks }) => longTasks.length === 0,
};
