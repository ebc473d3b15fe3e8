// IPv4 addresses: four decimal numbers. The legacy forms (`10.1`, `0x7f.1`, `010.0.0.1` in octal)
// mean different addresses to different readers, so they are refused.

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** The text as it is, when it is an address; undefined when it is none. */
export function canonicalIpv4(text: string): string | undefined {
  return IPV4.test(text) ? text : undefined;
}
