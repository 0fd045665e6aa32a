// The few strokes that every drawing is made of. Drawings are text (SVG), made when the site is built; the same
// name always gives the same drawing, so that a build repeats byte for byte.

/**
 * A repeatable source of numbers in [0, 1), seeded by a name (mulberry32 over an FNV-1a hash).
 * @param {string} name
 * @returns {() => number}
 */
export function randomOf(name) {
  let state = [...name].reduce((hash, char) => Math.imul(hash ^ char.codePointAt(0), 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A coordinate with one decimal: a tenth of a unit is finer than a phone's pixel here. */
export const tidy = (value) => String(Math.round(value * 10) / 10);

/** A number between the two bounds. */
export const between = (random, low, high) => low + random() * (high - low);

/** One of the list, by chance. */
export const oneOf = (random, list) => list[Math.floor(random() * list.length)];

/** A circle. `more` holds further attributes. */
export const disc = (x, y, r, fill, more = "") =>
  `<circle cx="${tidy(x)}" cy="${tidy(y)}" r="${tidy(r)}" fill="${fill}"${more && ` ${more}`}/>`;

/** An ellipse. */
export const oval = (x, y, rx, ry, fill, more = "") =>
  `<ellipse cx="${tidy(x)}" cy="${tidy(y)}" rx="${tidy(rx)}" ry="${tidy(ry)}" fill="${fill}"${more && ` ${more}`}/>`;

/** A rectangle with round corners. */
export const block = (x, y, width, height, round, fill, more = "") =>
  `<rect x="${tidy(x)}" y="${tidy(y)}" width="${tidy(width)}" height="${tidy(height)}" rx="${tidy(round)}" fill="${fill}"${more && ` ${more}`}/>`;

/** A filled outline. */
export const shape = (d, fill, more = "") => `<path d="${d}" fill="${fill}"${more && ` ${more}`}/>`;

/** A stroke with round ends. */
export const stroke = (d, color, width, more = "") =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${tidy(width)}" stroke-linecap="round" stroke-linejoin="round"${more && ` ${more}`}/>`;

/** A ring: a circle's line. */
export const ring = (x, y, r, color, width, more = "") =>
  disc(x, y, r, "none", `stroke="${color}" stroke-width="${tidy(width)}"${more && ` ${more}`}`);

/** The body moved to a place, turned by degrees and scaled. */
export const placed = (x, y, turn, body, scale = 1) =>
  `<g transform="translate(${tidy(x)} ${tidy(y)}) rotate(${tidy(turn)})${scale === 1 ? "" : ` scale(${scale})`}">${body}</g>`;

/**
 * Places for `count` things in a disc, evenly filled like a sunflower's seeds and shaken a little.
 * @returns {{x: number, y: number, turn: number}[]}
 */
export function scattered(count, radius, random) {
  const start = random() * 360;
  return Array.from({ length: count }, (_, index) => {
    const distance = radius * Math.sqrt((index + 0.5) / count) * between(random, 0.88, 1);
    const angle = ((start + index * 137.5) * Math.PI) / 180;
    return { x: Math.cos(angle) * distance, y: Math.sin(angle) * distance, turn: random() * 360 };
  });
}
