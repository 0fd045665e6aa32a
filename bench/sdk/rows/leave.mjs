// More events at once than browsers let a leaving page send.
import { arrived } from "../src/read.mjs";
import { track, trial } from "../src/trial.mjs";

const EVENTS = 150;

/** With its name and the peer's own fields, an event has 0.7 KB. */
const PADDING = 600;

const SETTLE_MS = 2000;

const GRACE_MS = 5000;

/** Peers that keep events for the next visit have timers of their own. */
const NEXT_VISIT_MS = 12_000;

export const leave = {
  id: "leave",
  title: "150 events of 0.7 KB at leave: arrived at once, after the next visit (doubled)",
  run: (peer) =>
    trial(peer, { tall: true }, async ({ phone, double, visit, pass }) => {
      await pass(SETTLE_MS);
      await track(phone.page, EVENTS, PADDING, "/elsewhere");
      await pass(GRACE_MS);
      const atOnce = arrived(double.requests).distinct;
      await visit();
      await pass(NEXT_VISIT_MS);
      const { distinct, doubled } = arrived(double.requests);
      return { atOnce, later: distinct, doubled };
    }),
  show: ({ atOnce, later, doubled }) => `${atOnce}, ${later} (${doubled})`,
  must: "> 101; 150, none doubled",
  holds: ({ atOnce, later, doubled }) => atOnce > 101 && later === EVENTS && doubled === 0,
};
