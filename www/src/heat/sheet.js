// The sheet at the bottom of the screen: what the colours mean, the figures of what was touched, the key where one is needed.
import { make } from "../dashboard/dom.js";
import { css, heatOf } from "./tint.js";

const STYLE = `
  :host { all: initial; }
  * { box-sizing: border-box; margin: 0; }
  .sheet { position: fixed; inset: auto 10px 10px; z-index: 2147483000; max-width: 27rem; margin-inline: auto; padding: 12px 16px; border-radius: 16px; background: #1d1512; color: #fdf3e2; font: 400 14px/1.45 system-ui, "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; box-shadow: 0 10px 34px #000a; max-height: 60vh; overflow-y: auto; }
  @media (min-width: 48rem) { .sheet { inset: auto 16px 16px auto; width: 27rem; } }
  h2 { font-size: 15px; line-height: 1.3; }
  h2 small { margin-left: 6px; color: #d6c4ad; font-size: 13px; font-weight: 400; }
  p { color: #d6c4ad; font-size: 13px; }
  .ramp { display: flex; align-items: center; gap: 8px; margin-top: 6px; }
  .ramp i { flex: 1; max-width: 130px; height: 9px; border-radius: 99px; background: linear-gradient(90deg, ${css(heatOf(0))}, ${css(heatOf(1))}); }
  .bottom { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 16px; margin-top: 8px; }
  a { color: #ffc08a; padding-block: 5px; }
  label { display: flex; align-items: center; gap: 7px; min-height: 30px; }
  input[type="checkbox"] { width: 18px; height: 18px; accent-color: #ff8c42; }
  dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(106px, 1fr)); gap: 6px 14px; margin: 8px 0; }
  dt { color: #d6c4ad; font-size: 12px; }
  dd { margin: 0; font-size: 16px; font-weight: 700; font-variant-numeric: tabular-nums; }
  form { display: grid; gap: 8px; margin-top: 6px; }
  form label { display: grid; gap: 3px; }
  form input { min-height: 42px; padding: 0 12px; border: 1.5px solid #8a7666; border-radius: 10px; background: #2c211c; color: inherit; font: inherit; font-size: 16px; }
  button { min-height: 40px; padding: 0 16px; border: 0; border-radius: 99px; background: #ffb27a; color: #1d1512; font: 700 14px system-ui, sans-serif; cursor: pointer; }
  :focus-visible { outline: 3px solid #ffb27a; outline-offset: 2px; }
  .sheet:focus { outline: none; }
`;

const figuresOf = (lines) => make("dl", {}, ...lines.map(([term, value]) => make("div", {}, make("dt", {}, term), make("dd", {}, value))));

function legend({ words, basis, scope }) {
  const ramp = make("div", { class: "ramp" }, make("p", {}, words.less), make("i", { "aria-hidden": "true" }), make("p", {}, words.more));
  return [make("h2", { id: "title" }, words.title, make("small", {}, `${basis} ${scope}`)), ramp, make("p", {}, words.hint)];
}

function chosenOf({ name, lines }) {
  return [make("h2", { id: "title" }, name), figuresOf(lines)];
}

function links(words, { dashboard, end }) {
  return [make("a", { href: dashboard }, words.dashboard), make("a", { href: end }, words.end)];
}

/** An address of this page without heat. */
function ended() {
  const query = new URLSearchParams(location.search);
  query.delete("linger");
  const text = query.toString();
  return `${location.pathname}${text && `?${text}`}`;
}

function versionBox({ words, menu, isThisMenu }, on) {
  if (!menu) return [];
  const box = make("input", { type: "checkbox", id: "version" });
  box.checked = isThisMenu;
  box.addEventListener("change", () => on.version(box.checked));
  return [make("label", {}, box, words.thisOnly)];
}

function keyForm({ words, isRefused }, on) {
  const field = make("input", { type: "password", autocomplete: "current-password", required: "", "aria-describedby": "wrong" });
  const form = make("form", {}, make("p", {}, words.lockedText), make("label", {}, words.lockedTitle, field), make("p", { id: "wrong", role: "alert" }, isRefused ? words.wrongKey : ""), make("button", { type: "submit" }, words.unlock));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    on.key(field.value.trim());
  });
  return [make("h2", { id: "title" }, words.title), form];
}

function failure({ words, detail }, on) {
  const again = make("button", { type: "button" }, words.retry);
  again.addEventListener("click", on.retry);
  return [make("h2", { id: "title" }, words.failed), make("p", {}, detail), make("p", {}, again)];
}

/**
 * @param {{key: (key: string) => void, version: (isThisMenu: boolean) => void, retry: () => void, close: () => void}} on
 */
export function sheet(on) {
  const host = make("linger-heat", {});
  const root = host.attachShadow({ mode: "open" });
  const place = make("section", { class: "sheet", "aria-labelledby": "title", tabindex: "-1" });
  root.append(make("style", {}, STYLE), place);
  place.addEventListener("keydown", ({ key }) => key === "Escape" && on.close());
  document.body.append(host);
  const write = (words, ...parts) => {
    place.lang = words.lang;
    place.replaceChildren(...parts);
  };
  const bottom = (about) => make("div", { class: "bottom" }, ...versionBox(about, on), ...links(about.words, { dashboard: "/dashboard/", end: ended() }));
  return {
    showWaiting: ({ words }) => write(words, make("h2", { id: "title" }, words.title), make("p", { role: "status" }, words.waiting)),
    showLegend: (about) => write(about.words, ...legend(about), bottom(about)),
    showChosen: (about, chosen) => write(about.words, make("div", { "aria-live": "polite" }, ...chosenOf(chosen)), bottom(about)),
    askKey: (about) => write(about.words, ...keyForm(about, on)),
    showFailure: (about) => write(about.words, ...failure(about, on)),
  };
}
