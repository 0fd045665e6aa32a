import { init, track as send } from "@plausible-analytics/tracker";
import { observe } from "./observer.js";

export function start(collect) {
  init({ domain: "menu.example", endpoint: `${collect}/api/event`, captureOnLocalhost: true, logging: false });
  const track = (name, properties) => {
    const props = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, String(value)]));
    send(name, { props });
  };
  observe(track);
  return { track };
}
