// Drinks are seen from the side: a tumbler, a tea cup, a bottle with its small glass, a kettle with its bowl.
import { between, block, disc, oval, shape, stroke } from "./draw.mjs";

const shadow = (width) => oval(0, 82, width, 8, "#2b1a0c", 'opacity=".18"');
const tints = {
  plum: "#d8b24a", citron: "#f3c544", cinnamon: "#8e3f22", rice: "#f3ead6", red: "#b8323a", green: "#8fae55", amber: "#c9842e", clear: "#dfeaf0",
  pear: "#e9dca0", grain: "#b98a4a", berry: "#a33b5f", beer: "#eab234", cola: "#4a2517", cream: "#f6efdf", pine: "#dfe0b8",
};

function tumbler(random, color) {
  const bubbles = Array.from({ length: 8 }, () => disc(between(random, -24, 24), between(random, -20, 60), between(random, 1.5, 3.4), "#fff", 'opacity=".5"')).join("");
  return shadow(44) + shape("M-40-64L-31 76Q-30 82-22 82H22Q30 82 31 76L40-64Z", "#cfdde2", 'opacity=".55"') + shape("M-36-34L-29 70Q-28 76-21 76H21Q28 76 29 70L36-34Z", tints[color]) + oval(0, -34, 36, 6, "#fff", 'opacity=".35"') + bubbles + block(-22, -30, 20, 18, 4, "#fff", 'opacity=".5" transform="rotate(-12 -12 -21)"') + block(2, -22, 19, 17, 4, "#fff", 'opacity=".42" transform="rotate(14 11 -14)"') + stroke("M-30-54L-24 60", "#fff", 4, 'opacity=".6"');
}

function teacup(random, color) {
  const steam = [-16, 4, 22].map((x, i) => stroke(`M${x}-44q${i % 2 ? 10 : -10}-14 0-26t0-22`, "#b9aa96", 4, 'opacity=".55"')).join("");
  return shadow(62) + steam + oval(0, 70, 70, 12, "#b7cfbb") + oval(0, 67, 58, 8, "#d3e2d3") + shape("M-54-22C-52 36-32 64 0 64C32 64 52 36 54-22Z", "#a9c4b0") + shape("M-54-22C-52 36-32 64-6 64C-30 50-40 20-40-22Z", "#c6dac9") + oval(0, -22, 54, 13, "#dbe8dc") + oval(0, -21, 48, 10, tints[color]) + disc(-8, -22, 3.4, "#9c2b1e") + oval(10, -20, 5, 2, "#f7e3b3") + oval(20, -24, 4, 1.8, "#f7e3b3");
}

function bottle(random, color) {
  const glass = color === "clear" ? "#cfe0dc" : "#5f8f63";
  const cup = `<g transform="translate(46 42)">${shape("M-20-26L-15 38Q-14 40-11 40H11Q14 40 15 38L20-26Z", "#dce7ea", 'opacity=".75"')}${shape("M-17-6L-14 34H14L17-6Z", tints[color], 'opacity=".85"')}${stroke("M-13-20l4 46", "#fff", 3, 'opacity=".8"')}</g>`;
  return shadow(66) + shape("M-38-84h20v26c0 12 18 18 18 38v94q0 8-8 8h-40q-8 0-8-8v-94c0-20 18-26 18-38z", glass) + block(-40, -90, 24, 14, 4, "#c9a54c") + block(-56, -8, 56, 56, 3, "#fbf3e2") + disc(-28, 14, 13, "#e9b44c") + stroke("M-46 38h36", "#b4442a", 3) + stroke("M-48-20v88", "#fff", 4, 'opacity=".35"') + cup;
}

function kettle(random, color) {
  const bowl = `<g transform="translate(48 50)">${oval(0, 28, 30, 6, "#c79a3f")}${shape("M-34-8C-32 18-18 30 0 30C18 30 32 18 34-8Z", "#e2bd6c")}${oval(0, -8, 34, 9, "#f0d493")}${oval(0, -7, 29, 6.5, tints[color])}</g>`;
  return shadow(80) + stroke("M-66-14C-66-74 10-74 10-14", "#b98a3a", 7) + shape("M8 6L40-34L50-28L28 26Z", "#cf9f45") + shape("M-74 10C-74-26-50-34-28-34C-6-34 18-26 18 10C22 50 8 76-28 76C-64 76-78 50-74 10Z", "#e2b65a") + shape("M-66 10C-66-20-46-28-34-28C-54-8-56 40-40 70C-62 64-70 40-66 10Z", "#f3d892") + oval(-28, -32, 26, 6, "#b98a3a") + disc(-28, -42, 7, "#c9993f") + bowl;
}

/** Every drink's glass by name: each takes chance and a tint's name. */
export const glasses = { tumbler, teacup, bottle, kettle };
