// What every page of these tests begins with: linger's script tag, with the attributes that the page's address names,
// as in ?data-storage=local, and a hand that scrolls. The tag comes once frames come evenly: while the first are late,
// nobody knows since when there is something to see.
const tag = document.createElement("script");
tag.src = "/sdk/linger.js";
tag.async = true;
tag.dataset.site = "demo";
for (const [name, value] of new URLSearchParams(location.search)) {
  if (name.startsWith("data-")) tag.setAttribute(name, value);
}

/** Frames that came in time, one after the other; and all frames, as a busy machine may never be even. */
let [inTime, frames] = [0, 0];
const beginEvenly = (last) => requestAnimationFrame((now) => {
  inTime = now - last < 25 ? inTime + 1 : 0;
  frames += 1;
  if (inTime < 6 && frames < 120) beginEvenly(now);
  else document.head.append(tag);
});
// Nothing is drawn in a tab behind another.
addEventListener("load", () => (document.hidden ? document.head.append(tag) : beginEvenly(performance.now())));

/** Moves the page, or a scroller in it, that far at that speed; `gliding` says whether it still moves. */
window.gliding = false;
window.glide = (what, { x = 0, y = 0 }, speedPxS) => {
  window.gliding = true;
  const began = performance.now();
  const [left, top] = [what.scrollLeft, what.scrollTop];
  const lastsMs = (1000 * Math.hypot(x, y)) / speedPxS;
  const step = (now) => {
    const part = Math.min(1, Math.max(0, now - began) / lastsMs);
    what.scrollTo(left + x * part, top + y * part);
    if (part < 1) requestAnimationFrame(step);
    else window.gliding = false;
  };
  requestAnimationFrame(step);
};
