// The script tag's settings, from its `data-` attributes, held to the same rules as everybody's (`rules.json`: bytes of a
// text; least, most and default of a whole number; words to choose from, the default first).
import RULES from "../../src/shell/rules.json" with { type: "json" };
import { bytes } from "../../src/shell/texts.js";
import { address } from "../../src/shell/bars.js";
import { camel } from "./camel.js";

/**
 * The settings; where any is missing or wrong, nothing but one warning that names each with what it must be.
 *
 * @param direct what `direct.js` exports, where the script tag names a transport.
 */
export function attributes(script, direct) {
  const settings = {};
  const wrong = [];
  const given = (name) => script.getAttribute("data-" + name) ?? undefined;
  const check = (name, sound, must) => sound || wrong.push(`data-${name} must be ${must}`);
  for (const name in RULES) {
    const rule = RULES[name];
    const [first, most, fallback] = [].concat(rule);
    let value = given(name);
    if (fallback >= 0) {
      value = value === undefined ? fallback : /^\d{1,9}$/.test(value) ? +value : NaN;
      check(name, value >= first && value <= most, `a whole number, ${first} to ${most}`);
    } else if (most) {
      value ??= first;
      check(name, rule.includes(value), `one of ${rule.join(", ")}`);
    } else if (value !== undefined || (direct ? /^s/ : /^[se]/).test(name)) {
      // Of the texts, the site has to be there, and the endpoint where it is the only way.
      const length = bytes(value);
      check(name, length > 0 && length <= rule && !/\p{Cc}/u.test(value), `1 to ${rule} bytes of text`);
    }
    settings[camel(name)] = value;
  }
  direct?.settle(settings, given, check);
  if (settings.endpoint) check("endpoint", (settings.endpoint = address(settings.endpoint)), "the collector's http(s) URL");
  if (!wrong.length) return settings;
  console.warn("linger is off: " + wrong.join("; "));
}
