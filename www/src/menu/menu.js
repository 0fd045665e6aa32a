// What moves on the menu page: language, table, the active chip, and adding dishes. Nothing is stored; what must
// survive a reload is in the address.
const root = document.documentElement;
const query = new URLSearchParams(location.search);
const chips = document.querySelector(".chips ul");
const links = new Map([...chips.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
const added = { count: 0, total: 0 };

const say = {
  added: { en: (name, count) => `${name} added (${count})`, ko: (name, count) => `${name} 담음 (${count}개)` },
  count: { en: (count) => (count === 1 ? "1 dish" : `${count} dishes`), ko: (count) => `${count}개` },
  total: { en: (won) => `₩${won.toLocaleString("en")}`, ko: (won) => `${won.toLocaleString("ko")}원` },
};

function keepQuery() {
  const text = query.toString();
  history.replaceState(history.state, "", `${location.pathname}${text && `?${text}`}${location.hash}`);
  for (const link of document.querySelectorAll("a[data-keep]")) link.search = text;
}

function showLanguage(lang) {
  root.lang = lang;
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  showTray();
}

function showTable() {
  const table = query.get("table");
  const badge = document.querySelector(".table");
  badge.hidden = !table;
  badge.querySelector("b").textContent = (table ?? "").slice(0, 32);
}

function showTray() {
  const tray = document.querySelector(".tray");
  tray.hidden = added.count === 0;
  tray.querySelector("[data-count]").textContent = say.count[root.lang](added.count);
  tray.querySelector("[data-total]").textContent = say.total[root.lang](added.total);
}

function add(button) {
  const { order: item, price } = button.dataset;
  const times = Number(button.dataset.times ?? 0) + 1;
  button.dataset.times = String(times);
  button.querySelector(".count").textContent = String(times);
  added.count += 1;
  added.total += Number(price);
  showTray();
  const name = button.closest(".dish").querySelector(`h3 .${root.lang}`).textContent;
  document.querySelector("[data-status]").textContent = say.added[root.lang](name, times);
  window.linger?.track?.("order", { item });
}

function markChip(id) {
  for (const [section, link] of links) {
    if (section === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  // Called from an intersection report, which the browser makes after layout: these reads cost no second layout.
  const link = links.get(id);
  chips.scrollTo({ left: link.offsetLeft - (chips.clientWidth - link.offsetWidth) / 2 });
}

function watchSections() {
  const crossing = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) crossing[isIntersecting ? "add" : "delete"](target.id);
    const current = [...links.keys()].find((id) => crossing.has(id));
    if (current) markChip(current);
  }, { rootMargin: "-30% 0px -69% 0px" });
  for (const section of document.querySelectorAll("main > section")) observer.observe(section);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.order) add(button);
  if (button?.dataset.lang) {
    query.set("lang", button.dataset.lang);
    keepQuery();
    showLanguage(button.dataset.lang);
  }
});

showTable();
showLanguage(root.lang);
keepQuery();
watchSections();
