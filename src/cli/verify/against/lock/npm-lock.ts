// package-lock.json and npm-shrinkwrap.json, of every version that npm has written.
// https://docs.npmjs.com/cli/configuring-npm/package-lock-json

import {
  memberOf,
  PACKAGE,
  parsedJson,
  textOf,
  wantedBy,
  type LockAnswer,
  type LockPlace,
} from './wanted.js';

export function readNpmLock(text: string, place: LockPlace): LockAnswer | undefined {
  const lock = parsedJson(text);
  const packages = memberOf(lock, 'packages');
  const installed = (folder: string): unknown =>
    memberOf(packages, `${folder}${folder === '' ? '' : '/'}node_modules/${PACKAGE}`);
  for (const folder of foldersAbove(place.project)) {
    const entry = installed(folder);
    if (entry !== undefined) return answer(entry, place);
  }
  // Lock files of version 1 have no `packages`.
  const entry = memberOf(memberOf(lock, 'dependencies'), PACKAGE);
  return entry === undefined ? undefined : answer(entry, place);
}

function answer(entry: unknown, place: LockPlace): LockAnswer {
  const version = textOf(entry, 'version');
  const resolved = textOf(entry, 'resolved');
  if (memberOf(entry, 'link') === true) return wantedBy(`link:${resolved ?? ''}`, place);
  const named = { name: textOf(entry, 'name'), version, integrity: textOf(entry, 'integrity') };
  return wantedBy(resolved ?? version ?? '', place, named);
}

/** As node looks for packages: in the folder itself, then in each above it. */
function foldersAbove(project: string): readonly string[] {
  const parts = project === '' ? [] : project.split('/');
  return [...parts.keys(), parts.length].reverse().map((depth) => parts.slice(0, depth).join('/'));
}
