// An account of what is on the screen, independent of linger: geometry asked for at every frame. It keeps every
// stretch in which the page was visible, by the wall clock, with what was viewable and whether the page moved in it.
// It also keeps every body the page posted, and watches that nobody asks for layout in a scroll handler.
(() => {
  const record = { stretches: [], posts: [], passive: [], active: [], layoutReads: [], hiddenAt: [] };
  let last;

  const viewable = (element) => {
    const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
    const seenHeight = Math.min(bottom, innerHeight) - Math.max(top, 0);
    const seenWidth = Math.min(right, innerWidth) - Math.max(left, 0);
    if (seenHeight <= 0 || seenWidth <= 0) return false;
    const seen = seenHeight * seenWidth;
    return seen >= (width * height) / 2 || seen >= (innerWidth * innerHeight) / 2;
  };

  const look = () => ({
    at: performance.timeOrigin + performance.now(),
    top: scrollY,
    seen: [...document.querySelectorAll("[data-linger-section]")]
      .filter(viewable)
      .map((element) => element.dataset.lingerSection),
  });

  const sample = () => {
    const now = look();
    if (last) record.stretches.push([last.at, now.at, last.seen, last.top !== now.top]);
    last = now;
  };

  const frame = () => {
    if (!document.hidden) sample();
    requestAnimationFrame(frame);
  };
  document.addEventListener("DOMContentLoaded", frame);

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      if (last) sample();
      record.hiddenAt.push(last?.at);
      last = undefined;
    } else {
      last = look();
    }
  }, true);

  // linger's last post is made in this very event, before or after this handler: whatever is posted from then on is
  // kept at once.
  let left = false;
  const keep = () => left && localStorage.setItem("sampler", JSON.stringify(record));
  addEventListener("pagehide", () => {
    if (last) sample();
    last = undefined;
    left = true;
    keep();
  });

  const posted = (body) => {
    record.posts.push(body);
    keep();
  };
  const post = window.fetch;
  window.fetch = (url, options) => {
    if (options?.method === "POST") posted(options.body);
    return post(url, options);
  };
  const beacon = navigator.sendBeacon;
  navigator.sendBeacon = (url, body) => {
    posted(body);
    return beacon.call(navigator, url, body);
  };

  // Which handlers could hold the finger up, and which ask for layout while the page scrolls.
  const held = ["touchstart", "touchmove", "wheel", "scroll", "pointerdown"];
  let scrolling = false;
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (name, handler, options) {
    if (!held.includes(name) || typeof handler !== "function") return add.call(this, name, handler, options);
    (options?.passive ? record.passive : record.active).push(name);
    const watched = function (event) {
      scrolling = name === "scroll";
      try {
        return handler.call(this, event);
      } finally {
        scrolling = false;
      }
    };
    return add.call(this, name, watched, options);
  };
  const watch = (owner, name) => {
    const property = Object.getOwnPropertyDescriptor(owner, name);
    const told = (original) => function (...values) {
      if (scrolling) record.layoutReads.push(name);
      return original.apply(this, values);
    };
    const watched = property.get ? { get: told(property.get) } : { value: told(property.value) };
    Object.defineProperty(owner, name, { ...property, ...watched });
  };
  for (const name of ["getBoundingClientRect", "getClientRects", "clientHeight", "clientWidth", "scrollTop"]) {
    watch(Element.prototype, name);
  }
  for (const name of ["offsetTop", "offsetHeight", "offsetWidth", "innerText"]) watch(HTMLElement.prototype, name);
  for (const name of ["scrollY", "pageYOffset", "innerHeight", "innerWidth", "getComputedStyle"]) watch(window, name);
})();
