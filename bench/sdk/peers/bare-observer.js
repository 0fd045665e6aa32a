// An IntersectionObserver on every target, and nothing done with what it says: what any tracker of elements costs at least.
export function start() {
  const observer = new IntersectionObserver(() => {}, { threshold: 0.5 });
  for (const element of document.querySelectorAll("[data-linger-section], [data-linger-item]")) observer.observe(element);
  return { track() {} };
}
