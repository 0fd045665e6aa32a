// From rows of the API to what is shown. Pure: no document, no clock.

/** A section needs this share of the most-seen one's looks before a sentence is made of it: a rate of few looks is noise. */
const STORY_LOOKS_SHARE = 0.1;

const sum = (rows, key) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);

const readRate = (row) => (row.skim_rate === null || row.skim_rate === undefined ? undefined : 1 - row.skim_rate);

/**
 * Rows ready for charts and tables: named, with the read rate beside the skim rate.
 * @param {object[]} rows of the sections or items view
 * @param {ReturnType<import("./names.js").namesOf>} names
 */
export function named(rows, names) {
  return rows.map((row) => ({ ...row, key: row.target, name: names.name(row.target), art: names.art(row.target), home: names.sectionOf(row), read_rate: readRate(row) }));
}

/** Longest dwell first; equal ones by name, so that a poll does not shuffle them. */
export const byDwell = (rows) => [...rows].sort((a, b) => b.dwell_ms - a.dwell_ms || a.key.localeCompare(b.key));

/** As the guest meets them; targets that the menu does not know come last, most reached first. */
export const inMenuOrder = (rows, names) => [...rows].sort((a, b) => names.place(a.key) - names.place(b.key) || b.reach - a.reach);

/**
 * Of all time on sections, the shares with the page at rest and in motion; nothing where there was no time.
 * @returns {{held: number, passed: number} | undefined}
 */
export function split(sections) {
  const [paused, scrolling] = [sum(sections, "paused_ms"), sum(sections, "scrolling_ms")];
  const all = paused + scrolling;
  return all > 0 ? { held: paused / all, passed: scrolling / all } : undefined;
}

/**
 * The section that holds best and the one that is passed over most, or nothing where two cannot be told apart.
 * @param {object[]} sections named rows
 */
export function story(sections) {
  const most = Math.max(0, ...sections.map((row) => row.exposures));
  const enough = sections.filter((row) => row.read_rate !== undefined && row.exposures >= most * STORY_LOOKS_SHARE);
  const ranked = [...enough].sort((a, b) => b.read_rate - a.read_rate || b.dwell_ms - a.dwell_ms);
  const [first, last] = [ranked[0], ranked.at(-1)];
  return first && first.read_rate > last.read_rate ? { held: first, passed: last } : undefined;
}

const seen = (rows) => rows.filter((row) => row.exposures > 0).length;

/**
 * The headline figures.
 * @param {import("./state.js").Figures} figures
 * @param {{sections: number, dishes: number}} totals of the menu; where it is not known, what was seen is all there is
 */
export function headline({ summary, sections, items }, totals) {
  const visits = summary?.visits ?? 0;
  const active = summary?.active_ms ?? 0;
  return {
    visits,
    sessions: summary?.sessions ?? 0,
    activeMs: active,
    perVisitMs: visits > 0 ? active / visits : undefined,
    events: summary?.events ?? 0,
    dropped: summary?.dropped ?? 0,
    lastMs: summary?.last_received_at_ms,
    sections: { seen: seen(sections), all: Math.max(totals.sections, sections.length) },
    dishes: { seen: seen(items), all: Math.max(totals.dishes, items.length) },
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
