// The codes themselves, all of one size, so that a sheet's look alike.
import { encode } from "uqr";

/** How much of a code may be dirty: about 7, 15, 25 and 30 % of its codewords (ISO/IEC 18004). */
export const LEVELS = ["L", "M", "Q", "H"];

/** "Where QR Code get dirty" (DENSO WAVE, error correction feature), as tables with food on them do. */
export const LEVEL_USUAL = "Q";

const coded = (text, level, minVersion) => encode(text, { ecc: level, border: 0, boostEcc: false, minVersion });

/** The dark modules as SVG's path, in modules: one step for those beside each other. */
function pathOf(rows) {
  const row = (modules, y) =>
    modules.flatMap((dark, x) => {
      if (!dark || modules[x - 1]) return [];
      const end = modules.indexOf(false, x);
      const length = (end < 0 ? modules.length : end) - x;
      return [`M${x} ${y}h${length}v1h-${length}z`];
    });
  return rows.flatMap(row).join("");
}

/**
 * A code for each address. All are written byte by byte, as an address has small letters; so the longest says how large a
 * code all of them need.
 * @param {string[]} addresses
 * @param {"L" | "M" | "Q" | "H"} level
 * @returns {{side: number, paths: string[]} | undefined} modules of a side; nothing where one is too long for any code
 */
export function symbols(addresses, level) {
  try {
    const longest = addresses.reduce((one, other) => (other.length > one.length ? other : one));
    const common = coded(longest, level, 1).version;
    const codes = addresses.map((address) => coded(address, level, common));
    return { side: codes[0].size, paths: codes.map((code) => pathOf(code.data)) };
  } catch {
    return undefined;
  }
}
