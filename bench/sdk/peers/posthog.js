import posthog from "posthog-js";
import { observe } from "./observer.js";

export function start(collect) {
  posthog.init("phc_menu", {
    api_host: collect,
    autocapture: false,
    disable_session_recording: true,
    disable_external_dependency_loading: true,
    advanced_disable_flags: true,
  });
  const track = (name, properties) => posthog.capture(name, properties);
  observe(track);
  return { track };
}
