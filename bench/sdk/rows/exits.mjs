// Ten events, and the page goes at once: to another page, closed, or hidden and then ended by the system.
import { arrived } from "../src/read.mjs";
import { track, trial } from "../src/trial.mjs";

const EVENTS = 10;

/** By then what was on its way has come. */
const GRACE_MS = 4000;

/** The system ends a hidden page after a while, not at once. */
const HIDDEN_MS = 1000;

/** Trackers with credentials to fetch have them by then. */
const SETTLE_MS = 2000;

const navigate = async ({ phone }) => track(phone.page, EVENTS, 0, "/elsewhere");

const close = async ({ phone }) => {
  await phone.context.newPage();
  await phone.page.bringToFront();
  await track(phone.page, EVENTS);
  await phone.page.close();
};

const kill = async ({ phone, pass }) => {
  await track(phone.page, EVENTS);
  await phone.hide();
  await pass(HIDDEN_MS);
  await phone.kill();
};

const exit = (peer, leave) =>
  trial(peer, { tall: true }, async (given) => {
    await given.pass(SETTLE_MS);
    await leave(given);
    await given.pass(GRACE_MS);
    return arrived(given.double.requests).distinct;
  });

export const exits = {
  id: "exits",
  title: "10 events, then navigate / close / hidden and killed: arrived of 30",
  run: async (peer) => ({ navigate: await exit(peer, navigate), close: await exit(peer, close), kill: await exit(peer, kill) }),
  show: ({ navigate, close, kill }) => `${navigate + close + kill} (${navigate} / ${close} / ${kill})`,
  must: "30",
  holds: ({ navigate, close, kill }) => navigate + close + kill === 3 * EVENTS,
};
