// What the food is served in, seen from above. Each vessel is centred on 0,0 and says how far its inside reaches,
// and how large things are drawn on it.
import { block, disc, oval, ring, shape, stroke, tidy } from "./draw.mjs";

const shadow = (r) => oval(3, 8, r, r * 0.99, "#2b1a0c", 'opacity=".16"');
const shine = (r, color, opacity) =>
  stroke(`M${tidy(-r * 0.82)} ${tidy(-r * 0.42)}A${r} ${r} 0 0 1 ${tidy(-r * 0.2)} ${tidy(-r * 0.9)}`, color, 3, `opacity="${opacity}"`);

const glaze = {
  white: { rim: "#efe7da", wall: "#fbf7ef", well: "#f2eadc", line: "#d9cdb9" },
  celadon: { rim: "#a9c4b0", wall: "#c6dac9", well: "#b7cfbb", line: "#8fae98" },
  ink: { rim: "#3a3d45", wall: "#4a4e58", well: "#41444d", line: "#2b2d34" },
  clay: { rim: "#a8643f", wall: "#c07a50", well: "#ac6a45", line: "#8a4f30" },
  sky: { rim: "#8fa9bd", wall: "#b3c7d6", well: "#a3bacb", line: "#7691a8" },
};

function bowl(color = "white") {
  const { rim, wall, well, line } = glaze[color];
  const body = shadow(84) + disc(0, 0, 84, rim) + disc(0, 0, 79, wall) + disc(0, 0, 72, well) + ring(0, 0, 84, line, 1.5) + shine(79, "#fff", 0.7);
  return { body, inside: 70, scale: 1.1 };
}

function plate(color = "white") {
  const { rim, wall, well, line } = glaze[color];
  const body = shadow(90) + disc(0, 0, 90, rim) + disc(0, 0, 86, wall) + ring(0, 0, 74, line, 1.2, 'opacity=".7"') + disc(0, 0, 66, well) + shine(83, "#fff", 0.6);
  return { body, inside: 64, scale: 1.35 };
}

function dolsot() {
  const ear = (x) => block(x - 11, -17, 22, 34, 8, "#2b2927");
  const body = shadow(86) + ear(-84) + ear(84) + disc(0, 0, 84, "#34312e") + disc(0, 0, 77, "#4a4642") + disc(0, 0, 71, "#26231f") + shine(80, "#8c857c", 0.6);
  return { body, inside: 69, scale: 1.1 };
}

function brass() {
  const body = shadow(84) + disc(0, 0, 84, "#b98a3a") + disc(0, 0, 80, "#e2bd6c") + ring(0, 0, 76, "#c99a45", 2) + disc(0, 0, 72, "#cfa450") + shine(79, "#fff6d8", 0.9);
  return { body, inside: 70, scale: 1.1 };
}

function pot() {
  const ear = (x) => `${block(x - 14, -20, 28, 40, 12, "#c79a3f")}${block(x - 7, -11, 14, 22, 6, "#8d6a25")}`;
  const body = shadow(86) + ear(-82) + ear(82) + disc(0, 0, 84, "#d9ad52") + disc(0, 0, 78, "#f0cf82") + disc(0, 0, 73, "#b88a36") + shine(80, "#fff7dd", 0.9);
  return { body, inside: 71, scale: 1.1 };
}

function board() {
  const grain = [-38, -16, 9, 31].map((y) => stroke(`M-84 ${y}q42 ${y % 2 ? 7 : -6} 84 0t84 0`, "#9a6a3c", 1.4, 'opacity=".45"')).join("");
  const body = block(-90, -50, 186, 116, 16, "#2b1a0c", 'opacity=".16"') + block(-93, -58, 186, 116, 16, "#a97645") + block(-93, -58, 186, 110, 16, "#c8955f") + grain;
  return { body, inside: 60, scale: 1.5 };
}

function grill() {
  const ember = [[-30, -22], [24, -34], [38, 20], [-12, 34], [2, -4], [-46, 16]].map(([x, y], i) => oval(x, y, 18, 12, i % 2 ? "#ff9b45" : "#f2652e", 'opacity=".85"')).join("");
  const bars = [-56, -42, -28, -14, 0, 14, 28, 42, 56].map((y) => {
    const half = Math.sqrt(74 * 74 - y * y);
    return stroke(`M${tidy(-half)} ${y}H${tidy(half)}`, "#d8d3cb", 2.6);
  }).join("");
  const body = shadow(88) + disc(0, 0, 88, "#57524d") + disc(0, 0, 80, "#2a201b") + disc(0, 0, 76, "#6b2416") + ember + ring(0, 0, 76, "#3a332e", 4) + bars + shine(84, "#bdb5ac", 0.6);
  return { body, inside: 64, scale: 1.15 };
}

function basket() {
  const weave = Array.from({ length: 24 }, (_, i) => {
    const angle = (i * Math.PI) / 12;
    return stroke(`M${tidy(Math.cos(angle) * 75)} ${tidy(Math.sin(angle) * 75)}L${tidy(Math.cos(angle) * 86)} ${tidy(Math.sin(angle) * 86)}`, "#a5783a", 2);
  }).join("");
  const slats = [-50, -30, -10, 10, 30, 50].map((y) => {
    const half = Math.sqrt(70 * 70 - y * y);
    return stroke(`M${tidy(-half)} ${y}H${tidy(half)}`, "#d3b072", 2);
  }).join("");
  const body = shadow(88) + disc(0, 0, 88, "#c39550") + disc(0, 0, 84, "#dcb673") + weave + disc(0, 0, 74, "#b88a48") + disc(0, 0, 71, "#ecd49d") + slats;
  return { body, inside: 64, scale: 1.25 };
}

function tray() {
  const body = shadow(88) + disc(0, 0, 88, "#5b3423") + disc(0, 0, 83, "#7a4930") + ring(0, 0, 70, "#9a6544", 1.5) + shine(84, "#d9a884", 0.6);
  return { body, inside: 66, scale: 1.25 };
}

function leafPlate() {
  const leaf = shape("M-88 30C-70-50 20-92 88-58C92 20 20 84-60 66C-76 60-84 50-88 30Z", "#5d8a52") + stroke("M-78 44C-30 16 40-20 84-54", "#89b07b", 3) + [[-40, 24], [-6, 4], [28, -16]].map(([x, y]) => stroke(`M${x} ${y}l-6-32M${x} ${y}l30 16`, "#76a069", 2)).join("");
  return { body: oval(4, 10, 88, 72, "#2b1a0c", 'opacity=".14"') + leaf, inside: 50, scale: 1.2 };
}

/** Every vessel by name: each takes a glaze (where it has one) and gives its drawing and its inner radius. */
export const vessels = { bowl, plate, dolsot, brass, pot, board, grill, basket, tray, leaf: leafPlate };
