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

const PLAIN_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UUID = new RegExp(PLAIN_UUID, 'i');

/** The 8-4-4-4-12 form, lower case, of any version and variant. */
export function canonicalUuid(text: string): string | undefined {
  if (PLAIN_UUID.test(text)) return text;
  return UUID.test(text) ? text.toLowerCase() : undefined;
}
