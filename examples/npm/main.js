// linger from the npm package, bundled by esbuild. README.md says how to run it.
import { start } from "linger-sdk";

// The page is measured from here on; what `start` gives is for what the page itself reports.
const linger = await start({
  site: "demo",
  endpoint: "/v1/batches",
  menu: "2026-11",
  flushAgeMs: 3000,
});

document.getElementById("call").addEventListener("click", () => {
  linger?.track("call-waiter", { from: "menu" });
});
