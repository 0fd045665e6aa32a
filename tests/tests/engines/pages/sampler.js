// An account of what is on the screen, independent of linger: geometry asked for at every frame, by the wall clock,
// while the page is visible. A life is what lies between a page's load, or its return from the back/forward cache, and
// its going. Every body that the page posts is kept too.
const inset = Number(new URLSearchParams(location.search).get("data-inset-top-px") ?? 0);
const lives = JSON.parse(localStorage.getItem("sampler") ?? "[]");
let life;
let last;

// Not timeOrigin, which may be of another clock than Date.now(), by which linger tells when a visit began.
const origin = Date.now() - performance.now();
const now = () => origin + performance.now();

const begin = (restored) => {
  life = { restored, at: now(), stretches: [], posts: [], hiddenMs: 0 };
  lives.push(life);
  last = undefined;
};

const cut = (a, b) => ({
  left: Math.max(a.left, b.left),
  right: Math.min(a.right, b.right),
  top: Math.max(a.top, b.top),
  bottom: Math.min(a.bottom, b.bottom),
});

const around = (element) => element.parentElement ?? element.getRootNode().host;

const isViewable = (element) => {
  const screen = { left: 0, right: innerWidth, top: inset, bottom: innerHeight };
  const box = element.getBoundingClientRect();
  let seen = cut(box, screen);
  for (let outer = around(element); outer && outer !== document.documentElement; outer = around(outer)) {
    if (outer !== document.body && getComputedStyle(outer).overflowX !== "visible") seen = cut(seen, outer.getBoundingClientRect());
  }
  const [width, height] = [seen.right - seen.left, seen.bottom - seen.top];
  if (width <= 0 || height <= 0) return false;
  const whole = Math.min(box.width * box.height, innerWidth * (innerHeight - inset));
  return width * height >= whole / 2;
};

/** Targets of the document and of every open shadow root in it. */
const targets = (root) => [...root.querySelectorAll("*")].flatMap((element) => [
  ...(element.matches("[data-linger-section], [data-linger-item]") ? [element] : []),
  ...(element.shadowRoot ? targets(element.shadowRoot) : []),
]);

const name = ({ dataset }) => dataset.lingerSection ?? dataset.lingerItem;

const look = () => ({ at: now(), seen: targets(document).filter(isViewable).map(name).join(" ") });

/** What was seen at the last look was seen until now. Stretches alike become one. */
const sample = () => {
  const next = look();
  const before = life.stretches.at(-1);
  if (last && before?.[2] === last.seen && before[1] === last.at) before[1] = next.at;
  else if (last) life.stretches.push([last.at, next.at, last.seen]);
  last = next;
};

const frame = () => {
  if (!document.hidden) sample();
  requestAnimationFrame(frame);
};

let hiddenAt;
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    if (last) sample();
    hiddenAt = now();
    last = undefined;
  } else {
    if (hiddenAt) life.hiddenMs += now() - hiddenAt;
    last = look();
  }
}, true);

// Some of linger's last posts may be made after this: whatever is posted from then on is kept at once.
let left = false;
const keep = () => left && localStorage.setItem("sampler", JSON.stringify(lives));
addEventListener("pagehide", () => {
  if (last) sample();
  last = undefined;
  left = true;
  keep();
});
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  left = false;
  begin(true);
  last = look();
});

const posted = (body) => {
  life.posts.push(body);
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

begin(false);
addEventListener("DOMContentLoaded", frame);
