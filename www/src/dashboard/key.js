// The reader key: kept by this tab until it is closed, and nowhere else.

const NAME = "linger-reader-key";

/** Storage may be forbidden; the key then lasts as long as the page. */
let held = null;

/** @returns {string | null} */
export function readerKey() {
  try {
    return sessionStorage.getItem(NAME) ?? held;
  } catch {
    return held;
  }
}

/** @param {string | null} key nothing forgets it */
export function holdKey(key) {
  held = key;
  try {
    if (key) sessionStorage.setItem(NAME, key);
    else sessionStorage.removeItem(NAME);
  } catch {
    // Held by the page alone then.
  }
}

/**
 * Takes the key out of an address's fragment (`#key=…`), which is then the address without it: what a link carries must
 * not stay where it can be read over a shoulder.
 * @returns {boolean} whether there was one
 */
export function takeKeyFromAddress() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const key = fragment.get("key");
  if (!key) return false;
  holdKey(key);
  fragment.delete("key");
  const rest = fragment.toString();
  history.replaceState(history.state, "", `${location.pathname}${location.search}${rest && `#${rest}`}`);
  return true;
}
