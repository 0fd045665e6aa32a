// The answers that are known, by the address they were asked under, and which of them are due to be asked again. Pure:
// the time now is an argument.

/**
 * @typedef {{path: string, everyMs: number}} Wanted
 */
export function answersKept() {
  const kept = new Map();
  return {
    /** Which are not known, or older than they may be. @param {Wanted[]} wanted @param {number} nowMs */
    due: (wanted, nowMs) => wanted.filter(({ path, everyMs }) => !kept.has(path) || nowMs - kept.get(path).askedMs >= everyMs),
    take: (path, answer, nowMs) => void kept.set(path, { answer, askedMs: nowMs }),
    /** Asked in vain: what was known stays, and is not due before its time. */
    miss: (path, nowMs) => void kept.set(path, { answer: kept.get(path)?.answer, askedMs: nowMs }),
    of: (path) => kept.get(path)?.answer,
    /** Forgets all others, as after a change of filters. @param {string[]} paths */
    keepOnly(paths) {
      for (const path of [...kept.keys()]) if (!paths.includes(path)) kept.delete(path);
    },
    forget: () => kept.clear(),
  };
}
