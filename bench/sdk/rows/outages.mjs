// A collector that is not well, and what becomes of ten events.
import { WELL } from "../src/double.mjs";
import { arrived } from "../src/read.mjs";
import { flush, track, trial } from "../src/trial.mjs";

const EVENTS = 10;

const SETTLE_MS = 2000;

/** What a visit has for sending what an earlier one, or the time before, left. */
const RECOVERY_MS = 15_000;

const DOWN_MS = 12_000;

const FAILING_MS = 45_000;

const BUSY = { status: 429, headers: { "retry-after": "20" } };

/** Twenty seconds asked for, and some to be late by. */
const BUSY_MS = 30_000;

/** A collector that answers so from here on, and ten events for it. */
async function troubled({ phone, double, pass }, answer) {
  await pass(SETTLE_MS);
  double.forget();
  double.answer = answer;
  await track(phone.page, EVENTS);
  await flush(phone.page);
}

export const down = {
  id: "down",
  waits: true,
  title: "503 for 12 s, page left, next visit: arrived of 10 (tries)",
  run: (peer) =>
    trial(peer, { tall: true }, async (given) => {
      const { phone, double, visit, pass } = given;
      await troubled(given, { status: 503 });
      await pass(DOWN_MS);
      await phone.page.goto(`${double.address}/elsewhere`);
      await pass(1000);
      const tries = double.requests.length;
      double.answer = WELL;
      await visit();
      await pass(RECOVERY_MS);
      const first = double.requests.findIndex((request) => arrived([request]).distinct > 0);
      return { arrived: arrived(double.requests).distinct, tries: first < 0 ? tries : first + 1 };
    }),
  show: ({ arrived, tries }) => `${arrived} (${tries})`,
  must: "10 with ≤ 5 tries",
  holds: ({ arrived, tries }) => arrived === EVENTS && tries <= 5,
};

export const failing = {
  id: "failing",
  waits: true,
  title: "500 for 45 s: requests; arrived of 10 after the next visit",
  run: (peer) =>
    trial(peer, { tall: true }, async (given) => {
      const { phone, double, visit, pass } = given;
      await troubled(given, { status: 500 });
      await pass(FAILING_MS);
      const requests = double.requests.length;
      double.answer = WELL;
      await phone.page.goto(`${double.address}/elsewhere`);
      await pass(1000);
      await visit();
      await pass(RECOVERY_MS);
      return { requests, arrived: arrived(double.requests).distinct };
    }),
  show: ({ requests, arrived }) => `${requests}; ${arrived}`,
  must: "≤ 8; none lost",
  holds: ({ requests, arrived }) => requests >= 1 && requests <= 8 && arrived === EVENTS,
};

export const busy = {
  id: "busy",
  waits: true,
  title: "429 with Retry-After 20: seconds until the next try",
  run: (peer) =>
    trial(peer, { tall: true }, async (given) => {
      const { double, pass } = given;
      await troubled(given, BUSY);
      await pass(BUSY_MS);
      const [first, second] = double.requests;
      return { seconds: second && (second.at - first.at) / 1000, asked: double.requests.length > 0 };
    }),
  show: ({ seconds, asked }) => (seconds === undefined ? (asked ? "none in 30" : "nothing sent") : seconds.toFixed(1)),
  must: "≥ 20",
  holds: ({ seconds, asked }) => asked && !(seconds < 20),
};
