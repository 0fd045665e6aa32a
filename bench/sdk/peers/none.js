// The page without any tracker: what the others' main-thread time is counted from.
export function start() {
  return { track() {} };
}
