// `fetch` with `keepalive`, and `sendBeacon` where there is no such thing. Every request is keepalive: a page may be left
// while any of them is on its way. The body is a string, which browsers send as `text/plain`; that needs no preflight.
import { ANSWERED, RETURNED } from "./signals.js";

/**
 * How long an answer is waited for: ours; what a network of 26 kbit/s takes for 32 KiB. A server that never answers would
 * hold the line for the rest of the page's life. Not by aborting the request: it may have arrived.
 */
const ANSWER_MS_MAX = 10000;

/**
 * Posts a batch; `ears` hear, never at once, what became of it. A browser that takes a beacon says no more about it:
 * taken is the best that is ever known then.
 */
export function post(ears, url, id, body, leaving) {
  // A batch may have lain in the browser's storage for days; the collector corrects its times by this one.
  body = body.replace(/("sent_at_ms":)\d+/, "$1" + Date.now());
  const answer = leaving && !("keepalive" in Request.prototype)
    ? Promise.resolve({ status: navigator.sendBeacon(url, body) ? 204 : 0 })
    : fetch(url, { method: "POST", body, keepalive: true, credentials: "omit" });
  const late = new Promise((_, reject) => setTimeout(reject, ANSWER_MS_MAX));
  Promise.race([answer, late]).then(
    async (answer) => {
      const { status, headers } = answer;
      // 202 tells of each event; an answer that cannot be read tells of none, and the status stands for all.
      const told = status === 202 ? await answer.json().catch(() => 0) : 0;
      for (const index of (told.retry ?? []).sort((a, b) => b - a)) ears.told(RETURNED, id, index);
      ears.told(ANSWERED, id, status, wait(headers?.get("retry-after")));
    },
    // Later: browsers tell a page that they tear down of failures of requests which they go on to deliver. Such a page has
    // no later, and one that is only hidden has.
    () => setTimeout(() => ears.told(ANSWERED, id)),
  );
}

/** `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3), as milliseconds from now; negative for none. */
export const wait = (after) => (after ? (isNaN(after) ? Date.parse(after) - Date.now() : after * 1000) : -1);
