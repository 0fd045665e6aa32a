// What a dish is called.
import { isName } from "./dishes.js";
import { authored, fitted, hash, slug } from "./ids.js";
import { classOf, within } from "./tree.js";
import { isBadge, named } from "./words.js";

/** A place in the cards whose words are so much the same all over is a label, not a name. */
const LABEL_TIMES_MIN = 3;
const LABEL_SHARE = 0.5;
/** A place that is filled so much less often than another of the same dish holds no names. */
const RARE_SHARE = 0.25;

/** Gives every dish its `name` and `rest`: the other words, by which dishes of one name are told apart. */
export function nameDishes(dishes) {
  for (const dish of dishes) dish.chunks = chunksOf(dish);
  const places = placesOf(dishes);
  for (const dish of dishes) {
    const chunk = headingOf(dish) ?? picked(dish.chunks, places);
    dish.name = chunk ? named(chunk.text, isPricedBeside(dish, chunk)) : pictureName(dish);
    dish.rest = slug(dish.chunks.filter((other) => other !== chunk).map(({ text }) => named(text)).join(" ").replace(/\d/g, ""));
  }
}

const isPricedBeside = (dish, chunk) => dish.nodes.some((node) => within(node).some((other) => other.price && other !== chunk.node && /\d/.test(other.text)));

function chunksOf({ nodes }) {
  const all = nodes.flatMap(inReadingOrder).filter(isName);
  return all.map((node) => ({ node, text: node.text, place: place(node) }));
}

/** In document order, but a node whose own words come after its kids' comes after them. */
const inReadingOrder = (node) =>
  node.isAfter ? [...node.kids.flatMap(inReadingOrder), node] : [node, ...node.kids.flatMap(inReadingOrder)];

/** Where in its dish the words stand: one framework's component has the same place in every dish. */
const place = (node) => `${node.tag} ${classOf(node).split(" ")[0]} ${node.up?.tag}`;

/** The words of a heading, or where they are in elements of their own the first of these. */
function headingOf({ chunks, nodes: [first] }) {
  const inHeading = (node) => node.level > 0 || (node !== first && node.up !== null && inHeading(node.up));
  return chunks.find(({ node }) => node.level) ?? chunks.find(({ node }) => inHeading(node));
}

/** How often each place is filled, or 0 where it holds labels. */
function placesOf(dishes) {
  const all = dishes.flatMap(({ chunks }) => chunks);
  return new Map(grouped(all, ({ place }) => place).map((chunks) => [chunks[0].place, isLabel(chunks) ? 0 : chunks.length]));
}

const isLabel = (chunks) =>
  chunks.length >= LABEL_TIMES_MIN && new Set(chunks.map(({ text }) => text)).size < LABEL_SHARE * chunks.length;

function picked(chunks, places) {
  const times = ({ place }) => places.get(place);
  const most = Math.max(1, ...chunks.map(times));
  return chunks.find((chunk) => times(chunk) >= most * RARE_SHARE) ?? chunks[0];
}

function pictureName({ nodes }) {
  const alts = nodes.map(({ element }) => element.querySelector?.("img[alt]")?.getAttribute("alt"));
  return alts.find((alt) => alt && !isBadge(alt)) ?? "";
}

/** Gives every dish its `id`: its own, or its name; where several have one name, with the section's before it; where that
 * is not enough, with a hash of its other words behind it. What is the same in all of these is one dish shown twice. */
export function identify(dishes) {
  for (const dish of dishes) dish.id = authored(dish.nodes[0].element.id) || slug(dish.name);
  tellApart(dishes, (dish) => `${dish.section} ${dish.rest}`, (dish) => (dish.section ? `${dish.section}/${dish.id}` : dish.id));
  tellApart(dishes, (dish) => dish.rest, (dish) => `${dish.id}~${hash(dish.rest)}`);
  for (const dish of dishes) dish.id = fitted(dish.id);
}

function tellApart(dishes, difference, longer) {
  for (const same of grouped(dishes, ({ id }) => id)) {
    if (new Set(same.map(difference)).size > 1) for (const dish of same) dish.id = longer(dish);
  }
}

export function grouped(list, key) {
  const groups = new Map();
  for (const entry of list) {
    const group = groups.get(key(entry));
    if (group) group.push(entry);
    else groups.set(key(entry), [entry]);
  }
  return [...groups.values()];
}
