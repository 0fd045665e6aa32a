// Turns a drawing on the page into a new one in place, so that a poll neither flickers nor loses hover, and so that
// the style sheet's transitions see the same bar grow.

function sameKind(live, next) {
  return live.nodeType === next.nodeType && live.nodeName === next.nodeName;
}

/** Whether the reader has set it since, and not the page. */
const isReaders = (live, name) => live.nodeName === "DETAILS" && name === "open";

function takeAttributes(live, next) {
  for (const { name } of [...live.attributes]) if (!next.hasAttribute(name) && !isReaders(live, name)) live.removeAttribute(name);
  for (const { name, value } of [...next.attributes]) if (live.getAttribute(name) !== value) live.setAttribute(name, value);
}

/**
 * @param {Element} live stays in the document and becomes like `next`
 * @param {Element} next is taken apart
 */
export function morph(live, next) {
  takeAttributes(live, next);
  // A chart's place is drawn into by its stage.
  if (next.dataset?.chart) return;
  const wanted = [...next.childNodes];
  const present = [...live.childNodes];
  wanted.forEach((child, index) => {
    const old = present[index];
    if (!old) live.append(child);
    else if (!sameKind(old, child)) old.replaceWith(child);
    else if (child.nodeType === Node.TEXT_NODE) takeText(old, child);
    else morph(old, child);
  });
  for (const old of present.slice(wanted.length)) old.remove();
}

function takeText(old, child) {
  if (old.data !== child.data) old.data = child.data;
}
