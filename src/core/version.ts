// Versions are MAJOR.MINOR and compared as integers. A third part, which some peers put on the wire
// for stable-branch backports, is read past: it never changes what an object looks like.

export interface Version {
  readonly major: number;
  readonly minor: number;
}

const FORM = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;
const WIRE_FORM = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:\.\d{1,9})?$/;

/** Reads `MAJOR.MINOR`, as schemas write it; undefined when the text is anything else. */
export function parseVersion(text: string): Version | undefined {
  return fromMatch(FORM.exec(text));
}

/** Reads a version as peers send it: `MAJOR.MINOR`, with a third part read past. */
export function parseWireVersion(text: string): Version | undefined {
  return fromMatch(WIRE_FORM.exec(text));
}

function fromMatch(match: RegExpExecArray | null): Version | undefined {
  if (match === null) return undefined;
  return { major: Number(match[1]), minor: Number(match[2]) };
}

export function formatVersion(version: Version): string {
  return `${version.major}.${version.minor}`;
}

/** Negative when `a` is the older, zero when they are the same, positive when `a` is the newer. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor;
}

export function sameVersion(a: Version, b: Version): boolean {
  return a.major === b.major && a.minor === b.minor;
}
