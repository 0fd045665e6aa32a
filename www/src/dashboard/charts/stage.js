// The charts' places in the page: each is drawn into the width it has, again when that changes, and says what is pointed at.
import { morph } from "./morph.js";

/**
 * @param {HTMLElement} place
 * @param {import("../card.js").Card} card shown beside the pointer
 * @returns {(draw: (width: number) => SVGSVGElement) => void} shows a drawing
 */
function stage(place, card) {
  let draw;
  let width = 0;

  function render() {
    if (!draw || width === 0) return;
    const next = draw(width);
    const live = place.querySelector("svg");
    if (live) morph(live, next);
    else place.append(next);
  }

  new ResizeObserver(([{ contentRect }]) => {
    if (Math.round(contentRect.width) === width) return;
    width = Math.round(contentRect.width);
    render();
  }).observe(place);

  const point = ({ target, clientX, clientY }) => {
    const key = target.closest?.("[data-key]")?.dataset.key;
    if (key) card.show(key, clientX, clientY);
    else card.hide();
  };
  place.addEventListener("pointermove", point);
  place.addEventListener("pointerdown", point);
  place.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && card.hide());

  return (drawing) => {
    draw = drawing;
    render();
  };
}

/**
 * All places of a view, each known by its `data-chart`.
 * @param {import("../card.js").Card} card
 * @returns {(view: HTMLElement, charts: Record<string, (width: number) => SVGSVGElement>) => void} shows the view's charts
 */
export function stages(card) {
  const known = new Map();
  return (view, charts) => {
    for (const place of view.querySelectorAll("[data-chart]")) {
      const name = place.dataset.chart;
      if (known.get(name)?.place !== place) known.set(name, { place, show: stage(place, card) });
      known.get(name).show(charts[name]);
    }
  };
}
