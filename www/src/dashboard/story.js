// The three answers of the first screen, and when there is none to give. Pure.

/** Standard deviations to either side that hold 95% of a normal distribution. */
const Z95 = 1.96;

/**
 * The least that a rate is likely to be, given how many it was counted over (Wilson's interval).
 * @param {number} rate in [0, 1]
 * @param {number} count
 * @param {number} z standard deviations to either side
 */
export function leastLikely(rate, count, z) {
  if (!(count > 0)) return 0;
  const [square, middle] = [z ** 2 / count, rate + z ** 2 / (2 * count)];
  return (middle - z * Math.sqrt((rate * (1 - rate)) / count + square / (4 * count))) / (1 + square);
}

/**
 * How much wider an interval must be so that among several comparisons all are likely right together (Bonferroni). The normal
 * distribution's quantile is Abramowitz and Stegun's 26.2.23, right to 0.0005.
 * @param {number} comparisons
 */
export function widening(comparisons) {
  const t = Math.sqrt(-2 * Math.log(0.025 / Math.max(1, comparisons)));
  const above = 2.515517 + 0.802853 * t + 0.010328 * t ** 2;
  const below = 1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3;
  return Math.max(1, (t - above / below) / Z95);
}

/**
 * The section of which a rate can be said to be above that of all sections together. Counted over visits, not looks: looks of
 * one guest are not independent of each other.
 */
function outstanding(sections, rateOf, overall) {
  const known = sections.filter((row) => row.read_rate !== undefined && row.visits > 0);
  const z = Z95 * widening(known.length);
  const ranked = known.map((row) => ({ row, least: leastLikely(rateOf(row), row.visits, z) })).sort((a, b) => b.least - a.least);
  return ranked[0]?.least > overall ? ranked[0].row : undefined;
}

/**
 * What holds and what is skipped; each is nothing where chance may be all there is.
 * @param {object[]} sections named rows
 * @returns {{held?: object, skipped?: object, readRate?: number}} `readRate` of all looks at sections
 */
export function heldAndSkipped(sections) {
  const known = sections.filter((row) => row.read_rate !== undefined);
  const looks = known.reduce((total, row) => total + row.exposures, 0);
  if (looks === 0) return {};
  const readRate = known.reduce((total, row) => total + row.read_rate * row.exposures, 0) / looks;
  return {
    readRate,
    held: outstanding(sections, (row) => row.read_rate, readRate),
    skipped: outstanding(sections, (row) => row.skim_rate, 1 - readRate),
  };
}

const reaches = (row, factor) => (row.difference_ms > 0 ? row.difference_ms - factor * (row.difference_ms - row.low_ms) > 0 : row.difference_ms + factor * (row.high_ms - row.difference_ms) < 0);

/**
 * The section that a change of the menu changed most, of those where chance among so many sections would not make it.
 * @param {object[]} rows of the compare view
 */
export function mostChanged(rows) {
  const factor = widening(rows.length);
  const sure = rows.filter((row) => row.verdict !== "cannot tell" && reaches(row, factor));
  return sure.sort((a, b) => Math.abs(b.difference_ms) - Math.abs(a.difference_ms))[0];
}

/**
 * The two menu versions to compare: those chosen, else the newest and the one before it.
 * @param {object[]} menus rows of the menus view
 * @param {{a?: string, b?: string}} chosen
 * @returns {{a: string, b: string} | undefined} nothing where there are not two
 */
export function versionsOf(menus, { a, b }) {
  const newest = menus.filter(({ value }) => value !== null).sort((one, two) => two.first_at_ms - one.first_at_ms);
  const after = b ?? newest.find(({ value }) => value !== a)?.value;
  const before = a ?? newest.find(({ value }) => value !== after)?.value;
  return before && after ? { a: before, b: after } : undefined;
}
