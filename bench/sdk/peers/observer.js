// What programs that time no elements are given here: some twenty lines as tutorials have them. Half of an element on the
// screen begins a view; the rest of it, or a hidden page, ends it.
export function observe(track) {
  const since = new Map();
  const end = (element) => {
    if (!since.has(element)) return;
    const ms = Math.round(performance.now() - since.get(element));
    since.delete(element);
    track("viewed", { target: element.dataset.lingerSection ?? element.dataset.lingerItem, ms });
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio } of entries) {
        if (intersectionRatio >= 0.5) since.set(target, performance.now());
        else end(target);
      }
    },
    { threshold: 0.5 },
  );
  for (const element of document.querySelectorAll("[data-linger-section], [data-linger-item]")) observer.observe(element);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") [...since.keys()].forEach(end);
  });
}
