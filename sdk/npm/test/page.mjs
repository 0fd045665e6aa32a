// Pages for the tests, by a DOM without a browser.
import { readFile } from "node:fs/promises";
import { parseHTML } from "linkedom";

const MENUS = new URL("../../../examples/menus/", import.meta.url);

/** A page with this body. */
export const page = (body, title = "") =>
  parseHTML(`<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`).document;

/** A page of examples/menus, with what its own script writes into it. */
export async function menu(name) {
  const text = (file) => readFile(new URL(file, MENUS), "utf8");
  const { document } = parseHTML(await text(`${name}.html`));
  for (const script of document.querySelectorAll('script[src$=".js"]:not([src^="/"])')) {
    new Function("document", await text(script.getAttribute("src")))(document);
  }
  return document;
}

/** Found sections with their dishes, each once: `{section: "dish dish"}`. */
export function outline(found) {
  const sections = {};
  for (const { kind, id } of found) if (kind === "section") sections[id] ??= "";
  for (const { kind, id, section } of found) {
    if (kind === "item") (sections[section ?? ""] = [...new Set(`${sections[section ?? ""] ?? ""} ${id}`.trim().split(" "))].join(" "));
  }
  return sections;
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
