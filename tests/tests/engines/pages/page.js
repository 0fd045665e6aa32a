// What every page of these tests begins with: linger's script tag, with the attributes that the page's address names,
// as in ?data-storage=local, and a hand that scrolls.
const tag = document.createElement("script");
tag.src = "/sdk/linger.js";
tag.async = true;
tag.dataset.site = "demo";
for (const [name, value] of new URLSearchParams(location.search)) {
  if (name.startsWith("data-")) tag.setAttribute(name, value);
}
document.head.append(tag);

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
