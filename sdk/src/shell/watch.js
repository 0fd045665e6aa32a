// The page, watched: its elements found, each observed at the ratio from which it is viewable, and everything the browser
// says of the page and its guest, told to the module's ears.
//
// `IntersectionObserver` is the only thing that asks where elements are. It computes after layout, off the scroll
// handlers, and so costs the page no layout of its own. Observing an element again reports it again: that is how one is
// measured.
import {
  HIDDEN, ITEM_APPEARED, LEFT, NAVIGATED, ONLINE, REMOVED, RESTORED, SCROLLED, SECTION_APPEARED, SHOWN, TOUCHED,
} from "./signals.js";
import { bytes, joined } from "./texts.js";

const SECTION = "data-linger-section";
const ITEM = "data-linger-item";
/** The ratio at which nearly all elements become viewable; one taller than the screen has its own. */
const COMMON = 0.5;

/** Bytes of an id that the collector takes, as in `limits.rs`. */
const TARGET_BYTES_MAX = 128;

export function watch(ears, visit, { find, insetTopPx, insetBottomPx }) {
  /** Element to `{ ids, keys, ratio, seen }`; id and key as a section, and as an item. */
  const known = new Map();
  /** Which keys are in use. */
  const used = [];
  const roots = new Set();
  const observers = new Map();
  const undo = [];
  let route = visit.route();
  let moved = false;

  /** Elements of a page may have been made to throw at whoever looks at them. */
  const safe = (call) => (...values) => {
    try {
      return call(...values);
    } catch {}
  };

  // What is viewable.

  const report = (entries) => {
    for (const { target, time, boundingClientRect: box, intersectionRect: seen, rootBounds, isIntersecting } of entries) {
      const one = known.get(target);
      if (!one) continue;
      // The viewport is absent only inside a frame of another origin; there the frame's own size stands in.
      const view = rootBounds ?? { y: 0, width: innerWidth, height: innerHeight };
      one.seen = isIntersecting;
      const place = [
        time, box.width, box.height, seen.width, seen.height, seen.y - view.y, view.width, view.height,
      ];
      let ratio;
      for (const key of one.keys) if (key >= 0) ratio = ears.intersected(key, ...place);
      if (ratio && ratio !== one.ratio) move(target, one, ratio);
    }
  };

  const observer = (ratio) => {
    let found = observers.get(ratio);
    if (!found) observers.set(ratio, (found = new IntersectionObserver(report, { threshold: ratio, rootMargin: margin })));
    return found;
  };

  /** An element that grew past the screen, or shrank, needs another observer. */
  const move = (element, one, ratio) => {
    const old = one.ratio;
    observers.get(old)?.unobserve(element);
    one.ratio = ratio;
    observer(ratio).observe(element);
    if (old !== COMMON && ![...known.values()].some((other) => other.ratio === old)) {
      observers.get(old)?.disconnect();
      observers.delete(old);
    }
  };

  const again = (element, { ratio }) => {
    const found = observer(ratio);
    found.unobserve(element);
    found.observe(element);
  };

  /**
   * What hides the viewport's edges: bars that stick to them, as the page says, and whatever is outside of the visual
   * viewport while the guest has zoomed in or types on a keyboard on the screen.
   */
  const insets = () => {
    const { clientWidth, clientHeight } = document.documentElement;
    const { offsetTop: top, offsetLeft: left, width, height } = window.visualViewport ??
      { offsetTop: 0, offsetLeft: 0, width: clientWidth, height: clientHeight };
    const sides = [
      Math.max(insetTopPx, top), clientWidth - left - width, Math.max(insetBottomPx, clientHeight - top - height), left,
    ];
    return sides.map((side) => (side > 1 ? -Math.round(side) : 0) + "px").join(" ");
  };

  let margin = insets();

  /** Measures again what is on the screen, and after the screen itself has changed all there is. */
  const measure = () => {
    navigate();
    const all = moved;
    moved = false;
    // Asking for sizes may force a layout; so only after something was said to have moved, and never while it moves.
    const now = all ? insets() : margin;
    if (now !== margin) {
      margin = now;
      observers.forEach((one) => one.disconnect());
      observers.clear();
    }
    known.forEach((one, element) => (all || one.seen) && again(element, one));
  };

  // What there is.

  /** An element that is a target, as a section (0) or an item (1); of a page without marks it may be part of both. */
  const meet = (element, kind, id, section) => {
    let one = known.get(element);
    if (one?.ids[kind] === id || !id || bytes(id) > TARGET_BYTES_MAX) return;
    if (!one) {
      known.set(element, (one = { ids: [], keys: [], ratio: COMMON }));
      sizes.observe(element);
    }
    one.ids[kind] = id;
    if (!(one.keys[kind] >= 0)) {
      const free = used.indexOf(false);
      used[(one.keys[kind] = free < 0 ? used.length : free)] = true;
    }
    const texts = joined(JSON.stringify(id), section && JSON.stringify(section));
    ears.said(kind ? ITEM_APPEARED : SECTION_APPEARED, one.keys[kind], 0, texts);
    again(element, one);
  };

  const drop = (element) => {
    const { keys, ratio } = known.get(element);
    known.delete(element);
    sizes.unobserve(element);
    observers.get(ratio)?.unobserve(element);
    for (const key of keys) {
      if (key >= 0) {
        used[key] = false;
        ears.told(REMOVED, 0, key);
      }
    }
  };

  const sectionOf = (element) => {
    for (let at = element; at; at = at.getRootNode().host) {
      const section = at.closest(`[${SECTION}]`);
      if (section) return section.getAttribute(SECTION);
    }
    return "";
  };

  const marks = (element) => [element.getAttribute(SECTION), element.getAttribute(ITEM)];

  const look = (element) => {
    marks(element).forEach((id, kind) => id && meet(element, kind, id, kind ? sectionOf(element) : ""));
    if (element.shadowRoot) enter(element.shadowRoot);
  };

  const scan = (root) => root.querySelectorAll("*").forEach(look);

  /** A document or an open shadow root, neither of which tells of what happens inside the other. */
  const enter = (root) => {
    if (roots.has(root)) return;
    roots.add(root);
    mutations.observe(root, { childList: true, subtree: true, attributeFilter: [SECTION, ITEM] });
    hear(root, "scroll", () => ears.told(SCROLLED));
    scan(root);
    // A component that is defined later attaches its shadow root then, which no observer is told of.
    root.querySelectorAll(":not(:defined)").forEach((element) => {
      customElements.whenDefined(element.localName).then(() => look(element), () => {});
    });
  };

  const isMarked = (element) => marks(element).some((id) => id);

  const changed = (records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "attributes") {
        const ids = known.get(target)?.ids;
        if (ids && marks(target).some((id, kind) => (id || undefined) !== ids[kind])) drop(target);
        look(target);
      }
      for (const node of addedNodes) {
        if (node.nodeType === 1) {
          look(node);
          scan(node);
        }
      }
    }
    known.forEach((one, element) => (element.isConnected && (find || isMarked(element))) || drop(element));
    measure();
  };

  // What happens.

  const begin = (how) => ears.said(how, 0, 0, joined(...visit.begin()));

  /** Not every browser tells of a route that a script has set; so it is looked at whenever something happens. */
  const navigate = () => {
    const now = visit.route();
    if (route !== now) begin(NAVIGATED);
    route = now;
  };

  /**
   * Passive, so that no scroll waits for us; in the capture phase, so that scrollers inside the page are heard and no
   * handler of the page's can keep an event from us.
   */
  const hear = (target, names, call) => {
    for (const name of names.split(" ")) {
      target?.addEventListener(name, call, { passive: true, capture: true });
      undo.push(() => target?.removeEventListener(name, call, true));
    }
  };

  const visibility = () => ears.told(document.hidden ? HIDDEN : SHOWN);
  const resized = () => {
    moved = true;
    ears.told(SCROLLED);
  };

  const mutations = new MutationObserver(safe(changed));
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) known.has(target) && again(target, known.get(target));
  });

  safe(enter)(document);
  // What stands in a page without marks is found by a file of its own; marks win over it.
  const endSearch = find?.(
    (element, ...target) => isMarked(element) || meet(element, ...target),
    (element) => known.has(element) && !isMarked(element) && drop(element),
  );
  // `visibilitychange` is the last event a phone is sure to send before it kills a page; `pagehide` is heard on the
  // window, as it never fires on a document. A page is frozen only while it is hidden.
  hear(document, "visibilitychange", visibility);
  hear(window, "beforeprint", () => ears.told(HIDDEN));
  hear(window, "afterprint", visibility);
  hear(window, "pagehide", () => ears.told(LEFT));
  hear(window, "pageshow", ({ persisted }) => persisted && begin(RESTORED));
  hear(window, "popstate", navigate);
  hear(window.navigation, "currententrychange", navigate);
  hear(window, "online", () => ears.told(ONLINE));
  hear(document, "pointerdown keydown touchstart", () => {
    navigate();
    ears.told(TOUCHED);
  });
  hear(window, "resize", resized);
  hear(window.visualViewport, "resize scroll", resized);

  return {
    measure,
    known,
    navigate,
    stop() {
      endSearch?.();
      undo.forEach((call) => call());
      observers.forEach((one) => one.disconnect());
      mutations.disconnect();
      sizes.disconnect();
      known.clear();
    },
  };
}
