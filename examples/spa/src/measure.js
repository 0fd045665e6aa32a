// Each route is a visit: the one before is told and ended, and what the new route shows begins at nothing.
import { start } from "linger-sdk";

const options = { site: "demo", endpoint: "/v1/batches", menu: "2026-11", storage: "session", flushAgeMs: 3000 };

let linger;

/** Tells what was looked at so far and ends the visit: while the route's address and elements are still there. */
export async function leave() {
  (await linger)?.stop();
}

/** Begins the visit of a route: once its address and elements are there. */
export function arrive() {
  linger = start(options);
}
