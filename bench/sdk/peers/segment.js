import { AnalyticsBrowser } from "@segment/analytics-next";
import { observe } from "./observer.js";

export function start(collect) {
  const apiHost = `${new URL(collect).host}/collect/v1`;
  const segment = { apiKey: "menu", apiHost, protocol: "http", deliveryStrategy: { strategy: "batching", config: { keepalive: true } } };
  const analytics = AnalyticsBrowser.load({
    writeKey: "menu",
    cdnSettings: { integrations: { "Segment.io": segment } },
  });
  const track = (name, properties) => analytics.track(name, properties);
  observe(track);
  return { track };
}
