// Another transport below the same engine: batches go to Firehose itself, a record each, signed with a guest's keys. What is
// sent when, again or never is the engine's to say, as ever; it hears what became of each batch as if a collector had answered.
import { AGAIN, call, setClock } from "./direct/call.js";
import { guest as invite, isFinal } from "./direct/guest.js";
import { device, line } from "./direct/line.js";
import { places } from "./direct/places.js";
import { BODY_BYTES, RECORD_BYTES, base64, body, failures } from "./direct/records.js";
import { signer, stamp } from "./direct/sign.js";
import { ANSWERED } from "./signals.js";

const TARGET = "Firehose_20150804.PutRecordBatch";

/** Bytes of all requests that may outlive their page, together (Fetch standard, the keepalive quota). */
const LASTING_BYTES_MAX = 65536;

/**
 * Packing and signing are rehearsed twice with this batch, and as much more as batches have, while the page is idle: code that
 * has not run before takes fifteen times as long, and that should not be when a page goes.
 */
const REHEARSAL = '{"viewport":[],"events":[["s",1],["i",1],["a",1],["c",1]]}';
const REHEARSAL_CHARS = 4096;

const whenIdle = (work) => (window.requestIdleCallback ?? setTimeout)(work);

/**
 * What stands in for `post` of `transport.js`; its `stop` lets go of the page.
 *
 * @param store what `stash.js` makes; missing where nothing may be stored.
 * @param post the transport to a collector: it gets what cannot go to Firehose, where the page names one.
 */
export function direct(settings, ears, store, post) {
  const { endpoint, identityPool, stream } = settings;
  const { region, cognito, firehose } = places(settings);
  const { href, host } = firehose;
  const clock = setClock();
  const sign = signer(region, "firehose");
  const lasts = "keepalive" in Request.prototype;
  /** Batches that have not gone yet: `{ id, batch, leaving }`, and `tried` where the keys were not taken. */
  let waiting = [];
  /** Those in requests that end with their page. */
  let mortal = [];
  let lastingBytes = 0;

  /** Each batch is told of once. */
  const tell = (one, ...outcome) => {
    if (!one.told) ears.told(ANSWERED, one.id, ...outcome);
    one.told = true;
  };
  /** Firehose does not get this one. */
  const forgo = (one, status) => {
    if (!endpoint || one.told) return tell(one, status);
    one.told = true;
    post(ears, endpoint, one.id, one.batch, one.leaving);
  };

  const guest = invite(identityPool, cognito, clock, store, (status) => {
    if (status === 200) {
      rehearse(2);
      flush();
    } else if (document.hidden) retreat();
    else waiting.splice(0).forEach((one) => (isFinal(status) ? forgo : tell)(one, status));
  });

  const rehearse = (times) => whenIdle(() => {
    const keys = guest.keys();
    if (!keys || !times) return;
    sign(keys, { "x-amz-date": stamp(clock.now()) }, base64(line(REHEARSAL)).padEnd(REHEARSAL_CHARS));
    rehearse(times - 1);
  });

  /**
   * The page may be gone any moment. What has no keys to go with, or would not outlive the page, goes to the collector, or back
   * to the engine, which keeps it for the next visit. Where there is neither it stays, as the page may stay, too.
   */
  const retreat = () => {
    if (!endpoint && !store) return;
    for (const one of mortal.splice(0).concat(guest.keys() ? [] : waiting.splice(0))) {
      one.leaving = true;
      forgo(one, AGAIN);
    }
  };

  /** What waits goes, where there are keys. */
  const flush = () => {
    const keys = guest.keys();
    if (!keys) {
      if (document.hidden || waiting.some(({ leaving }) => leaving)) retreat();
      if (waiting.length) guest.renew();
      return;
    }
    guest.refresh();
    let room = LASTING_BYTES_MAX - lastingBytes - BODY_BYTES;
    const together = waiting.splice(0).filter((one) => {
      try {
        const receipt = { received_at_ms: clock.now(), sent_at_ms: Date.now(), device_class: device(navigator.userAgent) };
        one.data = base64(line(one.batch, receipt));
      } catch {
        // What an earlier page has kept may be damaged.
        return tell(one, 400);
      }
      const bytes = one.data.length + RECORD_BYTES;
      if (lasts && bytes <= room) return (room -= bytes);
      // One that leaves and is too large the engine parts, or keeps.
      if (!one.leaving) put([one], keys, false);
      else lasts ? tell(one) : forgo(one, AGAIN);
    });
    if (together.length) put(together, keys, true);
  };

  const put = async (batches, keys, keepalive) => {
    const text = body(stream, batches.map(({ data }) => data));
    const bytes = keepalive ? text.length : 0;
    lastingBytes += bytes;
    if (!keepalive) mortal.push(...batches);
    let answer;
    try {
      answer = await call(clock, href, TARGET, text, keepalive, (headers) => {
        headers["x-amz-date"] = stamp(clock.now());
        headers["x-amz-security-token"] = keys.token;
        headers.authorization = sign(keys, { ...headers, host }, text);
      });
    } catch {}
    lastingBytes -= bytes;
    mortal = mortal.filter((one) => !batches.includes(one));
    // Later, as in `transport.js`: what fails while a page is torn down may go on to be delivered.
    if (answer) hear(batches, answer);
    else setTimeout(() => batches.forEach((one) => tell(one)));
  };

  const hear = (batches, { status, said, stale, moved, wait }) => {
    if (stale) {
      if (!moved) guest.drop();
      const again = batches.filter((one) => !one.told && !one.tried);
      again.forEach((one) => (one.tried = true));
      waiting.push(...again);
      soon();
      status = AGAIN;
      batches = batches.filter((one) => !again.includes(one));
    }
    const failed = status < 300 ? failures(said, batches.length) : [];
    // One that was taken ends a wait; so those that were not come after it.
    batches.forEach((one, at) => failed.includes(at) || (isFinal(status) ? forgo : tell)(one, status, wait));
    failed.forEach((at) => tell(batches[at], AGAIN));
  };

  const flushed = () => {
    try {
      flush();
    } catch {}
  };
  /** Not at once, as the engine is at work and may have more; but before anything else. */
  const soon = () => void Promise.resolve().then(flushed);
  /**
   * A tab that Firefox closes runs no promise any more, so what the engine has sent goes here and now: these listeners are
   * called after its own, which are of the capture phase.
   */
  const goes = () => {
    flushed();
    if (document.hidden) retreat();
    else guest.refresh();
  };
  const leaves = () => {
    flushed();
    retreat();
  };
  rehearse(2);
  document.addEventListener("visibilitychange", goes);
  window.addEventListener("pagehide", leaves);

  return Object.assign((_, __, id, batch, leaving) => {
    waiting.push({ id, batch, leaving });
    soon();
  }, {
    stop(revoked) {
      if (revoked) waiting = [];
      guest.stop();
      document.removeEventListener("visibilitychange", goes);
      window.removeEventListener("pagehide", leaves);
    },
  });
}
