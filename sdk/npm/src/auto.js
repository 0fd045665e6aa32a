// Sections and dishes of a page that nobody prepared. Fetched only with `data-auto`; docs/auto.md says what it finds.
//
// It reads elements, attributes and text, and nothing that would make the browser lay out the page.
import { evened, gather } from "./auto/dishes.js";
import { identify, nameDishes } from "./auto/names.js";
import { pictures } from "./auto/pictures.js";
import { MAYBE, SURE } from "./auto/price.js";
import { sectionsOf } from "./auto/sections.js";
import { isMenu, markDishes } from "./auto/structure.js";
import { read } from "./auto/tree.js";

/** A page with fewer dishes is no menu. */
const DISHES_MIN = 3;

/**
 * What a menu page has to measure.
 *
 * @param {Document | ShadowRoot | Element} root Where to look. Shadow roots inside it are not entered.
 * @returns {{element: Element, kind: "section" | "item", id: string, section: string | null, why: string}[]} In document
 * order. Several elements may have one kind and id: they are one target.
 */
export function find(root) {
  const { top, nodes } = read(root.documentElement ?? root);
  const dishes = dishesIn(top, nodes, root);
  if (!dishes.length) return inOrder(entries(pictures(nodes, root), "section"));
  nameDishes(dishes);
  const named = dishes.filter(({ name }) => name);
  const sections = sectionsOf(named, linksIn(root));
  identify(named);
  return inOrder([...entries(sections, "section"), ...entries(named, "item")]);
}

function dishesIn(top, nodes, root) {
  const isCalledMenu = isMenu(nodes, root);
  keepPrices(nodes, isCalledMenu);
  const priced = settled(top);
  if (priced.length >= DISHES_MIN || !isCalledMenu) return priced.length >= DISHES_MIN ? priced : [];
  markDishes(nodes);
  const listed = settled(top);
  return listed.length >= DISHES_MIN ? listed : [];
}

/** Bare numbers are prices on a page that has more of them than of prices with a currency. */
function keepPrices(nodes, isCalledMenu) {
  const times = (worth) => nodes.filter(({ price }) => price === worth).length;
  const [sure, maybe] = [times(SURE), times(MAYBE)];
  const least = maybe > sure && (isCalledMenu || sure >= DISHES_MIN) ? MAYBE : SURE;
  for (const node of [...nodes].reverse()) {
    if (node.price < least) node.price = 0;
    node.hasPrice = node.price > 0 || node.kids.some((kid) => kid.hasPrice);
  }
}

function settled(top) {
  gather(top);
  return evened(top.found.filter(({ isNamed }) => isNamed));
}

/** Where the page's own links lead, and their texts. */
function linksIn(root) {
  const links = new Map();
  for (const link of root.querySelectorAll('a[href*="#"]')) {
    const [, id] = link.getAttribute("href").split("#");
    if (id && !links.has(id)) links.set(decoded(id), link.textContent.trim());
  }
  return links;
}

function decoded(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const entries = (targets, kind) =>
  targets.flatMap(({ nodes, id, section = null, why = nodes[0].tag }) =>
    nodes.filter(({ hidden }) => !hidden).map(({ element, at }) => ({ element, kind, id, section, why, at })));

const inOrder = (all) => all.sort((one, other) => one.at - other.at).map(({ at, ...entry }) => entry);
