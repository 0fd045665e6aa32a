// An outline around each target. The layer is fixed and clipped to the screen, so that it can neither move nor widen the page.
import { keyed, make, say } from "./make.js";
import { times } from "./words.js";

export function boxes(layer) {
  const place = keyed(layer, () => make("div", { class: "box" }, make("p", {}, make("b"), make("span"))));
  return (elements, targets) => {
    // All places are read before the first box is written: one layout a frame.
    const rects = elements.map(({ element }) => element.getBoundingClientRect());
    const made = place(elements.map(({ element }) => element));
    const labelled = new Set();
    elements.forEach(({ element, kind, id }, at) => {
      const box = made.get(element);
      const target = targets.get(`${kind} ${id}`);
      const isFirst = isOnScreen(rects[at]) && !labelled.has(target);
      if (isFirst) labelled.add(target);
      put(box, rects[at]);
      box.className = `box ${kind}${target?.viewable ? " seen" : ""}${isFirst ? " labelled" : ""}`;
      const [name, figures] = box.firstChild.children;
      say(name, id);
      say(figures, target ? times(target) : "");
    });
  };
}

const isOnScreen = ({ width, height, top, bottom, left, right }) =>
  width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;

function put(box, rect) {
  box.hidden = !isOnScreen(rect);
  if (box.hidden) return;
  box.style.transform = `translate(${rect.left}px, ${rect.top}px)`;
  box.style.width = `${rect.width}px`;
  box.style.height = `${rect.height}px`;
  // The label of a tall target stays on the screen.
  box.firstChild.style.top = `${Math.min(Math.max(0, -rect.top), Math.max(0, rect.height - LABEL_PX))}px`;
}

/** Height of a label's line, as style.js has it. */
const LABEL_PX = 18;
