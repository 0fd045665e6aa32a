// What the page knows of itself, in as few calls from the module as can be: each costs the page's guests some 60 bytes.

/** The path, with a hash that is a route of a single-page application; other hashes are places on one page. */
const route = () => location.pathname + location.hash.match(/^#!?\/.*|$/)[0];

export function page() {
  return {
    /**
     * Path, language, table, and the viewport's width and height, a line each. Control characters become spaces: one
     * in an address would cost the visit all of its batches.
     */
    facts() {
      const table = new URLSearchParams(location.search).get("table") ?? "";
      const facts = [route(), document.documentElement.lang, table, innerWidth, innerHeight];
      return facts.map((fact) => String(fact).replace(/[\0-\x1f\x7f-\x9f]/g, " ")).join("\n");
    },
    route,
    isHidden: () => document.hidden,
    /** The endpoint's whole address; empty if it is none of HTTP. */
    address(endpoint) {
      try {
        const { protocol, href } = new URL(endpoint, document.baseURI);
        return /^https?:/.test(protocol) ? href : "";
      } catch {
        return "";
      }
    },
    /**
     * Whether nothing may or can be measured: the guest has asked for it by Global Privacy Control (W3C) or its elder
     * Do Not Track, there is no page, or the browser lacks what measuring needs.
     */
    isBarred: () =>
      typeof document === "undefined" ||
      !window.IntersectionObserver || !window.ResizeObserver || !window.crypto ||
      navigator.globalPrivacyControl === true || navigator.doNotTrack === "1",
    /** 32 bits of the platform's random source. */
    random: () => crypto.getRandomValues(new Uint32Array(1))[0],
    /** Both clocks: the one durations come from, and the one people read. */
    monotonic: () => performance.now(),
    wall: () => Date.now(),
  };
}
