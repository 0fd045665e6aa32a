// The file that `data-transport="firehose"` fetches: the transport to Firehose, and the settings that it has of its own, for the
// script tag and npm alike (`rules.json`: a form, and what it is).
import RULES from "../../src/shell/direct/rules.json" with { type: "json" };
import { direct } from "../../src/shell/direct.js";
import { camel } from "./camel.js";

/**
 * Adds what `given` has under its names, where this transport is the one that the page names.
 *
 * @param check takes a setting's name, whether it is sound, and what it must be.
 */
export function settle(settings, given, check) {
  const transport = given("transport");
  check("transport", transport === "collector" || transport === "firehose", "one of collector, firehose");
  if (transport !== "firehose") return check("endpoint", settings.endpoint, "the collector's http(s) URL");
  for (const name in RULES) {
    const [form, must] = RULES[name];
    const value = given(name);
    // Pool and stream have to be there.
    const sound = value === undefined ? !/l$|m$/.test(name) : typeof value === "string" && RegExp(form).test(value);
    check(name, sound, must);
    settings[camel(name)] = value;
  }
  settings.direct = direct;
}
