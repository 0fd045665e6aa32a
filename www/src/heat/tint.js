// How strongly a part of the page may be coloured, so that its words can still be read. Pure: colours in, colours out.

/**
 * Contrast that words keep: WCAG 2.2's level AA for text of usual size (success criterion 1.4.3). Words that have less
 * without colour keep what they have.
 */
const CONTRAST_MIN = 4.5;

/** What is mixed in where the page is light, and where it is dark: red, green, blue. */
const ON_LIGHT = [255, 106, 31];
const ON_DARK = [178, 58, 16];

/** From the least attention to the most, where no words lie on the colour. */
const FAINT = [247, 214, 160];
const STRONG = [193, 52, 24];

/** Steps in which the strongest colour is looked for. */
const STEPS = 20;

/** Relative luminance, as WCAG defines it. @param {number[]} colour red, green, blue, 0 to 255 */
function luminance(colour) {
  const [red, green, blue] = colour.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, 1 to 21. */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** A colour with a part of another. @param {number} part 0 to 1 */
export const mixed = (colour, other, part) => colour.map((value, index) => Math.round(value + (other[index] - value) * part));

/** Where half of white and half of black are equally far: lighter pages are coloured with the lighter colour. */
const isLight = (colour) => luminance(colour) > 0.18;

const isReadable = (background, texts, before) => texts.every((text, index) => contrast(background, text) >= Math.min(CONTRAST_MIN, before[index]));

/**
 * The background of a part that got this much attention. The most that the words allow stands for the most attention.
 * @param {number[]} background as the page has it
 * @param {number[][]} texts colours of the words on it
 * @param {number} strength attention as a part of the most that any has, 0 to 1
 */
export function tinted(background, texts, strength) {
  const colour = isLight(background) ? ON_LIGHT : ON_DARK;
  const before = texts.map((text) => contrast(background, text));
  let most = 0;
  while (most < STEPS && isReadable(mixed(background, colour, (most + 1) / STEPS), texts, before)) most += 1;
  return mixed(background, colour, (most / STEPS) * strength);
}

/** The colour of a mark that holds no words. @param {number} strength 0 to 1 */
export const heatOf = (strength) => mixed(FAINT, STRONG, strength);

/** As style sheets write it. */
export const css = ([red, green, blue]) => `rgb(${red}, ${green}, ${blue})`;
