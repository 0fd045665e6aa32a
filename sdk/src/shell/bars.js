// Where nothing may or can be measured.

/**
 * Whether the guest has asked for it by Global Privacy Control (W3C) or its elder Do Not Track, there is no page, or the
 * browser lacks what measuring needs. linger follows no one, but a guest who asks in advance need not read up on that.
 */
export const isBarred = () =>
  typeof document === "undefined" ||
  !window.IntersectionObserver || !window.ResizeObserver || !window.crypto ||
  navigator.globalPrivacyControl === true || navigator.doNotTrack === "1";

/** The endpoint's whole address; empty if it is none of HTTP. */
export const address = (endpoint) => {
  try {
    const { protocol, href } = new URL(endpoint, document.baseURI);
    return /^https?:/.test(protocol) ? href : "";
  } catch {
    return "";
  }
};
