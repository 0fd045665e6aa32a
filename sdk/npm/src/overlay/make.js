// Elements, and texts that are written only when they change.

/** An element with attributes and children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A list whose entries stay the same elements as long as their keys do, so that focus and selection stay too. */
export function keyed(list, create) {
  const entries = new Map();
  return (keys) => {
    for (const [key, entry] of entries) if (!keys.includes(key)) entry.remove();
    for (const key of entries.keys()) if (!keys.includes(key)) entries.delete(key);
    keys.forEach((key, at) => {
      if (!entries.has(key)) entries.set(key, create(key));
      if (list.children[at] !== entries.get(key)) list.insertBefore(entries.get(key), list.children[at] ?? null);
    });
    return entries;
  };
}
