// One brush-drawn emblem for each section, in lines of the text's own colour so that it follows the theme.

const lines = {
  today: "M24 6a18 18 0 1 0 18 22A14 14 0 0 1 24 6ZM37 8v6M34 11h6M41 18v3",
  starters: "M8 40L34 6M14 42L40 12M6 30c8 10 28 10 36 0M6 30h36",
  salads: "M24 42V20M24 26C10 26 8 14 8 10C20 10 24 18 24 26ZM24 22C24 12 32 6 41 7C41 18 34 22 24 22Z",
  soups: "M6 24h36c0 12-8 18-18 18S6 36 6 24ZM16 42h16M17 17c-4-4 4-6 0-11M24 17c-4-4 4-6 0-11M31 17c-4-4 4-6 0-11",
  stews: "M9 20h30l-2 16q-1 6-7 6H18q-6 0-7-6ZM4 24h5M39 24h5M9 20c0-8 30-8 30 0M24 14v-4M20 10h8",
  grill: "M24 4c2 8 12 12 12 23a12 12 0 0 1-24 0c0-6 4-8 5-13c4 2 5 5 5 8c3-4 4-10 2-18ZM24 39c-4 0-6-3-6-6c0-4 6-5 6-10c4 3 6 6 6 10c0 3-2 6-6 6Z",
  rice: "M6 26h36c0 10-8 16-18 16S6 36 6 26ZM9 26c0-7 7-12 15-12s15 5 15 12M18 20l3-2M26 18l3 2M23 23l3-1",
  noodles: "M6 24h36c0 12-8 18-18 18S6 36 6 24ZM14 24V6M20 24V6M26 24V6M10 10l30-5M10 14l30-2",
  temple: "M24 38C14 32 14 20 24 10C34 20 34 32 24 38ZM24 38C12 40 6 32 5 22c6 0 10 2 13 6M24 38C36 40 42 32 43 22c-6 0-10 2-13 6M10 43h28",
  kids: "M24 4l14 15L24 34L10 19ZM24 4v30M10 19h28M24 34c-6 4 4 6-1 10M20 39l6 1",
  sides: "M15 21a9 6 0 1 0 .1 0ZM33 9a9 6 0 1 0 .1 0ZM34 31a9 6 0 1 0 .1 0Z",
  desserts: "M24 16c-12-5-19 3-18 12c1 8 9 14 18 14s17-6 18-14c1-9-6-17-18-12ZM24 16c-5-6-10-5-13-4c3 4 8 5 13 4ZM24 16c5-6 10-5 13-4c-3 4-8 5-13 4ZM24 16V7",
  drinks: "M8 20h28c0 12-4 20-14 20S8 32 8 20ZM36 23c8-1 8 10-2 10M6 44h32M17 14c-3-3 3-5 0-9M26 14c-3-3 3-5 0-9",
  sool: "M18 5h8v9c0 5 6 7 6 14v12q0 4-4 4H16q-4 0-4-4V28c0-7 6-9 6-14ZM12 30h20M37 32h8l-1 12h-6ZM18 9h8",
};

/**
 * The emblem of a section as an inline drawing, hidden from screen readers: the heading beside it says the same.
 * @param {string} id the section's id
 * @throws {Error} where a section has no emblem yet
 */
export function emblem(id) {
  if (!Object.hasOwn(lines, id)) throw new Error(`section "${id}" has no emblem: draw one in emblems.mjs`);
  return `<svg class="emblem" viewBox="0 0 48 48" aria-hidden="true"><path d="${lines[id]}"/></svg>`;
}
