// The card beside the pointer with the figures of what it points at. The tables say the same to those without a pointer.
import { make } from "./dom.js";

/** CSS pixels between pointer and card, and between card and the window's edge. */
const GAP_PX = 16;

/**
 * @typedef {{show: (key: string, x: number, y: number) => void, hide: () => void}} Card
 * @param {HTMLElement} element
 * @param {(key: string) => {name: string, lines: [string, string][]} | undefined} lookUp
 * @returns {Card & {refresh: () => void}} refresh after new figures
 */
export function hoverCard(element, lookUp) {
  let shown;

  function write() {
    const found = shown && lookUp(shown);
    element.hidden = !found;
    if (!found) return;
    const list = found.lines.flatMap(([label, value]) => [make("dt", {}, label), make("dd", {}, value)]);
    element.replaceChildren(make("b", {}, found.name), make("dl", {}, ...list));
  }

  function place(x, y) {
    const { offsetWidth, offsetHeight } = element;
    const right = x + GAP_PX + offsetWidth > innerWidth - GAP_PX;
    const left = right ? Math.max(GAP_PX, x - GAP_PX - offsetWidth) : x + GAP_PX;
    const top = Math.min(y + GAP_PX, innerHeight - offsetHeight - GAP_PX);
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(Math.max(GAP_PX, top))}px)`;
  }

  function hide() {
    shown = undefined;
    element.hidden = true;
  }

  addEventListener("scroll", hide, { passive: true });
  return {
    show(key, x, y) {
      if (shown !== key) {
        shown = key;
        write();
      }
      place(x, y);
    },
    hide,
    refresh: () => shown && write(),
  };
}
