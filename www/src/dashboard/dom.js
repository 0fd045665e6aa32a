// The few ways in which this page is written. Text is always set as text, never as HTML.

/** The element that a chart, figure or control of the page is known by: `data-part`. */
export const part = (name) => document.querySelector(`[data-part="${name}"]`);

/** Sets an element's text, and leaves it alone where it is the same, so that a selection in it survives. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * An element with attributes and children.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
