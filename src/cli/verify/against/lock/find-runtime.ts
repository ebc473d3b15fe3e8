// Which runtime a commit ran with: what the nearest lock file above the project says, as the package manager
// would have installed it.

import type { Tree } from '../../../../pipeline/host.js';
import { readBunLock } from './bun-lock.js';
import { readNpmLock } from './npm-lock.js';
import { readPnpmLock } from './pnpm-lock.js';
import {
  EXACT,
  memberOf,
  PACKAGE,
  parsedJson,
  textOf,
  wantedBy,
  type LockAnswer,
  type ReadLock,
} from './wanted.js';
import { readYarnLock } from './yarn-lock.js';

/** In the order in which they count where several stand in one folder. */
const LOCKS: readonly (readonly [string, ReadLock])[] = [
  ['npm-shrinkwrap.json', readNpmLock],
  ['package-lock.json', readNpmLock],
  ['pnpm-lock.yaml', readPnpmLock],
  ['yarn.lock', readYarnLock],
  ['bun.lock', readBunLock],
];

/**
 * Finds the runtime that a tree names.
 *
 * @param project The way from the top of the repository to the project's folder: `services/api`, or `.`.
 */
export function findRuntime(tree: Tree, project: string): LockAnswer {
  const parts = project === '.' ? [] : project.split('/');
  const levels = [...parts, '.'].map((_, up) => ({
    up: '../'.repeat(up),
    project: parts.slice(parts.length - up).join('/'),
  }));
  const asked = levels
    .map(({ up }) => ({
      path: `${up}package.json`,
      range: rangeIn(tree.read(`${up}package.json`)),
    }))
    .find(({ range }) => range !== undefined);
  const seen: string[] = [];
  for (const { up, project: below } of levels) {
    for (const [name, read] of LOCKS) {
      const path = up + name;
      const text = tree.read(path);
      if (text === undefined) continue;
      seen.push(path);
      const answer = read(text, { path, project: below, range: asked?.range });
      if (answer !== undefined) return answer;
    }
  }
  const place = { path: asked?.path ?? 'package.json', project: '', range: undefined };
  const { range } = asked ?? {};
  if (
    range !== undefined &&
    (EXACT.test(range) || /^(?:file|link|workspace|https?|git)/.test(range))
  ) {
    return wantedBy(range, place);
  }
  return {
    ok: false,
    message: [
      seen.length === 0
        ? 'it has no lock file from the project up to the top of the repository'
        : `${seen.join(' and ')} ${seen.length === 1 ? 'does' : 'do'} not name ${PACKAGE}`,
      range === undefined
        ? `no package.json asks for ${PACKAGE}`
        : `${place.path} asks for ${range}, which is no exact version`,
    ].join(', and '),
    cure: `verify against a commit that has the lock file, where ${PACKAGE} is installed`,
  };
}

/** What a package.json asks for. */
function rangeIn(text: string | undefined): string | undefined {
  const manifest = text === undefined ? undefined : parsedJson(text);
  for (const kind of [
    'dependencies',
    'devDependencies',
    'optionalDependencies',
    'peerDependencies',
  ]) {
    const range = textOf(memberOf(manifest, kind), PACKAGE);
    if (range !== undefined) return range;
  }
  return undefined;
}
