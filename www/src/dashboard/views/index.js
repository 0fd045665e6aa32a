// The views, in the order in which they are offered.
import { dishes } from "./dishes.js";
import { funnel } from "./funnel.js";
import { glance } from "./glance.js";
import { guests } from "./guests.js";
import { paths } from "./paths.js";
import { quality } from "./quality.js";
import { sections } from "./sections.js";
import { times } from "./times.js";
import { versions } from "./versions.js";

/**
 * What a view is given to write itself: the words and the language, the choices of the address, names, the rows of its
 * questions by view, the addresses of their CSV, and what is known besides.
 * @typedef {{words: object, lang: "en" | "ko", nowMs: number, choices: import("../query.js").Choices, names: object,
 *   rows: (view: string) => object[] | undefined, csv: (view: string) => string, versions?: {a: string, b: string}, menus?: object[],
 *   leftOut: {file: string, reason: string}[], isAllShown: boolean}} Context
 * @typedef {{content: Node[], charts: Record<string, (width: number) => SVGSVGElement>, cards: Map<string, {name: string, lines: [string, string][]}>}} Written
 * @typedef {{name: string, everyMs?: number, asks: (context: object) => (import("../query.js").Question & {isLater?: boolean})[], write: (context: Context) => Written}} View
 */

/** @type {View[]} */
export const VIEWS = [glance, sections, dishes, paths, times, versions, guests, funnel, quality];

/** The view of a name; the first screen for a name that none has. @param {string | undefined} name */
export const viewOf = (name) => VIEWS.find((view) => view.name === name) ?? glance;
