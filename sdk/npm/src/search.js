// The file that `data-auto` fetches: looks for targets in a page without marks, and again when the page has changed.
import { find } from "./auto.js";

/** How long after a change the page is looked through again: not at every one of a busy page's changes. */
const SEARCH_MS = 250;

/**
 * @param meet takes each target: its element, 0 for a section or 1 for an item, its id, and an item's section.
 * @param drop takes each element that is none any more.
 * @returns a function that ends it.
 */
export function watch(meet, drop) {
  let before = new Set();
  let timer = 0;
  const search = () => {
    timer = 0;
    const targets = find(document);
    for (const { element, kind, id, section } of targets) meet(element, kind === "item" ? 1 : 0, id, section ?? "");
    const now = new Set(targets.map(({ element }) => element));
    before.forEach((element) => now.has(element) || drop(element));
    before = now;
  };
  const again = () => {
    try {
      search();
    } catch {
      // A page may make its elements throw at whoever looks at them; what was found before stays.
    }
  };
  const later = () => {
    // A search takes some milliseconds on a slow phone: between two things the page does, and never in the way of one.
    timer ||= setTimeout(() => (window.requestIdleCallback ?? setTimeout)(again), SEARCH_MS);
  };
  const changes = new MutationObserver(later);
  changes.observe(document, {
    childList: true, subtree: true, characterData: true, attributeFilter: ["hidden", "aria-hidden", "class", "id"],
  });
  search();
  return () => {
    changes.disconnect();
    clearTimeout(timer);
  };
}
