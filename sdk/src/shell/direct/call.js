// Calls of AWS's JSON protocol, and what their answers mean.
import { wait } from "../transport.js";

/** How long an answer is waited for: as in `transport.js`, and for its reason. */
const ANSWER_MS_MAX = 10000;

/** A smaller difference is the coarseness of `Date`, whole seconds, and the way it took; services accept five minutes. */
const SKEW_MS_MIN = 5000;

/** Too much for now, or the service's own fault, whatever the status. */
const BUSY = /Throttl|TooMany|LimitExceeded|Unavailable|Internal/;

/** Keys that are no longer good, or a signature of another time. */
const STALE = /Expired|UnrecognizedClient|Signature|ClientTokenId/;

/** The content type of the protocol. */
const TYPE = "application/x-amz-json-1.1";

/** What a collector answers that is to be asked again. */
export const AGAIN = 503;

/** The device's clock, by `device` in milliseconds, set right by what services say of theirs. */
export function setClock(device = Date.now) {
  let skew = 0;
  return {
    now: () => device() + skew,
    /**
     * Services let pages read their `Date`, and one that finds a signature old or too new names its own time in brackets:
     * `(20170731T091615Z + 5 min.)`. Whether that moved the clock.
     */
    hear(date, message) {
      const [, named] = /\((\w+Z)/.exec(message) ?? [];
      const at = named?.replace(/(....)(..)(..T..)(..)/, "$1-$2-$3:$4:") ?? date;
      const off = Date.parse(at) - device();
      const before = skew;
      if (off === off) skew = Math.abs(off) < SKEW_MS_MIN ? 0 : off;
      return Math.abs(skew - before) >= SKEW_MS_MIN;
    },
  };
}

/**
 * Makes a call. `status` is what came of it as a collector would say it: 503 where another try may end better, whatever the
 * service called it. `stale` says that the keys are to blame, or the clock, which is right by then (`moved`). Throws where
 * nobody answers.
 *
 * @param sign adds headers to those that every call has.
 */
export async function call(clock, url, target, body, keepalive, sign) {
  const headers = { "content-type": TYPE, "x-amz-target": target };
  sign?.(headers);
  const late = new Promise((_, reject) => setTimeout(reject, ANSWER_MS_MAX));
  const request = fetch(url, { method: "POST", body, headers, keepalive, credentials: "omit" });
  const answer = await Promise.race([request, late]);
  const said = await Promise.race([answer.json(), late]).catch(() => {});
  const heard = answer.headers;
  const code = answer.ok ? "" : said?.__type ?? heard.get("x-amzn-errortype");
  const stale = STALE.test(code);
  const moved = clock.hear(heard.get("date"), stale && said?.message);
  // An answer that breaks off says of nothing that it was taken.
  const status = BUSY.test(code) || (answer.ok && !said) ? AGAIN : answer.status;
  return { status, said, code, stale, moved, wait: wait(heard.get("retry-after")) };
}
