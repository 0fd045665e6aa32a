// The few ways in which this page is written. Text is always set as text, never as HTML.

/** The element that a chart, figure or control of the page is known by: `data-part`. */
export const part = (name) => document.querySelector(`[data-part="${name}"]`);

/** Sets an element's text, and leaves it alone where it is the same, so that a selection in it survives. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function furnished(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/**
 * An element with attributes and children; what is undefined is left out.
 * @param {string} name
 * @param {Record<string, string | undefined>} attributes
 * @param {...(Node | string | undefined)} children
 */
export const make = (name, attributes, ...children) => furnished(document.createElement(name), attributes, children);

/** The same for drawings. */
export const draw = (name, attributes, ...children) => furnished(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

/** A sentence as a list of parts in which every second is the name that it is about. @param {string[]} parts */
export const sentence = (parts) => parts.map((text, index) => (index % 2 === 1 ? make("strong", {}, text) : text));
