// The file that is fetched where WebAssembly is missing or forbidden: the same module, translated to JavaScript.
import { begin, finish } from "linger-glue";
import * as translated from "linger-translated";

finish({ exports: translated });

export { begin };
export const form = "js";
