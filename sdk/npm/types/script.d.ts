// What `linger.js` puts on the page's window: there at once, before the module runs.
import type { Linger } from "../dist/index.js";

declare global {
  interface Window {
    linger?: Linger;
  }
}

export {};
