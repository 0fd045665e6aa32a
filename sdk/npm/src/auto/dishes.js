// The dishes: the smallest elements that hold one name and what it costs. Read from the leaves up, so that neither
// class names nor nesting have to be known.
import { hasLetters } from "./letters.js";
import { tags } from "./tags.js";
import { classOf } from "./tree.js";
import { isVariant, named } from "./words.js";

const UNIT = tags("li tr article");
const LINE = tags("li tr article p dd");
const NEVER = tags("#root html body main section ul ol dl table tbody");
/** Of the runs under headings of one level, so many have to be one dish each for the headings to be dishes' names. */
const ONE_DISH_SHARE = 0.8;

/** All dishes below a node, each `{nodes, isNamed}`; a price that has found no name yet is one without. */
export function gather(node) {
  for (const kid of node.kids) gather(kid);
  node.found = settle(node);
}

function settle(node) {
  const inner = node.kids.flatMap((kid) => kid.found);
  if (!inner.length) return node.price ? [dish(node, hasName(node))] : [];
  const runs = runsOf(node);
  if (runs) return runs;
  const complete = inner.filter((found) => found.isNamed);
  if (complete.length > 1) return withSiblings(node, complete);
  if (complete.length && inner.length === 1 && !node.price) return [grown(node, complete[0])];
  return [dish(node, hasName(node))];
}

const dish = (node, isNamed) => ({ nodes: [node], core: node, isNamed, isClosed: NEVER.has(node.tag) });

/** Whether the node's own words can name a dish. */
export const isName = (node) => (node.isName ??= hasLetters(node.text) && named(node.text, true) !== "" && !isVariant(node.text));

const hasName = (node) => (node.hasName ??= isName(node) || node.kids.some(hasName));

/** A dish takes in what follows it and its picture, but not what heads it. */
function grown(node, found) {
  const at = node.kids.findIndex((kid) => kid.found.length);
  const before = node.kids.slice(0, at);
  if (found.isClosed || found.nodes.length > 1) return found;
  const isUnit = LINE.has(node.tag) && found.nodes[0].tag !== node.tag && !before.some((kid) => headed(kid));
  found.isClosed = NEVER.has(node.tag) || (!isUnit && before.some((kid) => kid.hasWords));
  if (!found.isClosed && (isUnit || node.kids.length > 1)) found.nodes = [node];
  return found;
}

const headed = (node) => node.level > 0 || node.kids.some(headed);

/** A row of siblings under headings of one level, where each heads one dish: dt and dd, or h3, p and p with no wrapper. */
function runsOf(node) {
  const level = Math.max(...node.kids.map((kid) => kid.level));
  if (level <= 0) return null;
  const runs = split(node.kids, level);
  const priced = runs.filter((run) => foundIn(run).length);
  const single = priced.filter((run) => foundIn(run.slice(1)).filter((found) => found.isNamed).length <= 1);
  if (runs.length < 2 && node.tag !== "dl") return null;
  if (single.length < ONE_DISH_SHARE * priced.length || priced.length < runs.length / 2) return null;
  const loose = node.kids.filter((kid) => !runs.some((run) => run.includes(kid)));
  return [...foundIn(loose).filter((found) => found.isNamed), ...runs.map(ofRun)];
}

const foundIn = (nodes) => nodes.flatMap((node) => node.found);

function split(kids, level) {
  const runs = [];
  let run = null;
  for (const kid of kids) {
    if (kid.level === level) runs.push((run = [kid]));
    else if (kid.level) run = null;
    else if (kid.hasWords || kid.hasPrice) run?.push(kid);
  }
  return runs.filter(([start, second]) => second || start.hasPrice);
}

/** From the name to the price, and at least what follows the name: the line after the last price may be anyone's. */
function ofRun(run) {
  const last = run.reduce((end, node, at) => (node.found.length || node.tag === "dd" ? at : end), 0);
  return { nodes: run.slice(0, Math.max(last, 1) + 1), core: run[0], isNamed: true, isClosed: true };
}

/** Siblings of the dishes' own make are dishes without a price, and a line after a dish is its description. */
function withSiblings(node, dishes) {
  const direct = dishes.filter(({ nodes }) => nodes.length === 1 && nodes[0].up === node);
  if (direct.length < 2) return dishes;
  const all = [...dishes];
  let last = null;
  for (const kid of node.kids) {
    const own = direct.find(({ nodes }) => nodes[0] === kid);
    if (!own && !kid.found.length && kid.hasWords && !kid.level) {
      if (direct.some(({ nodes }) => isTwin(nodes[0], kid))) all.push(dish(kid, true));
      else if (last && last.nodes[0].tag === kid.tag && (kid.tag === "p" || kid.tag === "tr")) last.nodes.push(kid);
    }
    last = own;
  }
  return all;
}

function isTwin(one, other) {
  if (one.tag !== other.tag || !hasName(other)) return false;
  if (one.tag === "tr") return one.kids.length === other.kids.length && other.kids.some(({ tag }) => tag !== "th");
  return one.tag === "li" || (one.tag !== "p" && classOf(one) !== "" && classOf(one) === classOf(other));
}

/** A dish alone in its place is as large as its like elsewhere. */
export function evened(dishes) {
  const shapes = new Map();
  const shape = (node) => `${node.tag} ${classOf(node)}`;
  for (const { nodes } of dishes) shapes.set(shape(nodes[0]), (shapes.get(shape(nodes[0])) ?? 0) + 1);
  for (const found of dishes.filter(({ nodes }) => nodes.length === 1)) {
    for (let node = found.core; node?.found.length === 1; node = node.up) {
      if (node.found[0] === found && classOf(node) && shapes.get(shape(node)) > 1) found.nodes = [node];
    }
  }
  return dishes.filter((found) => UNIT.has(found.nodes[0].tag) || found.nodes.length > 1 || !isAlone(found, shapes, shape));
}

/** A price somewhere on the page, with no other of its shape and no other beside it: a total, a voucher. */
function isAlone({ nodes: [node] }, shapes, shape) {
  const beside = node.up?.kids.filter((kid) => kid !== node && kid.found.length && kid.tag === node.tag) ?? [];
  return shapes.get(shape(node)) < 2 && !beside.length;
}
