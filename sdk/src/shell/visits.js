// Whose visit it is, and what the page knows of itself, as the header of a batch has it (docs/wire-format.md).
import { bytes } from "./texts.js";

/** The SDK's version; a test holds it against Cargo.toml. */
const VERSION = "0.1.0";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** A pause longer than this ends a session: 30 minutes, as web analytics has it. */
const PAUSE_MS_MAX = 1800000;

/** 128 random bits as 22 characters, the last of which carries two of them. */
const id = () =>
  [...crypto.getRandomValues(new Uint8Array(22))].map((byte, at) => ALPHABET[byte & (at < 21 ? 63 : 3)]).join("");

/** The path, with a hash that is a route of a single-page application; other hashes are places on one page. */
const route = () => location.pathname + location.hash.match(/^#!?\/.*|$/)[0];

/**
 * A text that a batch may carry, or none. A control character in an address, or a text too long, would cost the visit all
 * of its batches.
 */
const text = (value, bytesMax) => {
  const clean = (value ?? "").replace(/\p{Cc}/gu, " ");
  return clean && bytes(clean) <= bytesMax ? clean : undefined;
};

/** An object as the members of another. */
const members = (object) => "," + JSON.stringify(object).slice(1, -1);

export function visits(settings, store) {
  let session;
  let seen = 0;

  const current = () => {
    [session, seen] = store?.session() ?? [session, seen];
    const pause = Date.now() - seen;
    if (!(pause >= 0 && pause <= PAUSE_MS_MAX)) session = id();
    remember();
    return session;
  };
  const remember = () => {
    seen = Date.now();
    store?.remember(session);
  };

  return {
    route,
    /** Decided by the session's id, and so once for all of its visits, where it is remembered. */
    isSampled: () => {
      const [high, low] = [...current()].map((char) => ALPHABET.indexOf(char));
      return high * 64 + low < settings.samplePercent * 40.96;
    },
    /** The two parts of the header that stay the same for a visit which begins now. */
    begin: () => [
      // The time of sending is put in where it is sent.
      members({ site: settings.site, visit: id(), session: current(), started_at_ms: Date.now(), sent_at_ms: 0 }),
      members({
        sdk: VERSION,
        engine: settings.form,
        viewport: [innerWidth, innerHeight].map((side) => Math.min(Math.round(side), 65535)),
        path: text(route(), 512),
        menu: settings.menu,
        table: settings.table ?? text(new URLSearchParams(location.search).get("table"), 32),
        lang: text(document.documentElement.lang, 35),
        gaze: settings.gaze === "uniform" ? "uniform" : undefined,
        sample_percent: settings.samplePercent < 100 ? settings.samplePercent : undefined,
      }),
    ],
    remember,
  };
}
