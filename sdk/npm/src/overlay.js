// What linger sees, drawn over the page: `?linger=debug`. Loaded only then.
import { boxes } from "./overlay/boxes.js";
import { make } from "./overlay/make.js";
import { keyOf, panel } from "./overlay/panel.js";
import { style } from "./overlay/style.js";
import { wordsFor } from "./overlay/words.js";

/** How often figures are asked for. Outlines follow every frame. */
const FIGURES_MS = 100;

/**
 * Shows the overlay.
 *
 * @param {{peek(): string, elements(): {element: Element, kind: "section" | "item", id: string}[]}} source
 * @returns {() => void} Takes it away.
 */
export function show(source) {
  const words = wordsFor(document.documentElement.lang);
  const host = make("linger-overlay");
  // Closed, so that whatever looks for targets in shadow roots does not look here.
  const root = host.attachShadow({ mode: "closed" });
  const layer = make("div", { class: "layer", "aria-hidden": "true" });
  const side = panel(words, () => hide());
  const outline = boxes(layer);
  const sheet = make("style");
  sheet.textContent = style;
  root.append(sheet, layer, side.element);
  document.documentElement.append(host);

  let frame = 0;
  let asked = -Infinity;
  let targets = new Map();
  const hide = () => {
    cancelAnimationFrame(frame);
    host.remove();
  };
  const draw = (now) => {
    const elements = source.elements();
    if (now - asked >= FIGURES_MS) {
      asked = now;
      const seen = JSON.parse(source.peek());
      targets = new Map(seen.targets.map((target) => [keyOf(target), target]));
      side.update(seen, elements);
    }
    outline(elements, targets);
  };
  const next = (now) => {
    try {
      draw(now);
      frame = requestAnimationFrame(next);
    } catch {
      // The page is not to be troubled by what is drawn over it.
      hide();
    }
  };
  frame = requestAnimationFrame(next);
  return hide;
}
