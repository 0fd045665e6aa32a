import { ClickstreamAnalytics, SendMode } from "@aws/clickstream-web";
import { observe } from "./observer.js";

export function start(collect) {
  ClickstreamAnalytics.init({ appId: "menu", endpoint: `${collect}/collect`, sendMode: SendMode.Batch });
  const track = (name, attributes) => ClickstreamAnalytics.record({ name, attributes });
  observe(track);
  return { track };
}
