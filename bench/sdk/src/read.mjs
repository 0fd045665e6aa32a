// Reading what arrived, whatever each peer wraps it in: compression, base64, form fields.
import { gunzipSync, inflateSync } from "node:zlib";

const unpacked = (bytes) => {
  for (const open of [gunzipSync, inflateSync]) {
    try {
      return open(bytes);
    } catch {
      // Not in this form.
    }
  }
  return bytes;
};

/** Base64 within the text, as Firehose's records and form fields have it, opened up beside it. */
function withBase64(text) {
  const parts = text.match(/[A-Za-z0-9+/_-]{40,}={0,2}/g) ?? [];
  return [text, ...parts.map((part) => unpacked(Buffer.from(part, "base64")).toString())].join("\n");
}

/** A request's body as text in which the bench's own words can be found. */
export function textOf({ body, path }) {
  const text = unpacked(body).toString();
  const plain = text.startsWith("data=") ? decodeURIComponent(text) : text;
  return `${withBase64(plain)}\n${decodeURIComponent(path)}`;
}

/** How many of the bench's events were taken, and how many of them more than once. */
export function arrived(requests) {
  const seen = new Map();
  for (const request of requests.filter(({ status }) => status < 300)) {
    const names = new Set(textOf(request).match(/bench-event-\d{4}/g));
    for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  return { distinct: seen.size, doubled: [...seen.values()].filter((times) => times > 1).length };
}
