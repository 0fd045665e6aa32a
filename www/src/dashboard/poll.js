// Asks again and again while the page is visible; one asking at a time, and none at all while it is hidden.

/** Milliseconds until the next asking after a fault of our own: ours. */
const AFTER_FAULT_MS = 10_000;

/**
 * @param {() => Promise<number>} ask asks once and says how many ms to wait before the next
 * @param {Document} page
 * @returns {() => void} asks now, as after a change of filters
 */
export function keepAsking(ask, page) {
  let timer;
  let asking = false;
  let again = false;

  async function turn() {
    clearTimeout(timer);
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    const wait = await ask().catch((fault) => {
      // Not the network's, which ask() tells of: ours, in drawing. The next answer may be one that can be drawn.
      reportError(fault);
      return AFTER_FAULT_MS;
    });
    asking = false;
    if (again) {
      again = false;
      turn();
    } else if (!page.hidden) {
      timer = setTimeout(turn, wait);
    }
  }

  page.addEventListener("visibilitychange", () => (page.hidden ? clearTimeout(timer) : turn()));
  turn();
  return turn;
}
