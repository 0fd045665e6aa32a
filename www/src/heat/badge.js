// The figure at the corner of a section or dish: a button in a shadow root, so that the page's style does not reach it.
import { make } from "../dashboard/dom.js";
import { css, heatOf } from "./tint.js";

const STYLE = `
  :host([hidden]) { display: none; }
  button { all: unset; box-sizing: border-box; display: flex; align-items: center; gap: 6px; min-height: 24px; padding: 2px 9px 2px 7px; border-radius: 99px; background: #1d1512; color: #fff; font: 700 13px/1.4 system-ui, sans-serif; font-variant-numeric: tabular-nums; cursor: pointer; white-space: nowrap; border: 1px solid #ffffff47; box-shadow: 0 1px 4px #0006; }
  button:hover, button[aria-pressed="true"] { background: #43302a; }
  button:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #1d1512; }
  i { width: 11px; height: 11px; border-radius: 50%; }
  :host([data-kind="section"]) button { font-size: 15px; min-height: 30px; padding-inline: 9px 12px; }
`;

/** A scroller cuts off what reaches out of it. */
function isClipped(element) {
  const scroller = element.parentElement && getComputedStyle(element.parentElement);
  return scroller !== null && (scroller.overflowX !== "visible" || scroller.overflowY !== "visible");
}

/** Over the upper edge, so that it covers no words; within it where that would be cut off. */
function place(host, { kind, element }) {
  const top = kind === "section" ? "10px" : isClipped(element) ? "2px" : "-11px";
  Object.assign(host.style, { position: "absolute", top, left: kind === "section" ? "18px" : "6px", zIndex: "3" });
  if (getComputedStyle(element).position === "static") element.style.position = "relative";
}

/**
 * @param {{kind: "section" | "item", element: HTMLElement}} target
 * @param {() => void} chosen
 * @returns {{write: (text: string, label: string, strength: number) => void, press: (isPressed: boolean) => void, focus: () => void, remove: () => void}}
 */
export function badge(target, chosen) {
  const host = make("linger-heat-badge", { "data-kind": target.kind });
  const root = host.attachShadow({ mode: "open" });
  const [dot, text] = [make("i", { "aria-hidden": "true" }), make("span", {})];
  const button = make("button", { type: "button", "aria-pressed": "false" }, dot, text);
  button.addEventListener("click", (event) => {
    // What the page does on a tap of the dish is not meant.
    event.stopPropagation();
    chosen();
  });
  button.addEventListener("focus", chosen);
  root.append(make("style", {}, STYLE), button);
  place(host, target);
  // A figure that is not known yet is no button.
  host.hidden = true;
  target.element.prepend(host);
  return {
    write(figure, label, strength) {
      host.hidden = false;
      text.textContent = figure;
      button.setAttribute("aria-label", label);
      dot.style.background = css(heatOf(strength));
    },
    press: (isPressed) => button.setAttribute("aria-pressed", String(isPressed)),
    focus: () => button.focus(),
    remove: () => host.remove(),
  };
}
