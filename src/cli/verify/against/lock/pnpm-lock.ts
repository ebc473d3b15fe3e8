// pnpm-lock.yaml, of version 5 and later. https://github.com/pnpm/spec/blob/master/lockfile/9.0.md

import { mapAt, readOutline, textAt, type Outline } from './outline.js';
import { EXACT, PACKAGE, wantedBy, type LockAnswer, type LockPlace } from './wanted.js';

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'];

export function readPnpmLock(text: string, place: LockPlace): LockAnswer | undefined {
  const lock = readOutline(text);
  const importer = mapAt(lock, 'importers', place.project === '' ? '.' : place.project) ?? lock;
  const reference = referenceIn(importer);
  if (reference === undefined) return undefined;
  // Behind the version stands which peers it was resolved with.
  const version = reference.replace(/[(_].*$/, '');
  const known = entriesOf(lock, version);
  const resolution = known.flatMap((entry) => [
    textAt(entry, 'resolution') ?? '',
    textAt(entry, 'resolution', 'integrity') ?? '',
  ]);
  const integrity = /sha\d+-[A-Za-z0-9+/=]+/.exec(resolution.join(' '))?.[0];
  const named = { integrity, version: EXACT.test(version) ? version : undefined };
  return wantedBy(version.replace(`${PACKAGE}@`, ''), place, named);
}

function referenceIn(importer: Outline): string | undefined {
  for (const kind of KINDS) {
    const found = textAt(importer, kind, PACKAGE) ?? textAt(importer, kind, PACKAGE, 'version');
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The package's entry, under the key that each version of the lock gives it. */
function entriesOf(lock: Outline, version: string): readonly Outline[] {
  const keys = [
    `${PACKAGE}@${version}`,
    `/${PACKAGE}@${version}`,
    `/${PACKAGE}/${version}`,
    version,
  ];
  return keys.flatMap((key) => mapAt(lock, 'packages', key) ?? []);
}
