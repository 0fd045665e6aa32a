// The file that is fetched where WebAssembly is missing or forbidden: the same module, translated to JavaScript.
import { begin, finish } from "linger-glue";
import * as translated from "linger-translated";
import RULES from "../../src/shell/rules.json" with { type: "json" };
import { camel } from "./camel.js";

finish({ exports: translated });

export { begin };
export const form = "js";

const preset = (rule) => (Array.isArray(rule) ? (rule[2] >= 0 ? rule[2] : rule[0]) : undefined);

/** npm's options with their defaults. The module that holds them to the rules is the one that could not run. */
export const settle = (options) => ({
  ...Object.fromEntries(Object.entries(RULES).map(([name, rule]) => [camel(name), preset(rule)])),
  ...options,
});
