// What the dashboard knows, and how news changes it. Pure.

/**
 * @typedef {{summary?: object, sections: object[], items: object[], leftOut: {file: string, reason: string}[], atMs: number}} Figures
 * @typedef {{figures?: Figures, problem?: import("./api.js").Problem, failures: number}} State
 */

/** Before the first answer. @type {State} */
export const unknown = { failures: 0 };

/** @param {Figures} figures @returns {State} */
export const afterAnswer = (figures) => ({ figures, failures: 0 });

/** The last figures are kept, and shown as no longer current. @param {State} state @returns {State} */
export const afterFailure = (state, problem) => ({ ...state, problem, failures: state.failures + 1 });

/**
 * Which of the designed faces the page wears.
 * @param {State} state
 * @returns {"loading" | "failed" | "stale" | "empty" | "ready"}
 */
export function face({ figures, problem }) {
  if (!figures) return problem ? "failed" : "loading";
  if (problem) return "stale";
  return isEmpty(figures) ? "empty" : "ready";
}

/** Nobody has come yet. A visit without exposures still counts as someone. */
export const isEmpty = ({ summary, sections }) => sections.length === 0 && !summary?.visits;

/** Milliseconds between two askings while all is well. */
const PERIOD_MS = 500;

/** Milliseconds that the pause after failures begins with, and doubles. */
const RETRY_MS = 1000;

/** The longest pause between askings while the collector is away. */
const PERIOD_MS_MAX = 15_000;

/**
 * How long to wait before asking again: half a second, and after failures longer and spread by chance, so that a wall of
 * dashboards does not return to a recovering collector at one instant.
 * @param {number} failures in a row
 * @param {() => number} random in [0, 1)
 * @returns {number} ms
 */
export function pause(failures, random) {
  if (failures === 0) return PERIOD_MS;
  const longest = Math.min(PERIOD_MS_MAX, RETRY_MS * 2 ** failures);
  return Math.round(longest * (0.5 + random() / 2));
}
