// Main thread per second of fast scrolling over a hundred targets, on a processor four times slower.
import { median, trial } from "../src/trial.mjs";

/** The main thread's own CPU time is counted, which a slower processor multiplies; doing so afterwards costs less noise. */
const SLOWDOWN = 4;

const SETTLE_MS = 3000;

const PASSES = 5;

/** Two seconds of a hasty finger, about five screens each: a fixed number of frames, so that all do the same work. */
const FRAMES = 120;

const FRAME_PX = 66;

/** Those that all others are seen against are measured more often. */
const PRECISELY = ["linger", "none", "bare-observer"];

const swept = ({ frames, px }) =>
  new Promise((done) => {
    let left = frames;
    const step = () => {
      scrollBy(0, px);
      left -= 1;
      if (left > 0) requestAnimationFrame(step);
      else done();
    };
    requestAnimationFrame(step);
  });

async function perSecond(phone, px) {
  const before = await phone.busy();
  await phone.page.evaluate(swept, { frames: FRAMES, px });
  const after = await phone.busy();
  const scale = (SLOWDOWN * 60) / FRAMES;
  return { task: (after.taskMs - before.taskMs) * scale, script: (after.scriptMs - before.scriptMs) * scale };
}

async function measure({ phone, pass }) {
  await pass(SETTLE_MS);
  const passes = [];
  for (let number = 0; number < PASSES; number += 1) passes.push(await perSecond(phone, number % 2 ? -FRAME_PX : FRAME_PX));
  return { task: median(passes.map(({ task }) => task)), script: median(passes.map(({ script }) => script)) };
}

const of = (samples, name) => median(samples.map((sample) => sample[name]));

export const scroll = {
  id: "scroll",
  title: "main thread per second of fast scrolling over 100 targets, processor four times slower, ms (scripts alone)",
  times: ({ id }) => (PRECISELY.includes(id) ? 3 : 1),
  alone: true,
  baseline: true,
  run: (peer) => trial(peer, {}, measure),
  merge: (samples, baseline) => ({
    task: of(samples, "task") - of(baseline, "task"),
    script: of(samples, "script") - of(baseline, "script"),
  }),
  show: ({ task, script }) => `${Math.round(task)} (${Math.round(script)})`,
  must: "≤ 10",
  holds: ({ task }) => task <= 10,
};
