// What the page holds: calls before the module runs are kept and made then, and nothing of ours throws into the page,
// whatever it hands us.
import { FLUSHED, LOST, REVOKED, STOPPED, TRACKED } from "../../src/shell/signals.js";
import { tracked } from "../../src/shell/tracked.js";

/** Calls kept while the module loads; more are not, as a page that never gets the module must not grow. */
const CALLS_MAX = 100;

/** @param run begins to measure; resolves to the running linger, or to nothing where there is none. */
export function handle(run) {
  let running;
  let granted;
  let kept = 0;
  const tell = async (call) => {
    if (kept === CALLS_MAX) return;
    kept++;
    try {
      const linger = await running;
      linger && call(linger);
    } catch {}
    kept--;
  };
  const consent = (state) => {
    granted = state !== "pending" && state !== "denied";
    if (granted) {
      running ??= run().catch(() => {});
    } else {
      tell((linger) => linger.told(REVOKED));
      running = undefined;
    }
  };
  const stop = () => void tell((linger) => linger.told(STOPPED));
  return {
    /** Ends what runs and begins anew. */
    restart() {
      stop();
      running = undefined;
      consent();
    },
    /** Whether the guest still agrees, after something that takes a while. */
    isGranted: () => granted,
    page: {
      track(name, properties) {
        try {
          const told = tracked(name, properties);
          tell((linger) => (told ? linger.said(TRACKED, 0, 0, told) : linger.told(LOST, 1)));
        } catch {
          // Properties that are no JSON (a cycle, say) are the page's to mend, not to be thrown back at it here.
        }
      },
      consent,
      flush: () => void tell((linger) => linger.told(FLUSHED)),
      stop,
    },
  };
}
