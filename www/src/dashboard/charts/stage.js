// A chart's place in the page: draws into the width it has, again when that changes, and says which row is pointed at.
import { morph } from "./morph.js";

/**
 * @param {HTMLElement} place
 * @param {import("../card.js").Card} card shown beside the pointer
 * @returns {(draw: (width: number) => SVGSVGElement) => void} shows a drawing
 */
export function stage(place, card) {
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
    const key = target.dataset?.key;
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
