// SHA-256 (FIPS 180-4) and HMAC (RFC 2104), at once: what `crypto.subtle` promises comes too late for a page that goes, and
// not at all on a page without TLS (docs/decisions/0027-direct-mode.md). Constant time is not asked for: the keys are a
// guest's, which the service gives to anyone.

/** The first 32 bits behind the point of a prime's root, of which SHA-256 makes its constants: 64 are 300 bytes to write out. */
const behindThePoint = (root) => (root * 2 ** 32) | 0;

const primes = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
const START = primes.slice(0, 8).map((prime) => behindThePoint(prime ** (1 / 2)));
const ROUNDS = primes.map((prime) => behindThePoint(prime ** (1 / 3)));

const BLOCK_BYTES = 64;

/** The digest of some bytes, as bytes. */
export function sha256(bytes) {
  // A one, zeros, and the length in bits fill the last block.
  const data = new DataView(new ArrayBuffer((((bytes.length + 8) >> 6) + 1) * BLOCK_BYTES));
  new Uint8Array(data.buffer).set(bytes);
  data.setUint8(bytes.length, 128);
  data.setUint32(data.byteLength - 4, bytes.length * 8);
  const words = new Int32Array(64);
  const state = Int32Array.from(START);
  for (let block = 0; block < data.byteLength; block += BLOCK_BYTES) {
    let [a, b, c, d, e, f, g, h] = state;
    // No lists in the rounds: code that runs for the first time takes them apart a hundred times slower than it adds.
    for (let at = 0; at < 64; at += 1) {
      if (at < 16) words[at] = data.getInt32(block + at * 4);
      else {
        const early = words[at - 15];
        const late = words[at - 2];
        words[at] = words[at - 16] + words[at - 7] +
          (((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3)) +
          (((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10));
      }
      const one = h + (((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))) +
        ((e & f) ^ (~e & g)) + ROUNDS[at] + words[at];
      const two = (((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) +
        ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] += word));
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setInt32(at * 4, word));
  return new Uint8Array(digest.buffer);
}

/** The code of some bytes under a key of at most 64, as bytes. */
export function hmac(key, bytes) {
  const padded = (mask, rest) => {
    const all = new Uint8Array(BLOCK_BYTES + rest.length).fill(mask, 0, BLOCK_BYTES);
    key.forEach((byte, at) => (all[at] ^= byte));
    all.set(rest, BLOCK_BYTES);
    return sha256(all);
  };
  return padded(0x5c, padded(0x36, bytes));
}
