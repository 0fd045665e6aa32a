// Nothing of ours throws into the host page. Every call into the module goes through here; the first failure of any kind, a
// trap in the module included, ends linger for this page life: a half-broken tracker would measure nonsense, and would fail
// again at each event.

/** A linger that never throws. */
export function guarded(linger) {
  let sound = true;
  const guard = (name) => (...values) => {
    if (sound) {
      try {
        return linger[name](...values);
      } catch {
        sound = false;
      }
    }
  };
  return { told: guard("told"), said: guard("said"), intersected: guard("intersected") };
}
