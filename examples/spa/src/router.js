// History routing in twenty lines: links within the page change the address and the view, and so do back and forward.

/** Shows `show(path)` for the present address and each one after. */
export function route(show) {
  const enter = () => {
    show(location.pathname);
    scrollTo(0, 0);
  };
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='/']");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href"));
    enter();
  });
  addEventListener("popstate", enter);
  enter();
}
