import { SnowplowElementTrackingPlugin, startElementTracking } from "@snowplow/browser-plugin-element-tracking";
import { flushBuffer, newTracker, trackPageView, trackSelfDescribingEvent } from "@snowplow/browser-tracker";

const SCHEMA = "iglu:example.menu/event/jsonschema/1-0-0";

/** Batches of ten and keepalive requests, as a site that minds its guests' traffic sets it. */
export function start(collect) {
  newTracker("sp", collect, {
    appId: "menu",
    bufferSize: 10,
    keepalive: true,
    plugins: [SnowplowElementTrackingPlugin()],
  });
  const view = { when: "always", minPercentage: 0.5 };
  const elements = ["section", "item"].map((kind) => ({
    name: kind,
    selector: `[data-linger-${kind}]`,
    expose: view,
    obscure: { when: "always" },
    details: { attributes: [`data-linger-${kind}`] },
    includeStats: ["expose_element", "obscure_element"],
  }));
  startElementTracking({ elements });
  trackPageView();
  const track = (name, properties) => trackSelfDescribingEvent({ event: { schema: SCHEMA, data: { name, ...properties } } });
  return { track, flush: () => flushBuffer() };
}
