// Events of the page's own.
import { bytes, joined } from "./texts.js";

/** Bytes of a name and of properties that the collector takes, as in `limits.rs`. */
const NAME_BYTES_MAX = 64;
const PROPERTIES_BYTES_MAX = 2048;

/** What is said of one; nothing where it is over a limit. */
export function tracked(name, properties) {
  const text = properties ? JSON.stringify(properties) : "";
  const fits = name && bytes(name) <= NAME_BYTES_MAX && bytes(text) <= PROPERTIES_BYTES_MAX;
  return fits && joined(JSON.stringify(String(name)), text);
}
