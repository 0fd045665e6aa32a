// The browser, as the module sees it: one object with few methods, since each call across the border costs the page's
// guests some 60 bytes (docs/decisions/0007-inline-javascript.md). It decides nothing: what is viewable, what is sent when,
// and what is dropped is the engine's to say.
import { guarded } from "./guard.js";
import { BEACON, CLAIM, FORGET, KEEP, LET_GO, REMEMBER, SEND, WOKEN } from "./signals.js";
import { joined } from "./texts.js";
import { post } from "./transport.js";
import { visits } from "./visits.js";
import { watch } from "./watch.js";

const decoder = new TextDecoder();

/**
 * @param settings sound ones: all of `rules.json` in camelCase, the endpoint a whole address, and beside them `form`, which
 *   form of the engine runs, `find`, which looks for targets in a page without marks, and `direct`, the transport to Firehose;
 *   both may be missing.
 * @param store what `stash.js` makes; missing where nothing may be stored.
 */
export function shell(settings, store) {
  const visit = visits(settings, store);
  let ears;
  let timer;
  let firesAt = Infinity;
  let watching;
  let send = post;
  return {
    isSampled: visit.isSampled,
    /** What the visit begins with that begins now. */
    visit: () => joined(...visit.begin()),
    isVisible: () => !document.hidden,
    seed: () => crypto.getRandomValues(new Uint32Array(1))[0],
    /**
     * Watches the page from now on, and tells the module, which is held by it from then on. Returns what the page's own
     * calls go through: what they report belongs to the route that is shown now.
     */
    watch(linger) {
      ears = guarded(linger);
      send = settings.direct?.(settings, ears, store, post) ?? post;
      watching = watch(ears, visit, settings);
      // A page with nothing to measure has told the engine nothing yet, and its active time counts too.
      ears.told(WOKEN);
      const now = (call) => (...values) => {
        watching.navigate();
        call(...values);
      };
      return { known: watching.known, told: now(ears.told), said: now(ears.said) };
    },
    monotonic: () => performance.now(),
    wake: () => ears.told(WOKEN),
    /**
     * One timer, that fires no later than in so many milliseconds. One that fires early is armed again, and costs less than
     * a new one for every frame in which the page scrolls and the deadline moves.
     */
    arm(wait) {
      const due = performance.now() + wait;
      if (wait < 0 || due >= firesAt) return;
      clearTimeout(timer);
      firesAt = due;
      // `setTimeout` fires at once for more than a signed 32-bit number.
      timer = setTimeout(() => {
        firesAt = Infinity;
        ears.told(WOKEN);
      }, Math.min(wait, 2147483647));
    },
    /** A wish; whether it was carried out, where that is known at once. `body` is the module's memory, for now. */
    carryOut(wish, request, events, body) {
      const text = () => decoder.decode(body);
      if (wish === KEEP) return store.keep(events, text());
      if (wish === SEND || wish === BEACON) send(ears, settings.endpoint, request, text(), wish === BEACON);
      else if (wish === CLAIM) store.claim(ears);
      else if (wish === LET_GO) store.letGo();
      else if (wish === FORGET) store.forget(request);
      else if (wish === REMEMBER) visit.remember();
      else watching?.measure();
      return true;
    },
    /** Lets go of the page, and where the guest has withdrawn their consent of what was stored. */
    stop(revoked) {
      clearTimeout(timer);
      watching?.stop();
      send.stop?.(revoked);
      if (revoked) store?.clear();
    },
  };
}

/** Measures the page; the guarded linger, or nothing where the session is not among those that are sampled. */
export function start(begin, settings, store) {
  const page = shell(settings, store);
  const { flushAgeMs, idleMs, readMs, gaze } = settings;
  return page.isSampled() ? page.watch(begin(
    page, page.visit(), page.isVisible(), page.seed(), flushAgeMs, idleMs, readMs, gaze === "uniform", !!store,
  )) : undefined;
}
