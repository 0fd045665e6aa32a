// The page's own sections and dishes, and the colours they have without heat.
import { css, heatOf, tinted } from "./tint.js";

const KINDS = { section: "lingerSection", item: "lingerItem" };

/**
 * Every marked element of the page.
 * @returns {{kind: "section" | "item", id: string, element: HTMLElement}[]}
 */
export function targets() {
  return Object.entries(KINDS).flatMap(([kind, name]) => {
    const elements = document.querySelectorAll(`[data-linger-${kind}]`);
    return [...elements].map((element) => ({ kind, id: element.dataset[name], element }));
  });
}

/** A name for people: the first heading in the language that is shown, else the id. */
export function nameOf({ element, id }) {
  const heading = element.querySelector("h1, h2, h3, h4, h5, h6");
  return heading?.innerText.trim() || id;
}

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** Red, green, blue and alpha of any colour that the browser can write. */
function colourOf(written) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = written;
  canvas.fillRect(0, 0, 1, 1);
  return canvas.getImageData(0, 0, 1, 1).data;
}

/** The colour that an element lies on: its own, or of the nearest around it that can be seen; white under all. */
function backgroundOf(element) {
  for (let each = element; each; each = each.parentElement) {
    const [red, green, blue, alpha] = colourOf(getComputedStyle(each).backgroundColor);
    if (alpha === 255) return [red, green, blue];
  }
  return [255, 255, 255];
}

const hasWords = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

/** The colours of the words within an element, each once. */
function textsOf(element) {
  const written = new Set([element, ...element.querySelectorAll("*")].filter(hasWords).map((each) => getComputedStyle(each).color));
  return [...written].map((colour) => [...colourOf(colour).slice(0, 3)]);
}

/** Colours a dish's ground, and a section's edge: what lies in a section is coloured by itself. */
export function colour({ kind, element }, strength) {
  element.style.backgroundColor = "";
  if (kind === "item") element.style.backgroundColor = css(tinted(backgroundOf(element), textsOf(element), strength));
  else element.style.boxShadow = `inset 10px 0 0 ${css(heatOf(strength))}`;
}

/** As the page had it. */
export function uncolour({ element }) {
  element.style.backgroundColor = "";
  element.style.boxShadow = "";
}
