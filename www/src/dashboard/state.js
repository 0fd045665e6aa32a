// What has become of asking, and the face that the page wears for it. Pure.

/**
 * @typedef {{problem?: import("./api.js").Problem, failures: number}} State
 */

/** While nothing is wrong. @type {State} */
export const fine = { failures: 0 };

/** What was known stays known, and is shown as no longer current. @param {State} state @returns {State} */
export const afterFailure = (state, problem) => ({ problem, failures: state.failures + 1 });

/**
 * Which of the designed faces the page wears.
 * @param {State} state
 * @param {{summary?: object[], isNarrowed: boolean, isWhole: boolean}} known the summary's rows; whether filters leave
 *   visits out; whether every answer of the view is there
 * @returns {"loading" | "locked" | "failed" | "stale" | "empty" | "nothing" | "ready"}
 */
export function face({ problem }, { summary, isNarrowed, isWhole }) {
  if (problem?.kind === "locked") return "locked";
  if (!isWhole) return problem ? "failed" : "loading";
  if (problem) return "stale";
  if (!summary?.[0]?.visits) return isNarrowed ? "nothing" : "empty";
  return "ready";
}

/** Milliseconds that the pause after failures begins with, and doubles. */
const RETRY_MS = 1000;

/** The longest pause between askings while the collector is away, or its door is locked. */
const PERIOD_MS_MAX = 15_000;

/** Of the time, at most this part is spent asking: a lake that takes long to read is asked less often. */
const ASKING_SHARE_MAX = 0.8;

/**
 * How long to wait before asking again: after failures longer and spread by chance, so that a wall of dashboards does not
 * return to a recovering collector at one instant.
 * @param {State} state
 * @param {{everyMs: number, tookMs: number, random: () => number}} asking `random` is in [0, 1)
 * @returns {number} ms
 */
export function pause({ problem, failures }, { everyMs, tookMs, random }) {
  if (failures === 0) return Math.max(everyMs, (tookMs * (1 - ASKING_SHARE_MAX)) / ASKING_SHARE_MAX);
  if (problem.kind === "locked") return PERIOD_MS_MAX;
  const longest = Math.min(PERIOD_MS_MAX, RETRY_MS * 2 ** failures);
  return Math.round(longest * (0.5 + random() / 2));
}
