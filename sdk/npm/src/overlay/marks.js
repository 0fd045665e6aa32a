// From what was found to marks: for every element the attribute to paste, behind a selector that leads to it.
const NAME = /^[A-Za-z_][\w-]*$/;
const CLASSES_MAX = 2;

const isMarked = (element) => element.hasAttribute("data-linger-section") || element.hasAttribute("data-linger-item");

/** A section that is only the line over its dishes: a mark on it would measure the line. */
const isHeading = (element) => /^(?:h[1-6]|p|tr|dt)$/.test(element.localName);

/** A line for each element that has no mark; `hint` stands behind sections that are only a heading. */
export function marksToPaste(elements, hint) {
  const unmarked = elements.filter(({ element }) => !isMarked(element));
  return unmarked.map((entry) => line(entry, hint)).join("\n");
}

function line({ element, kind, id }, hint) {
  const mark = `data-linger-${kind}="${id.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
  return `${selector(element)}  ${mark}${kind === "section" && isHeading(element) ? `  /* ${hint} */` : ""}`;
}

/** A short selector that leads to this element alone. */
export function selector(element) {
  const root = element.getRootNode();
  let path = "";
  for (let at = element; at && at.nodeType === 1; at = at.parentElement) {
    const step = steps(at).find((candidate) => isOnly(root, candidate + path, element));
    if (step) return step + path;
    path = ` > ${placed(at)}${path}`;
  }
  return path.slice(3);
}

function steps(element) {
  const { localName, id } = element;
  const classes = (element.getAttribute("class") ?? "").split(/\s+/).filter((name) => NAME.test(name)).slice(0, CLASSES_MAX);
  return [NAME.test(id) && `#${id}`, classes.length && `${localName}.${classes.join(".")}`, localName, placed(element)].filter(Boolean);
}

function placed(element) {
  const alike = [...(element.parentElement?.children ?? [])].filter(({ localName }) => localName === element.localName);
  return alike.length > 1 ? `${element.localName}:nth-of-type(${alike.indexOf(element) + 1})` : element.localName;
}

function isOnly(root, candidate, element) {
  const found = root.querySelectorAll(candidate);
  return found.length === 1 && found[0] === element;
}
