// What fills a vessel to its wall, drawn to the radius it is given: broth, rice, noodles, a pancake, a ring of namul.
import { between, disc, oneOf, oval, ring, scattered, shape, stroke, tidy } from "./draw.mjs";

const broths = {
  red: ["#b7331c", "#d9512c", "#f0a04b"], clear: ["#e3d3a4", "#efe3bf", "#fff6d8"], milk: ["#ece3d2", "#f7f1e4", "#fffdf6"],
  soy: ["#6b3f1f", "#85532c", "#c98f4e"], bean: ["#a9793a", "#c2924d", "#e9c583"], green: ["#7d9b66", "#97b37c", "#cbdcae"],
  ice: ["#c9b98f", "#dccfaa", "#f6eed6"], white: ["#f0ead9", "#faf6ea", "#ffffff"], rosy: ["#cf6a55", "#de8370", "#f7c2ae"],
};

function broth(r, random, color = "clear") {
  const [deep, top, fat] = broths[color];
  const drops = scattered(9, r * 0.85, random).map(({ x, y }) => ring(x, y, between(random, 2, 5), fat, 1.2, 'opacity=".7"')).join("");
  return disc(0, 0, r, deep) + disc(0, 0, r - 4, top) + drops;
}

function grains(r, random, color = "#fffaf0") {
  const line = color === "#fffaf0" ? "#e2d7c2" : "#00000026";
  const each = scattered(46, r * 0.9, random).map(({ x, y, turn }) => `<ellipse rx="4.4" ry="2.1" fill="${color}" stroke="${line}" stroke-width=".8" transform="translate(${tidy(x)} ${tidy(y)}) rotate(${tidy(turn)})"/>`).join("");
  return disc(0, 0, r * 0.96, color === "#fffaf0" ? "#f4ecdc" : color) + each;
}

const rices = { white: "#fffaf0", red: "#d9643a", brown: "#b98a5a", purple: "#8a6577", gold: "#eccb7a" };
const rice = (r, random, color = "white") => grains(r, random, rices[color]);

const noodleColors = { wheat: ["#f1dfae", "#d8bd7c"], buckwheat: ["#8d7763", "#6f5b4a"], glass: ["#a9794e", "#855a35"], white: ["#fbf5e6", "#dfd3b8"], red: ["#d9603a", "#b3432a"], green: ["#b9c98d", "#93a868"] };

function noodles(r, random, color = "wheat") {
  const [light, dark] = noodleColors[color];
  const reach = r * 0.74;
  const strands = Array.from({ length: 26 }, (_, index) => {
    const radius = reach * between(random, 0.25, 1);
    const start = random() * Math.PI * 2;
    const end = start + between(random, 1.2, 2.6);
    const point = (angle, out) => `${tidy(Math.cos(angle) * out)} ${tidy(Math.sin(angle) * out)}`;
    return stroke(`M${point(start, radius)}A${tidy(radius)} ${tidy(radius * between(random, 0.8, 1))} 0 0 1 ${point(end, radius * between(random, 0.75, 1.1))}`, index % 3 ? light : dark, 3.4);
  });
  return disc(0, 0, reach, dark) + strands.join("");
}

const batters = { gold: ["#c98a35", "#eab755", "#f6d488"], red: ["#a83c1f", "#d0592f", "#e98a52"], green: ["#6f7f3a", "#93a54e", "#c2cc84"], pale: ["#d0a765", "#efd9a0", "#faedc9"], brown: ["#7c4a22", "#a9682f", "#cd9250"] };

function pancake(r, random, color = "gold") {
  const [edge, face, light] = batters[color];
  const points = Array.from({ length: 18 }, (_, index) => {
    const angle = (index / 18) * Math.PI * 2;
    const out = r * between(random, 0.9, 0.99);
    return `${tidy(Math.cos(angle) * out)} ${tidy(Math.sin(angle) * out)}`;
  });
  const outline = `M${points.join("L")}Z`;
  const spots = scattered(16, r * 0.8, random).map(({ x, y }) => oval(x, y, between(random, 3, 8), between(random, 2, 6), oneOf(random, [edge, light]), 'opacity=".5"')).join("");
  return shape(outline, edge, `stroke="${edge}" stroke-width="8" stroke-linejoin="round"`) + `<g transform="scale(.95)">${shape(outline, face, `stroke="${face}" stroke-width="5" stroke-linejoin="round"`)}</g>${spots}`;
}

const namulColors = ["#5c8a45", "#e0873a", "#f1e6cf", "#7b4b2f", "#8cab4a", "#b5432c", "#d9b45a"];

function namul(r, random) {
  return namulColors.map((color, index) => {
    const middle = (index / namulColors.length) * Math.PI * 2;
    return Array.from({ length: 20 }, () => {
      const angle = middle + between(random, -0.4, 0.4);
      const out = r * between(random, 0.5, 0.86);
      const [x, y] = [Math.cos(angle) * out, Math.sin(angle) * out];
      return stroke(`M${tidy(x)} ${tidy(y)}q${tidy(between(random, -9, 9))} ${tidy(between(random, -9, 9))} ${tidy(Math.cos(angle) * -12)} ${tidy(Math.sin(angle) * -12)}`, color, between(random, 4, 6.5));
    }).join("");
  }).join("");
}

const heapColors = { snow: ["#f4f6f8", "#dfe6ec"], green: ["#6d9c50", "#4f7d3a"], slaw: ["#c6d89a", "#9bbb6a"], red: ["#c8452b", "#9f2f1b"], custard: ["#f6d66f", "#e9bd45"], dark: ["#4a3a2e", "#33271e"], cream: ["#fbf0d8", "#ecdcb8"], brown: ["#8a5631", "#6a3f22"] };

function heap(r, random, color = "green") {
  const [light, deep] = heapColors[color];
  const curls = scattered(24, r * 0.72, random).map(({ x, y }) => stroke(`M${tidy(x - 7)} ${tidy(y)}q7 ${tidy(between(random, -10, 10))} 14 0`, light, between(random, 4, 7))).join("");
  return disc(0, 0, r * 0.82, deep) + curls;
}

/** A smooth, risen surface: steamed egg, jelly, a scoop. */
function dome(r, random, color = "custard") {
  const [light, deep] = heapColors[color];
  return disc(0, 0, r * 0.92, deep) + disc(-2, -3, r * 0.84, light) + oval(-r * 0.3, -r * 0.36, r * 0.26, r * 0.14, "#fff", 'opacity=".45"');
}

/** Every filling by name: each takes the inner radius, chance and a colour's name. */
export const fillings = { broth, rice, noodles, pancake, namul, heap, dome };
