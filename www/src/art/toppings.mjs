// What lies on top, each centred on 0,0 and about 30 to 40 units wide.
import { between, block, disc, oneOf, oval, ring, shape, stroke, tidy } from "./draw.mjs";

const meat = (random, color = "#8a4a2c") => shape("M-20-6C-14-15 10-15 19-6C24 2 18 12 4 12C-10 14-24 8-20-6Z", color) + stroke("M-12-4q12-6 24 1M-8 5q10-3 20 0", "#b97a54", 2.4, 'opacity=".8"');
const belly = () => block(-22, -10, 44, 20, 6, "#d98c72") + stroke("M-20-4H20", "#f6dccb", 4) + stroke("M-20 5H20", "#f2cdb8", 3) + stroke("M-12-9l-4 18M2-9l-4 18M15-9l-4 18", "#8b4a2d", 1.6, 'opacity=".6"');
const rib = () => block(-25, -14, 50, 28, 8, "#7e3f22") + block(-31, -7, 14, 14, 5, "#f0e2c8") + stroke("M-12-12l-5 23M0-12l-5 23M12-12l-5 23", "#4d2311", 2.2) + stroke("M-14-9q16-5 34 0", "#b56a3f", 2);
const egg = (random) => shape("M-22-4C-24-18-8-25 5-22C20-21 27-8 22 5C20 19 6 23-7 20C-20 18-22 8-22-4Z", "#fffdf5") + disc(0, -1, 10.5, "#f2a72d") + oval(-3, -5, 3.4, 2.2, "#ffe0a0") + disc(between(random, 12, 14), 10, 1.4, "#e7d9bd");
const halfEgg = () => oval(0, 0, 15, 18, "#fffaf0", 'stroke="#e4d9c3"') + disc(0, 2, 8.5, "#f0b238") + oval(-2, -1, 2.5, 1.6, "#ffe6b0");
const scallion = () => ring(0, 0, 4, "#5f9a3f", 2.4) + disc(0, 0, 2.4, "#dcecb9");
const scallionLong = (random) => stroke(`M-34 0q17 ${tidy(between(random, -7, 7))} 34 0t34 0`, oneOf(random, ["#5f9a3f", "#78ad52", "#4b8334"]), 5.5);
const chili = (random, color = "#c8321c") => ring(0, 0, 4.6, color, 2.8) + disc(0, 0, 2.2, "#f7d79a") + disc(0.8, 0.4, 0.8, "#c79035");
const tofu = () => block(-12, -11, 26, 24, 3, "#d9cba9") + block(-13, -13, 25, 24, 3, "#fdf6e3") + stroke("M-8-8h9", "#fff", 2);
const shrimp = () => stroke("M-12 8C-14-10 8-16 14-2C16 6 10 11 4 9", "#ee8b63", 8.5) + stroke("M-11 6l-4-3M-9-3l-5-4M-2-8l-2-5M7-8l2-5", "#fbd3bd", 1.8) + shape("M2 9l-9 8 12-3z", "#d86442");
const clam = () => shape("M-17 6C-17-12 17-12 17 6C8 13-8 13-17 6Z", "#4b4650") + shape("M-14 5C-12-8 12-8 14 5C6 10-6 10-14 5Z", "#d8cfc4") + oval(0, 3, 9, 5, "#e8a65a");
const octopus = () => stroke("M-18 10C-18-12 10-18 14-4C16 6 2 8 2 0", "#b56470", 7.5) + [[-17, 6], [-13, -5], [-3, -11], [8, -10]].map(([x, y]) => disc(x, y, 1.6, "#f3cfcf")).join("");
const mushroom = () => shape("M-15-2C-15-18 15-18 15-2C8 2-8 2-15-2Z", "#9a7350") + shape("M-4-1h8l2 15c-3 3-9 3-12 0z", "#efe2c8") + stroke("M-8-9q5-4 11-3", "#c4a17a", 2);
const zucchini = () => disc(0, 0, 12, "#5f8f3f") + disc(0, 0, 10, "#e4ecb8") + [0, 120, 240].map((turn) => `<ellipse rx="1.4" ry="3" cy="-4.6" fill="#c4d18c" transform="rotate(${turn})"/>`).join("");
const radish = () => shape("M-14 0A14 14 0 0 1 14 0Z", "#fdfbf4", 'stroke="#ddd6c5"') + stroke("M-9-3q9-6 18 0", "#eee7d8", 1.4);
const kimchi = (random) => shape("M-18 4C-20-10-4-15 6-11C16-12 22-2 17 6C10 14-12 14-18 4Z", oneOf(random, ["#c33f22", "#d2552f"])) + shape("M-8 2C-6-6 4-7 9-3C8 4-2 7-8 2Z", "#f2c79a") + stroke("M-14 3q14-7 28-2", "#9e2a14", 1.6);
const leaf = (random, color = "#4f8a3c") => shape("M-20 0C-10-14 12-13 21 0C12 12-10 13-20 0Z", color) + stroke("M-18 0H18M-8 0l5-6M-8 0l5 6M3 0l5-6M3 0l5 6", "#ffffff", 1.3, 'opacity=".45"');
const dumpling = () => shape("M-22 6C-20-14 20-14 22 6C14 13-14 13-22 6Z", "#fbf3e0", 'stroke="#b89a66" stroke-width="1.6"') + stroke("M-20 4q4-6 7 0t7 0t7 0t7 0t7 0", "#d2bd90", 2) + oval(-4, -4, 8, 2.6, "#fffaf0");
const ricecake = () => block(-19, -7, 38, 14, 7, "#e9dcc6") + block(-19, -8, 38, 13, 6.5, "#fffaf0") + oval(15, -1.5, 3.6, 5.6, "#f2e6d0");
const saucedRicecake = () => block(-19, -8, 38, 15, 7.5, "#b8331b") + block(-18, -8, 36, 11, 5.5, "#e2593a") + stroke("M-12-5h14", "#f8a98c", 2.2);
const fishcake = () => shape("M-15-11L16-8L12 12L-13 10Z", "#d39a58") + stroke("M-10-5l20 3M-10 3l18 3", "#b97b3b", 1.6);
const seaweed = () => shape("M-22-4C-12-12 8-9 22-5C16 6-10 10-22-4Z", "#26382e") + stroke("M-16-3q16-5 32 0", "#49654f", 1.6);
const laver = () => [-12, -4, 4, 12].map((x) => stroke(`M${x}-9l3 18`, "#243329", 2.6)).join("");
const cucumber = () => [-10, -5, 0, 5, 10].map((x) => stroke(`M${x}-11l2 22`, x % 2 ? "#8ab867" : "#c7dea1", 3.6)).join("");
const carrot = () => [-8, -2, 4].map((x) => stroke(`M${x}-10l4 20`, "#e58234", 3.2)).join("");
const sprout = (random) => stroke(`M-14 6q${tidy(between(random, 6, 14))}-16 26-6`, "#f7f0d9", 2.6) + oval(12, -1, 4, 3, "#eccf5e");
const sesame = (random) => `<ellipse rx="2.3" ry="1.3" fill="${oneOf(random, ["#fff3d2", "#f0dca8", "#3a2c20"])}"/>`;
const pinenut = () => shape("M-5 0C-3-4 3-4 6 0C3 4-3 4-5 0Z", "#f7e3b3", 'stroke="#dcbf80" stroke-width=".8"');
const jujube = () => disc(0, 0, 7, "#9c2b1e") + disc(0, 0, 4.6, "#c75a3c") + disc(0, 0, 1.8, "#f3cf9a");
const chestnut = () => shape("M-10 2C-10-8 10-8 10 2C8 11-8 11-10 2Z", "#f0cf82") + stroke("M-5-2q5-4 10 0", "#d9ae57", 1.8);
const ginkgo = () => oval(0, 0, 6, 4.6, "#cfd36a", 'stroke="#a9ad48"');
const ice = () => shape("M-10-6L6-11L12 5L-3 11Z", "#ffffff", 'opacity=".75"') + stroke("M-5-5l9-3", "#fff", 2);
const pear = () => shape("M-12 6C-8-12 8-12 12 6C6 10-6 10-12 6Z", "#fbf5dd", 'stroke="#e0d6ae"');
const apple = () => shape("M-13 6C-9-12 9-12 13 6C6 10-6 10-13 6Z", "#fbefd0") + stroke("M-13 6C-9-12 9-12 13 6", "#c23b2e", 2.6);
const chicken = () => shape("M-18 2C-20-14 0-20 12-12C24-6 20 12 6 14C-8 17-17 13-18 2Z", "#c8813c") + shape("M-10-3C-6-11 6-11 11-5C6 0-6 3-10-3Z", "#e3a760", 'opacity=".8"');
const drumstick = () => stroke("M12 10L27 22", "#f4e8d0", 6) + disc(29, 21, 4, "#f4e8d0") + disc(26, 25, 4, "#f4e8d0") + shape("M-20-12C-8-24 14-14 16 4C16 14 6 18-4 12C-18 6-26-4-20-12Z", "#c07832") + stroke("M-12-10q10-4 18 4", "#e9b773", 3);
const fish = () => shape("M-52 0C-34-24 14-24 38-3C14 22-34 22-52 0Z", "#7d8b95") + shape("M-52 0C-34 22 14 22 38-3C10 8-30 10-52 0Z", "#d9cdb8") + shape("M33-3l22-14-5 15 6 14z", "#6d7a84") + stroke("M-26-13l6 24M-10-16l6 28M6-15l6 24M19-11l4 15", "#5b3b22", 2.4, 'opacity=".75"') + disc(-40, -3, 3, "#fff") + disc(-40, -3, 1.6, "#222");
const oyster = () => shape("M-18 4C-22-12 2-20 16-10C24 0 12 14-2 13C-12 14-16 10-18 4Z", "#7b7268") + shape("M-12 3C-14-8 2-13 11-7C16 0 7 8-2 8C-9 9-11 7-12 3Z", "#e9e2d4") + oval(0, 0, 6, 4, "#b9b3aa");
const crab = () => oval(0, 0, 21, 15, "#d4582f") + [-1, 1].map((side) => stroke(`M${side * 17} 5q${side * 12} 2 ${side * 14} 12M${side * 18} 0q${side * 14}-2 ${side * 19} 7M${side * 14}-9q${side * 12}-8 ${side * 16}-15`, "#bf4521", 4.4)).join("") + disc(-6, -10, 2.2, "#2b1a0c") + disc(6, -10, 2.2, "#2b1a0c") + stroke("M-9 2q9 5 18 0", "#f09a70", 2.4);
const roll = () => disc(0, 0, 17, "#22332b") + disc(0, 0, 14.5, "#fffaf0") + block(-7, -7, 6, 7, 2, "#f0b238") + block(1, -6, 6, 6, 2, "#e58234") + block(-6, 1, 6, 6, 2, "#5c8a45") + block(1, 1, 6, 6, 2, "#c2574a");
const cutlet = () => shape("M-40-10C-28-32 26-30 40-8C44 16 14 30-14 26C-36 24-46 8-40-10Z", "#b06a25") + [-22, -6, 10, 26].map((x) => stroke(`M${x}-23l-6 46`, "#7f4413", 2.2)).join("") + stroke("M-30-8q22-16 56-2", "#dfa355", 3, 'opacity=".8"');
const hotteok = () => disc(0, 0, 21, "#b9752c") + disc(-1, -1, 18, "#e2a650") + shape("M-8 1C-5-7 7-7 9 0C6 7-5 7-8 1Z", "#6b3a18") + disc(2, -1, 1.4, "#ffe9bd") + disc(-2, 2, 1.2, "#ffe9bd");
const flower = (random, color = "#e58fa0") => [0, 72, 144, 216, 288].map((turn) => `<ellipse rx="6" ry="9" cy="-9" fill="${color}" transform="rotate(${turn})"/>`).join("") + disc(0, 0, 4.5, "#f3c34d");
const yakgwa = () => Array.from({ length: 8 }, (_, i) => disc(Math.cos((i * Math.PI) / 4) * 13, Math.sin((i * Math.PI) / 4) * 13, 7, "#9a5721")).join("") + disc(0, 0, 15, "#b9702d") + ring(0, 0, 9, "#7f4418", 2) + disc(0, 0, 2.6, "#7f4418");
const cube = (random, color = "#e9c98a") => block(-12, -10, 24, 22, 4, "#c49c57") + block(-12, -12, 24, 21, 4, color) + [[-5, -6], [4, -3], [-2, 3], [6, 4]].map(([x, y]) => disc(x, y, 1.3, "#fff4d4")).join("");
const songpyeon = (random, color = "#dfe8c4") => shape("M-19 6C-14-14 14-14 19 6C10 11-10 11-19 6Z", color) + stroke("M-13 2q13-13 26 0", "#ffffff", 2.2, 'opacity=".8"');
const bean = (random, color = "#7b2f2a") => oval(0, 0, 6, 4.4, color) + oval(-2, -1.4, 2, 1, "#fff", 'opacity=".4"');
const sauce = (random, color = "#5a2d17") => disc(0, 0, 21, "#e9ddc8") + disc(0, 0, 18, "#fbf5ea") + disc(0, 0, 14.5, color) + oval(-4, -5, 5, 2, "#fff", 'opacity=".35"');
const strip = (random, color = "#8a4a2c") => stroke(`M-16 ${tidy(between(random, -4, 4))}q16 ${tidy(between(random, -12, 12))} 32 0`, color, 6);
const jelly = () => block(-22, -9, 44, 18, 5, "#6b4a36") + block(-22, -10, 44, 14, 5, "#8a6650") + stroke("M-16-6h20", "#b99a84", 2);
const lotus = () => disc(0, 0, 15, "#c99b6a") + disc(0, 0, 13, "#e3bf8f") + [0, 60, 120, 180, 240, 300].map((turn) => `<circle cy="-7.6" r="2.7" fill="#8e6136" transform="rotate(${turn})"/>`).join("") + disc(0, 0, 1.8, "#8e6136");

/** Every topping by name: each takes chance and, where it has one, a colour. */
export const toppings = {
  apple, bean, belly, carrot, chestnut, chicken, chili, clam, crab, cube, cucumber, cutlet, drumstick, dumpling, egg, fish, fishcake, flower,
  ginkgo, "half-egg": halfEgg, hotteok, ice, jelly, jujube, kimchi, laver, leaf, lotus, meat, mushroom, octopus, oyster, pear, pinenut, radish,
  rib, ricecake, roll, sauce, "sauced-ricecake": saucedRicecake, scallion, "scallion-long": scallionLong, seaweed, sesame, shrimp, songpyeon,
  sprout, strip, tofu, yakgwa, zucchini,
};
