// yarn.lock, of yarn 1 and of its successors, whose checksums are of their own archives and of no use here.

import { readOutline, textAt, type Outline } from './outline.js';
import { PACKAGE, wantedBy, type LockAnswer, type LockPlace } from './wanted.js';

export function readYarnLock(text: string, place: LockPlace): LockAnswer | undefined {
  const entries = [...readOutline(text)].flatMap(([key, entry]) => {
    const patterns = key.split(/,\s*/).map((pattern) => pattern.replace(/^"|"$/g, ''));
    const isOurs = patterns.some((pattern) => pattern.startsWith(`${PACKAGE}@`));
    return isOurs && typeof entry === 'object' ? [{ patterns, entry }] : [];
  });
  const { range = '' } = place;
  const asked = [`${PACKAGE}@${range}`, `${PACKAGE}@npm:${range}`];
  const exact = entries.find(({ patterns }) => patterns.some((one) => asked.includes(one)));
  const [only, ...others] = entries;
  const chosen = exact ?? (others.length === 0 ? only : undefined);
  if (chosen !== undefined) return answer(chosen.entry, place);
  if (only === undefined) return undefined;
  return {
    ok: false,
    message: `${place.path} has ${entries.length} versions of ${PACKAGE}, and none for the range that package.json asks for`,
    cure: 'bring the two together (`yarn install`)',
  };
}

function answer(entry: Outline, place: LockPlace): LockAnswer {
  const version = textAt(entry, 'version');
  const [resolved = '', sha1] = textAt(entry, 'resolved')?.split('#') ?? [];
  const resolution = textAt(entry, 'resolution')
    ?.replace(/^[^@]+@/, '')
    .replace(/(?:#|::).*$/, '');
  if (resolution !== undefined)
    return wantedBy(resolution.replace(/^npm:/, ''), place, { version });
  const integrity = textAt(entry, 'integrity') ?? sriOf(sha1);
  return wantedBy(resolved === '' ? (version ?? '') : resolved, place, { version, integrity });
}

/** yarn's first locks have the digest behind the URL, in hex. */
function sriOf(sha1: string | undefined): string | undefined {
  if (sha1 === undefined || !/^[0-9a-f]{40}$/.test(sha1)) return undefined;
  return `sha1-${Buffer.from(sha1, 'hex').toString('base64')}`;
}
