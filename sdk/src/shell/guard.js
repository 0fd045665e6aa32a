// Nothing of ours throws into the host page. Every call into the module goes through here; the first failure of any kind, a
// trap in the module included, ends linger for this page life: a half-broken tracker would measure nonsense, and would fail
// again at each event.

/** A linger that never throws. */
export function guarded(linger) {
  let sound = true;
  const guard = (call) => (...values) => {
    if (sound) {
      try {
        return call(...values);
      } catch {
        sound = false;
      }
    }
  };
  return {
    told: guard((signal, first = 0, second = 0, third = -1) => linger.told(signal, first, second, third)),
    said: guard((...values) => linger.said(...values)),
    intersected: guard((...values) => linger.intersected(...values)),
  };
}
