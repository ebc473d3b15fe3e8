// Bytes as base64 (RFC 4648 §4), the strict kind: one spelling for each value, so that equal bytes
// are equal text. Written out, because it must run in browsers too and `atob` reads more spellings
// than one.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = 0x3d;
const CODE_OF = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0));
const NO_LETTER = 255;
const VALUE_OF = new Uint8Array(128).fill(NO_LETTER);
for (const [value, code] of CODE_OF.entries()) VALUE_OF[code] = value;

/**
 * The text as it is, when it is base64 with its padding, without spaces or stray bits; else
 * undefined.
 */
export function canonicalBase64(text: string): string | undefined {
  if (text.length % 4 !== 0) return undefined;
  const letters = text.length - padding(text);
  let last = 0;
  for (let at = 0; at < letters; at++) {
    last = VALUE_OF[text.charCodeAt(at)] ?? NO_LETTER;
    if (last === NO_LETTER) return undefined;
  }
  // Of the last letter before padding only the upper bits count: the others must be zero.
  const strayBits = [0, 0b11, 0b1111][text.length - letters] ?? 0;
  return (last & strayBits) === 0 ? text : undefined;
}

function padding(text: string): number {
  if (text.charCodeAt(text.length - 1) !== PAD) return 0;
  return text.charCodeAt(text.length - 2) === PAD ? 2 : 1;
}

/** Encodes bytes; the result is canonical. */
export function bytesToBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(PAD);
  const code = (sextet: number): number => CODE_OF[sextet & 63] ?? PAD;
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const left = bytes.length - from;
    const word =
      ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    codes[to] = code(word >> 18);
    codes[to + 1] = code(word >> 12);
    if (left > 1) codes[to + 2] = code(word >> 6);
    if (left > 2) codes[to + 3] = code(word);
  }
  return new TextDecoder().decode(codes);
}

/** Decodes canonical base64 into bytes of its own. */
export function base64ToBytes(canonicalText: string): Uint8Array {
  const value = (at: number): number => VALUE_OF[canonicalText.charCodeAt(at)] ?? 0;
  const bytes = new Uint8Array((canonicalText.length / 4) * 3 - padding(canonicalText));
  for (let from = 0, to = 0; to < bytes.length; from += 4, to += 3) {
    const word =
      (value(from) << 18) | (value(from + 1) << 12) | (value(from + 2) << 6) | value(from + 3);
    // What falls on or beyond the padding lies outside the array, where writing does nothing.
    bytes[to] = word >> 16;
    bytes[to + 1] = word >> 8;
    bytes[to + 2] = word;
  }
  return bytes;
}
