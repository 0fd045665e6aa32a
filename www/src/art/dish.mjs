// Reads a drawing's recipe, such as "dolsot|rice|namul|egg|sesame*8", and draws it.
//
// A recipe is parts joined by "|", bottom first. A part is name[:color][*count][@place][^size]; the first names
// the vessel (or the glass, and then it is the whole drawing). Places: center (the default of one), scatter (of
// several), row, column, fan, ring, side, corner.
import { placed, randomOf, scattered, tidy } from "./draw.mjs";
import { fillings } from "./fillings.mjs";
import { glasses } from "./glasses.mjs";
import { toppings } from "./toppings.mjs";
import { vessels } from "./vessels.mjs";

const PART = /^([a-z-]+)(?::([#\w]+))?(?:\*(\d+))?(?:@([a-z]+))?(?:\^([\d.]+))?$/;

/** Degrees between neighbours of a fan. */
const FAN_DEGREES = 26;

const places = {
  center: () => [{ x: 0, y: 0, turn: -8 }],
  scatter: (count, reach, random) => scattered(count, reach * 0.78, random),
  row: (count, reach) => spaced(count).map((step) => ({ x: 0, y: step * reach * 0.8, turn: -6 })),
  column: (count, reach) => spaced(count).map((step) => ({ x: step * reach, y: 0, turn: 82 })),
  fan: (count, reach) => spaced(count).map((step) => turned(step * FAN_DEGREES * (count - 1) * 0.5 - 90, reach * 0.5)),
  ring: (count, reach) => Array.from({ length: count }, (_, index) => turned((index * 360) / count, reach * 0.62)),
  side: (count, reach) => [{ x: reach * 0.72, y: reach * 0.46, turn: 0 }],
  corner: (count, reach) => [{ x: -reach * 0.66, y: -reach * 0.5, turn: 20 }],
};

/** Numbers from -1 to 1, evenly spaced. */
const spaced = (count) => Array.from({ length: count }, (_, index) => (count === 1 ? 0 : (index / (count - 1)) * 2 - 1));

function turned(degrees, distance) {
  const angle = (degrees * Math.PI) / 180;
  return { x: Math.cos(angle) * distance, y: Math.sin(angle) * distance, turn: degrees + 90 };
}

function parsed(part) {
  const found = PART.exec(part);
  if (!found) throw new Error(`"${part}" is not a part of a drawing: write name[:color][*count][@place][^size]`);
  const [, name, color, count = "1", place = Number(count) > 1 ? "scatter" : "center", size = "1"] = found;
  return { name, color, count: Number(count), place, size: Number(size) };
}

function known(kind, list, name) {
  if (!Object.hasOwn(list, name)) throw new Error(`no ${kind} "${name}": there is ${Object.keys(list).join(", ")}`);
  return list[name];
}

function layer({ name, color, count, place, size }, { inside, scale }, random) {
  if (Object.hasOwn(fillings, name)) return fillings[name](inside, random, color);
  const draw = known("filling or topping", toppings, name);
  return known("place", places, place)(count, inside, random).map(({ x, y, turn }) => placed(x, y, turn, draw(random, color), size * scale)).join("");
}

function body(parts, random) {
  const [first, ...rest] = parts;
  if (Object.hasOwn(glasses, first.name)) return glasses[first.name](random, first.color);
  const vessel = known("vessel or glass", vessels, first.name)(first.color);
  return vessel.body + rest.map((part) => layer(part, vessel, random)).join("");
}

/**
 * The SVG file of a dish.
 * @param {string} name seeds the drawing: the same name and recipe give the same file
 * @param {string} recipe as described at the top of this file
 * @returns {string}
 * @throws {Error} naming the part that is not known
 */
export function dishSvg(name, recipe) {
  const drawing = body(recipe.split("|").map(parsed), randomOf(name));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><g transform="translate(100 ${tidy(97)})">${drawing}</g></svg>\n`;
}
