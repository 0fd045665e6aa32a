// Signature Version 4 of a POST to a service's root:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
import { hmac, sha256 } from "./sha256.js";

const ALGORITHM = "AWS4-HMAC-SHA256";

const encoder = new TextEncoder();
const encoded = (text) => encoder.encode(text);
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A moment as the service writes it: `20150830T123600Z`. */
export const stamp = (ms) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");

/**
 * Signs for one service in one Region. What it gives takes a guest's keys, all headers that are to be signed, `x-amz-date`
 * among them, and the body; it returns the header `authorization`.
 */
export function signer(region, service) {
  // The key that a secret comes to is the same all day.
  let derived = {};
  return ({ id, secret }, headers, body) => {
    const moment = headers["x-amz-date"];
    const place = [moment.slice(0, 8), region, service, "aws4_request"];
    const of = secret + place[0];
    if (derived.of !== of) {
      derived = { of, key: place.reduce((key, part) => hmac(key, encoded(part)), encoded("AWS4" + secret)) };
    }
    const names = Object.keys(headers).sort();
    const signed = names.join(";");
    const scope = place.join("/");
    const canonical = [
      "POST\n/\n", ...names.map((name) => name + ":" + headers[name]), "", signed, hex(sha256(encoded(body))),
    ].join("\n");
    const toSign = [ALGORITHM, moment, scope, hex(sha256(encoded(canonical)))].join("\n");
    const signature = hex(hmac(derived.key, encoded(toSign)));
    return `${ALGORITHM} Credential=${id}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
  };
}
