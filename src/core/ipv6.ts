// IPv6 addresses, read and written as RFC 4291 and RFC 5952 say. The two directions meet in eight
// numbers.

import { canonicalIpv4 } from './ipv4.js';

/**
 * `2001:DB8:0::1` → `2001:db8::1`; undefined when it is no address. One with a zone (`%eth0`) is
 * none: it means something on one host only.
 */
export function canonicalIpv6(text: string): string | undefined {
  const groups = readGroups(text);
  return groups && writeGroups(groups);
}

/** `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255`. */
const LONGEST = 45;

const GROUP = /^[0-9a-fA-F]{1,4}$/;

function readGroups(text: string): number[] | undefined {
  if (text.length > LONGEST) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [left = '', right] = halves;
  const before = readHalf(left, right === undefined);
  if (right === undefined) return before?.length === 8 ? before : undefined;
  const after = readHalf(right, true);
  if (before === undefined || after === undefined) return undefined;
  // `::` stands for one group of zeros at least.
  const missing = 8 - before.length - after.length;
  return missing < 1 ? undefined : [...before, ...Array<number>(missing).fill(0), ...after];
}

/** The groups on one side of `::`; only the last of all may be written as an IPv4 address. */
function readHalf(text: string, mayEndInIpv4: boolean): number[] | undefined {
  const groups: number[] = [];
  if (text === '') return groups;
  const words = text.split(':');
  for (const [index, word] of words.entries()) {
    if (GROUP.test(word)) groups.push(Number.parseInt(word, 16));
    else if (mayEndInIpv4 && index === words.length - 1 && canonicalIpv4(word) !== undefined) {
      const [a = 0, b = 0, c = 0, d = 0] = word.split('.').map(Number);
      groups.push(a * 256 + b, c * 256 + d);
    } else return undefined;
  }
  return groups;
}

function writeGroups(groups: readonly number[]): string {
  const hex = (part: readonly number[]): string =>
    part.map((group) => group.toString(16)).join(':');
  if (groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0)) {
    const bytes = groups.slice(6).flatMap((group) => [group >> 8, group & 255]);
    return `::ffff:${bytes.join('.')}`;
  }
  const zeros = longestZeros(groups);
  if (zeros.length < 2) return hex(groups);
  return `${hex(groups.slice(0, zeros.start))}::${hex(groups.slice(zeros.start + zeros.length))}`;
}

/** The run of zeros that `::` stands for: the longest, and of equals the first. */
function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start };
  }
  return longest;
}
