// Addresses and identifiers in their one spelling: what decoding accepts, and what always goes on
// the wire. Each function gives undefined when the text is not what it reads.

import { canonicalIpv4 } from './ipv4.js';
import { canonicalIpv6 } from './ipv6.js';

export { canonicalIpv4, canonicalIpv6 };

/** An address of either family. */
export function canonicalIp(text: string): string | undefined {
  return canonicalIpv4(text) ?? canonicalIpv6(text);
}

const PREFIX_LENGTH = /^(?:0|[1-9]\d{0,2})$/;

/**
 * `10.0.0.1/24`: host bits stay, as they may mean an interface; an address alone is a network of
 * one.
 */
export function canonicalCidr(text: string): string | undefined {
  const slash = text.indexOf('/');
  const written = slash < 0 ? text : text.slice(0, slash);
  const address = canonicalIp(written);
  if (address === undefined) return undefined;
  const bits = address.includes(':') ? 128 : 32;
  if (slash < 0) return `${address}/${bits}`;
  const prefix = text.slice(slash + 1);
  return PREFIX_LENGTH.test(prefix) && Number(prefix) <= bits ? `${address}/${prefix}` : undefined;
}

const PLAIN_MAC = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/;
const MAC = /^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/i;

/** Six bytes, lower case, with `:` between them. */
export function canonicalMac(text: string): string | undefined {
  if (PLAIN_MAC.test(text)) return text;
  return MAC.test(text) ? text.toLowerCase().replaceAll('-', ':') : undefined;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The 8-4-4-4-12 form, lower case, of any version and variant. */
export function canonicalUuid(text: string): string | undefined {
  if (isPlainUuid(text)) return text;
  return UUID.test(text) ? text.toLowerCase() : undefined;
}

const DASH = 0x2d;

/** Whether it is canonical as it is. Reads character codes: half the time of an expression, for each id on the wire. */
function isPlainUuid(text: string): boolean {
  return (
    text.length === 36 &&
    text.charCodeAt(8) === DASH &&
    text.charCodeAt(13) === DASH &&
    text.charCodeAt(18) === DASH &&
    text.charCodeAt(23) === DASH &&
    (strayAmongFour(text, 0) |
      strayAmongFour(text, 4) |
      strayAmongFour(text, 9) |
      strayAmongFour(text, 14) |
      strayAmongFour(text, 19) |
      strayAmongFour(text, 24) |
      strayAmongFour(text, 28) |
      strayAmongFour(text, 32)) ===
      0
  );
}

/** By character code: 0 for a lower-case hexadecimal digit, 1 for anything else. */
const STRAY = new Uint8Array(128).fill(1);
for (const digit of '0123456789abcdef') STRAY[digit.charCodeAt(0)] = 0;

/** 1 when one of four characters is no lower-case hexadecimal digit, else 0. */
function strayAmongFour(text: string, at: number): number {
  return (
    (STRAY[text.charCodeAt(at)] ?? 1) |
    (STRAY[text.charCodeAt(at + 1)] ?? 1) |
    (STRAY[text.charCodeAt(at + 2)] ?? 1) |
    (STRAY[text.charCodeAt(at + 3)] ?? 1)
  );
}
