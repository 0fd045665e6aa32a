// What the page holds: calls before the module runs are kept and made then, and nothing of ours throws into the page,
// whatever it hands us.
import { FLUSHED, LOST, REVOKED, STOPPED, TRACKED } from "../../src/shell/signals.js";
import { tracked } from "../../src/shell/tracked.js";

/** Calls kept while the module loads; more are not, as a page that never gets the module must not grow. */
const CALLS_MAX = 100;

/**
 * @param run begins to measure; resolves to the running linger, or to nothing where there is none. What it is given tells
 *   whether that is still wanted, after something that takes a while.
 * @param forget removes what earlier pages stored.
 */
export function handle(run, forget) {
  /** Numbers the beginnings, so that one that was given up while it loaded is not taken for the present one. */
  let turn = 0;
  let granted = false;
  let current;
  let kept = [];
  /** Calls that were not kept: they count as dropped. */
  let lost = 0;
  const tell = (call) => {
    if (current) call(current);
    else if (granted) kept.length < CALLS_MAX ? kept.push(call) : lost++;
  };
  const begin = async () => {
    const mine = ++turn;
    const linger = await run(() => mine === turn).catch(() => {});
    if (mine !== turn) return;
    current = linger;
    const calls = kept;
    kept = [];
    if (!linger) return (granted = false);
    calls.forEach(tell);
    lost && linger.told(LOST, lost);
    lost = 0;
  };
  const consent = (state) => {
    const before = granted;
    granted = state !== "pending" && state !== "denied";
    if (granted && !before) begin();
    if (!granted) {
      if (current) current.told(REVOKED);
      else if (state === "denied") forget().catch(() => {});
      end();
    }
  };
  const end = () => {
    turn++;
    current = undefined;
    kept = [];
    lost = 0;
  };
  const stop = () => tell((linger) => linger.told(STOPPED));
  return {
    /** Ends what runs and begins anew. */
    restart() {
      if (!granted) return;
      current?.told(STOPPED);
      end();
      begin();
    },
    page: {
      track(name, properties) {
        try {
          const told = tracked(name, properties);
          tell((linger) => (told ? linger.said(TRACKED, 0, 0, told) : linger.told(LOST, 1)));
        } catch {
          // Properties that are no JSON (a cycle, say) are the page's to mend, not to be thrown back at it here.
          tell((linger) => linger.told(LOST, 1));
        }
      },
      consent,
      flush: () => tell((linger) => linger.told(FLUSHED)),
      stop,
    },
  };
}
