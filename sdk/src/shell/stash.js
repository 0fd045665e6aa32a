// `sessionStorage` or `localStorage`, for which session this is, for batches that could not be
// sent, and for a guest's keys.
//
// Storage throws when it is forbidden or full. Then nothing is remembered, which is what a page without storage has
// anyway, and the engine hears that a batch was not kept.
import { CLAIMED, LOST } from "./signals.js";
import { joined } from "./texts.js";

/** The session's id and when it was last seen. */
const SESSION = "linger";
/** A guest's identity and keys, where batches go to Firehose (`direct/guest.js`). */
const GUEST = "linger-guest";
/** Kept batches: a key each, so that two tabs never write the same one. */
const KEPT = "linger-kept-";
/** Bytes of all kept batches: what the engine's queue holds, and a twentieth of what browsers give an origin. */
const KEPT_MAX = 262144;
/** How old a kept batch may get: a week. After that nobody waits for it any more. */
const AGE_MS_MAX = 604800000;

/** Removes all that was stored, wherever that was. */
export const forgetAll = () => ["session", "local"].forEach((name) => stash(name).clear());

export function stash(name) {
  let area;
  try {
    area = window[name + "Storage"];
  } catch {}
  // What is claimed, by the number that the engine knows it by.
  const claimed = [];
  let release;
  const tried = (work) => {
    try {
      return work();
    } catch {}
  };
  const keys = () => Object.keys(area).filter((key) => key.startsWith(KEPT));

  const claim = (ears) => {
    for (const key of keys()) {
      const [kept, events, body] = (area[key].match(/^(\d+) (\d+) ([^]*)$/) ?? []).slice(1);
      const age = Date.now() - kept;
      if (body && age >= 0 && age < AGE_MS_MAX) {
        const known = claimed.indexOf(key);
        ears.said(CLAIMED, known < 0 ? claimed.push(key) - 1 : known, +events, joined(body));
      } else {
        area.removeItem(key);
        ears.told(LOST, +events || 1);
      }
    }
  };

  return {
    /** The session's id, and when it was last seen, in milliseconds since 1970; nothing if none is stored. */
    session: () => tried(() => area[SESSION].match(/^([\w-]{21}[A-D]) (\d+)$/).slice(1)),
    remember: (session) => tried(() => area.setItem(SESSION, session + " " + Date.now())),
    /** What is stored of the guest, or what is to be. */
    guest: (text) => tried(() => (text ? area.setItem(GUEST, text) : area[GUEST])),
    /** Whether the batch was kept. */
    keep: (events, body) => !!tried(() => {
      if (keys().reduce((bytes, key) => bytes + area[key].length, body.length) > KEPT_MAX) return;
      area.setItem(KEPT + Date.now() + Math.random(), Date.now() + " " + events + " " + body);
      return true;
    }),
    /**
     * Tells `ears` of each kept batch, later. One tab at a time: the others' turn comes when this one has let go or is
     * gone. A batch stays stored until it is forgotten. Browsers without locks send twice what two tabs claim at once;
     * events carry ids, and are counted once.
     */
    claim: (ears) => void tried(() => {
      if (!keys().length || release) return;
      const work = (lock) => lock && new Promise((resolve) => {
        release = resolve;
        tried(() => claim(ears));
      });
      navigator.locks ? navigator.locks.request(KEPT, { ifAvailable: true }, work) : setTimeout(work, 0, true);
    }),
    forget: (parcel) => tried(() => area.removeItem(claimed[parcel])),
    /** Lets other tabs claim. */
    letGo() {
      release?.();
      release = undefined;
    },
    clear: () => tried(() => [SESSION, GUEST, ...keys()].forEach((key) => area.removeItem(key))),
  };
}
