// Builds the site into dist/: the menu page from its data, its drawings, the dashboard with its charts, the heat on the
// menu, and the page for codes.
// Run: node build.mjs
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { dishSvg } from "./src/art/dish.mjs";
import { menuNames, menuPage } from "./src/page/menu-page.mjs";
import { printSizes } from "./src/page/sizes.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const source = (...names) => join(here, "src", ...names);
const target = (...names) => join(here, "dist", ...names);

/** Browsers from 2020 on; the style sheets ask for nothing that breaks the page where it is missing. */
const BROWSERS = "es2020";

const bundled = { bundle: true, minify: true, target: BROWSERS, legalComments: "none", logLevel: "warning" };

async function buildMenu() {
  const menu = JSON.parse(await readFile(source("menu", "menu.json"), "utf8"));
  const drawn = menu.sections.flatMap((section) => section.items).filter((dish) => dish.art);
  await mkdir(target("menu", "art"), { recursive: true });
  await Promise.all([
    writeFile(target("index.html"), menuPage(menu)),
    writeFile(target("menu.json"), JSON.stringify(menuNames(menu))),
    cp(source("menu", "favicon.svg"), target("favicon.svg")),
    ...drawn.map((dish) => writeFile(target("menu", "art", `${dish.id}.svg`), dishSvg(dish.id, dish.art))),
    build({ ...bundled, entryPoints: ["menu.js", "language.js", "menu.css"].map((name) => source("menu", name)), outdir: target("menu") }),
  ]);
}

async function buildDashboard() {
  await mkdir(target("dashboard"), { recursive: true });
  await Promise.all([
    cp(source("dashboard", "index.html"), target("dashboard", "index.html")),
    build({ ...bundled, format: "esm", entryPoints: [source("dashboard", "main.js"), source("dashboard", "dashboard.css")], outdir: target("dashboard") }),
  ]);
}

/** One classic script and addresses beside the page, so that it opens from a folder too, without a server. */
async function buildCodes() {
  await mkdir(target("qr"), { recursive: true });
  await Promise.all([
    cp(source("qr", "index.html"), target("qr", "index.html")),
    build({ ...bundled, format: "iife", entryPoints: [source("qr", "main.js"), source("qr", "qr.css")], outdir: target("qr") }),
  ]);
}

async function buildHeat() {
  await build({ ...bundled, format: "esm", entryPoints: [source("heat", "heat.js")], outdir: target("heat") });
}

await rm(target(), { recursive: true, force: true });
await Promise.all([buildMenu(), buildDashboard(), buildHeat(), buildCodes()]);
await printSizes(here, {
  "menu, first load": ["index.html", "menu/menu.css", "menu/language.js", "menu/menu.js", "favicon.svg"],
  "dashboard, first load": ["dashboard/index.html", "dashboard/dashboard.css", "dashboard/main.js", "menu.json", "favicon.svg"],
  "heat on the menu, beside the menu's own": ["heat/heat.js"],
  "codes, first load": ["qr/index.html", "qr/qr.css", "qr/main.js", "favicon.svg"],
});
