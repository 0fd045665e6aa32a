// What a page pays that sends to Firehose itself: bytes, and the main thread's time for a batch.
import { flush, median, track, trial } from "../src/trial.mjs";

const applies = ({ id }) => id === "linger";

export const directSize = {
  id: "direct-size",
  title: "direct mode: all downloads, with storage, bytes (brotli 11)",
  applies,
  run: async (peer) => ({ bytes: peer.directBytes }),
  show: ({ bytes }) => bytes.toLocaleString("en"),
  must: "≤ 20,480",
  holds: ({ bytes }) => bytes <= 20_480,
};

/** By then the page is at rest, and the guest's keys are there. */
const SETTLE_MS = 3000;

const SEND_MS = 1500;

/** CPU time is multiplied: the browser's own slow-down gives the same with four times the noise. */
const SLOWDOWN = 4;

const EVENTS = 20;

/** What the main thread takes for a flush, the browser's own work and the answer's included, beyond what it takes to be asked. */
const taken = (peer) =>
  trial(peer, {}, async ({ phone, double, pass }) => {
    await pass(SETTLE_MS);
    await track(phone.page, EVENTS);
    await pass(SEND_MS);
    const busy = async (work) => {
      const before = await phone.busy();
      await work();
      await pass(SEND_MS);
      return (await phone.busy()).taskMs - before.taskMs;
    };
    const idle = await busy(() => phone.page.evaluate(() => void window.tracker));
    const sent = await busy(() => flush(phone.page));
    if (double.requests.length !== 1) throw new Error(`${double.requests.length} requests`);
    return (sent - idle) * SLOWDOWN;
  });

const middle = (samples, of) => median(samples.map((sample) => sample[of]));

/** The first batch of a page's life, as most visits have one or two, beside the same to a collector, which takes no signing. */
export const directSend = {
  id: "direct-send",
  title: "direct mode: what packing and signing add on the main thread to the first batch of 20 events, processor four times slower, ms (all of a flush; to a collector)",
  applies,
  times: () => 11,
  alone: true,
  run: async (peer) => ({ ms: await taken({ ...peer, direct: true }), collectorMs: await taken(peer) }),
  merge: (samples) => ({ ms: middle(samples, "ms"), collectorMs: middle(samples, "collectorMs") }),
  show: ({ ms, collectorMs }) => `${(ms - collectorMs).toFixed(1)} (${ms.toFixed(1)}; ${collectorMs.toFixed(1)})`,
  must: "≤ 5",
  holds: ({ ms, collectorMs }) => ms - collectorMs <= 5,
};
