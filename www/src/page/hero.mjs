// The scene at the top of the menu: a moon over the fortress wall and a pot on the fire. Its colours are the page's
// custom properties, so that it is dusk in the light theme and night in the dark one.
import { disc, oval, randomOf, between, shape, stroke } from "../art/draw.mjs";

const stars = (random) =>
  Array.from({ length: 34 }, () => disc(between(random, 0, 800), between(random, 0, 250), between(random, 0.7, 1.9), "var(--star)")).join("");

const moon = disc(0, 0, 96, "var(--moon)", 'opacity=".14"') + disc(0, 0, 76, "var(--moon)", 'opacity=".22"') + disc(0, 0, 56, "var(--moon)") + disc(-18, -14, 11, "var(--moon-sea)", 'opacity=".5"') + disc(16, 16, 16, "var(--moon-sea)", 'opacity=".5"') + disc(22, -20, 6, "var(--moon-sea)", 'opacity=".5"');

const clouds = [[640, 96, 0.8], [430, 262, 0.7], [150, 236, 0.8]]
  .map(([x, y, size]) => `<g transform="translate(${x} ${y}) scale(${size})" opacity=".75">${stroke("M-70 12H58M-40 0q10-18 30-14q14-16 34-2q22 0 24 16M-96 24H20", "var(--cloud)", 5)}</g>`)
  .join("");

const hills = shape("M0 330C90 250 170 300 250 262C330 224 390 292 470 268C560 236 640 300 800 240V520H0Z", "var(--hill-far)") + shape("M0 388C120 322 220 378 330 348C450 314 560 372 800 318V520H0Z", "var(--hill-near)");

const roof = (x, y, size) =>
  `<g transform="translate(${x} ${y}) scale(${size})">${shape("M-110 6C-70-2-46-26-34-44H34C46-26 70-2 110 6C100 14 60 12 0 12S-100 14-110 6Z", "var(--tile)")}${shape("M-44-52H44l-6 10H-38Z", "var(--tile-ridge)")}${[-60, -36, -12, 12, 36, 60].map((at) => stroke(`M${at * 0.5}-40Q${at * 0.8}-14 ${at * 1.25} 6`, "var(--tile-ridge)", 3)).join("")}${shape("M-74 12H74V62H-74Z", "var(--wall)")}${[-46, -14, 18].map((at) => shape(`M${at} 24h26v26h-26z`, "var(--window)") + stroke(`M${at + 13} 24v26M${at} 37h26`, "var(--tile)", 2)).join("")}</g>`;

const wall = shape("M0 432H60v-16h40v16h40v-16h40v16h40v-16h40v16h40v-16h40v16h40v-16h40v16h40v-16h40v16h40v-16h40v16h40v-16h40v16h40v-16h40v16h40v-16h40v16h40V520H0Z", "var(--stone)") + stroke("M0 456H800M0 484H800M70 456v28M190 456v28M310 456v28M430 456v28M550 456v28M670 456v28M130 484v36M250 484v36M370 484v36M490 484v36M610 484v36", "var(--stone-line)", 2);

const steam = [-26, 2, 30].map((x, index) => stroke(`M${x}-78q${index % 2 ? 16 : -16}-20 0-40t0-40`, "var(--steam)", 6, `class="steam" style="--wait:${index * 0.9}s"`)).join("");

const pot = `<g transform="translate(318 436) scale(.8)">${steam}${oval(0, 62, 116, 12, "#000", 'opacity=".25"')}${shape("M-66 58L-44 30H44L66 58Z", "var(--stone-line)")}${shape("M-22 58C-26 40-8 44-10 28C6 36 2 44 10 40C18 46 20 52 18 58Z", "#f08a3c")}${shape("M-8 58C-10 48 0 48 0 40C8 46 8 52 6 58Z", "#ffd57a")}${shape("M-96-28C-96 24-56 44 0 44S96 24 96-28Z", "var(--pot)")}${shape("M-96-28C-92 10-66 32-34 40C-66 22-74-4-76-28Z", "var(--pot-light)")}${oval(0, -28, 100, 13, "var(--pot-rim)")}${shape("M-88-32C-80-62 80-62 88-32C60-24-60-24-88-32Z", "var(--pot)")}${stroke("M-60-44C-30-54 20-54 44-50", "var(--pot-light)", 5)}${shape("M-12-60q12-14 24 0z", "var(--pot-rim)")}</g>`;

const layer = (name, box, keep, drawing) => `<svg class="${name}" viewBox="${box}" preserveAspectRatio="${keep}" aria-hidden="true" focusable="false">${drawing}</svg>`;

/** The scene as three inline drawings, as a wide frame cuts the sky from below, the ground from above and the moon never. */
export function hero() {
  const ground = hills + roof(510, 384, 0.84) + roof(690, 376, 1) + roof(96, 386, 0.8) + wall + pot;
  return layer("heaven", "0 0 800 520", "xMidYMin slice", stars(randomOf("sky")) + clouds) + layer("moon", "-96 -96 192 192", "xMidYMid", moon) + layer("ground", "0 0 800 520", "xMidYMax slice", ground);
}
