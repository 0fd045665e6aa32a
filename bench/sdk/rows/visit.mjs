// A visit of 17 seconds over nine sections, and what it costs the guest's line.
import { trial } from "../src/trial.mjs";

const STOPS = 9;

/** With the swipes between, 17 s. */
const STOP_MS = 1000;

const SCREEN_PX = 844;

const GRACE_MS = 4000;

export const visit = {
  id: "visit",
  title: "a visit of 17 s over 9 sections: bytes sent (requests)",
  run: (peer) =>
    trial(peer, { tall: true }, async ({ phone, double, pass }) => {
      for (let stop = 0; stop < STOPS; stop += 1) {
        if (stop > 0) await phone.scroll(SCREEN_PX, 900);
        await pass(STOP_MS);
      }
      await phone.page.goto(`${double.address}/elsewhere`);
      await pass(GRACE_MS);
      const bytes = double.requests.reduce((sum, request) => sum + request.bytes, 0);
      return { bytes, requests: double.requests.length };
    }),
  show: ({ bytes, requests }) => `${bytes.toLocaleString("en")} (${requests})`,
  must: "< 1,500 in ≤ 2",
  holds: ({ bytes, requests }) => requests >= 1 && requests <= 2 && bytes < 1500,
};
