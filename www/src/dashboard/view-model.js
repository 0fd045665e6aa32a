// From rows of the API to what is shown. Pure: no document, no clock.

const sum = (rows, key) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);

const readRate = (row) => (row.skim_rate === null || row.skim_rate === undefined ? undefined : 1 - row.skim_rate);

/**
 * Rows ready for charts and tables: named, with the read rate beside the skim rate.
 * @param {object[]} rows of the sections or items view
 * @param {ReturnType<typeof import("./names.js").namesOf>} names
 */
export function named(rows, names) {
  return rows.map((row) => ({ ...row, key: row.target, name: names.name(row.target), art: names.art(row.target), home: names.sectionOf(row), read_rate: readRate(row) }));
}

/** The row with the most of something; nothing where two have as much. */
export function foremost(rows, key) {
  const most = Math.max(...rows.map((row) => row[key]));
  const first = rows.filter((row) => row[key] === most);
  return first.length === 1 ? first[0] : undefined;
}

/** Longest dwell first; equal ones by name, so that a poll does not shuffle them. */
export const byDwell = (rows) => [...rows].sort((a, b) => b.dwell_ms - a.dwell_ms || a.key.localeCompare(b.key));

/** As the guest meets them; targets that the menu does not know come last, most reached first. */
export const inMenuOrder = (rows, names) => [...rows].sort((a, b) => names.place(a.key) - names.place(b.key) || (b.reach ?? 0) - (a.reach ?? 0));

/**
 * Of all time on sections, the shares with the page at rest and in motion; nothing where there was no time.
 * @returns {{held: number, passed: number} | undefined}
 */
export function split(sections) {
  const [paused, scrolling] = [sum(sections, "paused_ms"), sum(sections, "scrolling_ms")];
  const all = paused + scrolling;
  return all > 0 ? { held: paused / all, passed: scrolling / all } : undefined;
}

/** How many were seen; nothing while that is not known. */
const seen = (rows) => rows?.filter((row) => row.exposures > 0).length;

/**
 * The headline figures.
 * @param {object | undefined} summary
 * @param {object[]} sections
 * @param {object[] | undefined} items
 * @param {{sections: number, dishes: number}} totals of the menu; where it is not known, what was seen is all there is
 */
export function headline(summary, sections, items, totals) {
  return {
    visits: summary?.visits ?? 0,
    sessions: summary?.sessions ?? 0,
    activeMs: summary?.active_ms ?? 0,
    medianVisitMs: summary?.active_median_ms,
    events: summary?.events ?? 0,
    lastMs: summary?.last_received_at_ms,
    sections: { seen: seen(sections), all: Math.max(totals.sections, sections.length) },
    dishes: { seen: seen(items), all: Math.max(totals.dishes, items?.length ?? 0) },
  };
}

/**
 * The dishes to show: of one section or all, the first few or all.
 * @param {object[]} rows named
 * @param {{section?: string, limit: number}} choice
 * @returns {{rows: object[], all: number}}
 */
export function dishesShown(rows, { section, limit }) {
  const chosen = byDwell(section ? rows.filter((row) => row.home === section) : rows);
  return { rows: chosen.slice(0, limit), all: chosen.length };
}
