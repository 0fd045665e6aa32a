// The records of a call, and what became of each.

/** Bytes that a call may be given as arguments: engines allow 65,536 and more. */
const PIECE_BYTES = 8192;

/** In base64, as the protocol wants a record's bytes. */
export function base64(text) {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    binary += String.fromCharCode.apply(undefined, bytes.subarray(at, at + PIECE_BYTES));
  }
  return btoa(binary);
}

/** The call's body. A stream's name holds nothing that JSON would escape, and neither does base64. */
export const body = (stream, data) =>
  JSON.stringify({ DeliveryStreamName: stream, Records: data.map((Data) => ({ Data })) });

/** Bytes of the body without its records, and of each beside its data: at least. */
export const BODY_BYTES = 128;
export const RECORD_BYTES = 12;

/**
 * Which of so many records failed: a call that ends well may have taken some and not others. An answer that does not speak of
 * every record says of none that it was taken.
 */
export function failures(said, count) {
  const results = said.RequestResponses ?? [];
  return [...Array(count).keys()].filter((at) => results.length !== count || results[at].ErrorCode);
}
