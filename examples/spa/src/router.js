// History routing in thirty lines: links within the page change the address and the view, and so do back and forward.

/** Shows `show(path)` for the present address and each one after; `leave` comes before and `arrive` after each change. */
export function route({ show, leave, arrive }) {
  const enter = () => {
    show(location.pathname);
    scrollTo(0, 0);
    arrive();
  };
  const go = async (path) => {
    await leave();
    history.pushState(null, "", path);
    enter();
  };
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='/']");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    go(link.getAttribute("href"));
  });
  addEventListener("popstate", async () => {
    await leave();
    enter();
  });
  enter();
}
