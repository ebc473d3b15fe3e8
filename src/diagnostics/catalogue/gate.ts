// Findings of the gate: what a change asks of the version, and what a released version may never become.

import { formatVersion, type Version } from '../../core/version.js';
import { error, warning, type Definition } from '../diagnostic.js';

/** `a, b and c`. */
function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}

/** The first few of many. */
function some(texts: readonly string[]): string {
  const most = 8;
  return texts.length <= most
    ? listed(texts)
    : `${texts.slice(0, most).join(', ')} and ${texts.length - most} more`;
}

export const GATE = {
  // ── The version ─────────────────────────────────────────────────────────────────────────────────
  'history/missing-bump': error({
    message: (p: { name: string; version: Version; changes: readonly string[] }) =>
      `${p.name} changed, but its version is still ${formatVersion(p.version)}: ${some(p.changes)}`,
    cause: 'A version has one content for ever: peers that have it already know it as it was.',
    cure: 'Run `backlevel bump`, or undo the change.',
  }),
  'history/unrecorded-change': error({
    message: (p: { name: string; version: Version; before: Version; changes: readonly string[] }) =>
      `the history of ${p.name} leaves out what happened since ${formatVersion(p.before)}: ${some(p.changes)}`,
    cause:
      'Older shapes follow from the history, so that each change of a version stands in its entry.',
    cure: 'Write it into the entry; `backlevel bump` does so.',
  }),
  'history/enum-not-recorded': error({
    message: (p: { name: string; version: Version; users: readonly string[] }) =>
      `${p.name} is ${formatVersion(p.version)} now, and ${some(p.users)} ${p.users.length === 1 ? 'has' : 'have'} not recorded it`,
    cause:
      'An enum has no envelope: the version of an object says which of its values a peer knows.',
    cure: 'Run `backlevel bump`: it writes the change into the history of each.',
  }),
  'history/mixin-not-recorded': error({
    message: (p: { name: string; changes: readonly string[]; users: readonly string[] }) =>
      `${p.name} changed (${some(p.changes)}), and ${some(p.users)} ${p.users.length === 1 ? 'has' : 'have'} not recorded it`,
    cause:
      'The fields of a mixin are fields of each object that has it, with a version of its own.',
    cure: 'Run `backlevel bump`: it writes the change into the history of each.',
  }),
  'history/child-not-recorded': error({
    message: (p: { name: string; version: Version; users: readonly string[] }) =>
      `${p.name} is ${formatVersion(p.version)} now, and ${some(p.users)} ${p.users.length === 1 ? 'has' : 'have'} not recorded it`,
    cause: 'Under `children: cascade` the version of a parent fixes those of all objects in it.',
    cure: 'Run `backlevel bump`: it writes the change into the history of each parent.',
  }),
  'history/bump-without-change': error({
    message: (p: { version: Version }) =>
      `${formatVersion(p.version)} changes nothing and says nothing`,
    cause: 'A new version makes every peer ask what is new in it.',
    cure: 'Say in a note why there is one, such as `"1.3": The host may be read earlier`, or take it out.',
  }),
  'history/version-lower': error({
    message: (p: { name: string; version: Version; released: Version }) =>
      `${p.name} is ${formatVersion(p.version)}, but ${formatVersion(p.released)} is released`,
    cause: 'Peers compare versions: what is newer can never have the lower number.',
    cure: 'Put the version and the history back, and undo the change in a new version.',
  }),
  'history/version-skipped': error({
    message: (p: { name: string; version: Version; released: Version }) =>
      `${p.name} goes from ${formatVersion(p.released)} to ${formatVersion(p.version)}`,
    cause: 'A number that is left out could be taken later by something else.',
    cure: (p) => `Make it ${p.released.major + 1}.0.`,
  }),
  'history/version-taken': error({
    message: (p: { name: string; version: Version; baseline: string }) =>
      `${p.name} ${formatVersion(p.version)} is taken: ${p.baseline} has another one`,
    cause: 'Two branches took the same number, and a version has one content for ever.',
    cure: 'Run `backlevel rebase`: it gives yours the next free number.',
  }),
  // ── What was released ───────────────────────────────────────────────────────────────────────────
  'history/released-edited': error({
    message: (p: { name: string; version: Version; what: readonly string[] }) =>
      `${p.name} ${formatVersion(p.version)} is released, and its entry was edited: ${some(p.what)}`,
    cause:
      'Peers and stored data that have this version already cross it by the rules it was released with.',
    cure: 'Put the entry back, and write the change into a new version.',
  }),
  'history/hook-edited': error({
    message: (p: { name: string; version: Version; hook: string }) =>
      `the code of ${p.hook}, which ${p.name} ${formatVersion(p.version)} was released with, changed`,
    cause: 'What a backport gives must not depend on when the code that runs it was built.',
    cure: 'Put the code back, with all that it calls in the folder of the hooks.',
  }),
  'history/cut': error({
    message: (p: { name: string; first: Version; released: Version; needed: readonly string[] }) =>
      `the history of ${p.name} begins at ${formatVersion(p.first)}, but ${formatVersion(p.released)} is released${
        p.needed.length === 0
          ? ''
          : ` and ${listed(p.needed)} ${p.needed.length === 1 ? 'speaks' : 'speak'} it`
      }`,
    cause: 'What is not in the history can neither be read nor be spoken to.',
    cure: 'Put the entries back; those that no supported release speaks may go.',
  }),
  'history/removed': error({
    message: (p: { what: string; name: string; needed: readonly string[] }) =>
      p.needed.length === 0
        ? `the ${p.what} ${p.name} is gone`
        : `the ${p.what} ${p.name} is gone, but ${listed(p.needed)} still ${p.needed.length === 1 ? 'needs' : 'need'} it`,
    cause: 'Peers that have it still send it, and stored data still hold it.',
    cure: 'Put the file back; when no supported release speaks it, it may go.',
  }),
  'history/sensitive-removed': error({
    message: (p: { name: string; field: string }) =>
      `\`${p.field}\` of ${p.name} is no longer masked`,
    cause: 'What was kept out of logs and errors so far would stand in them from now on.',
    cure: 'Put `sensitive: true` back, or say in `allow` why it may be seen.',
  }),
  'history/wire-changed': error({
    message: (p: { setting: string; was: string; is: string }) =>
      `\`${p.setting}\` was \`${p.was}\` and is \`${p.is}\``,
    cause: 'Every envelope depends on it: peers that are there already would understand none.',
    cure: 'Put it back.',
  }),
  // ── The baseline and the lock ───────────────────────────────────────────────────────────────────
  'lock/damaged': error({
    message: (p: { what: string }) => `the lock cannot be read here: ${p.what}`,
    cause: 'The lock is written by `backlevel lock` and `backlevel bump`, and never by hand.',
    cure: 'Take it from version control, and run `backlevel lock` or `backlevel bump` again.',
  }),
  'lock/removed': error({
    message: (_p: object) => 'the lock is gone',
    cause: 'The lock only adds: it is what tells an edited history from a true one.',
    cure: 'Take the lock from the baseline, and run `backlevel lock` again.',
  }),
  'lock/edited': error({
    message: (p: { name: string; version: string; gone: boolean }) =>
      p.gone
        ? `${p.name} ${p.version} was taken out of the lock`
        : `${p.name} ${p.version} is released, and its record in the lock was changed`,
    cause: 'The lock only adds: it is what tells an edited history from a true one.',
    cure: 'Take the lock from the baseline, and run `backlevel lock` again.',
  }),
  'lock/stale': error({
    message: (p: { name: string; version: string; missing: boolean }) =>
      p.missing
        ? `${p.name} ${p.version} is not in the lock`
        : `${p.name} ${p.version} is not what the lock says`,
    cause:
      'Two branches that take the same version meet in the lock, so that it must hold them all.',
    cure: 'Run `backlevel lock`.',
  }),
  'lock/only-baseline': warning({
    message: (_p: object) => 'this run compares with the lock of the same tree',
    cause: 'A lock that stands beside the schemas can be edited in the same change.',
    cure: 'Name what to compare with: `--against origin/main`.',
  }),
  // ── Exceptions ──────────────────────────────────────────────────────────────────────────────────
  'allow/lapsed': warning({
    message: (p: { code: string }) =>
      `nothing is excused here any more: there is no such \`${p.code}\``,
    cause: 'An exception is for one change, and ends when the thing changes.',
    cure: 'Take it out; `backlevel check --print-allow` prints what there is to excuse now.',
  }),
  'allow/never': error({
    message: (p: { code: string }) => `\`${p.code}\` cannot be excused`,
    cause: 'Some things break every peer that is there already, whatever the reason.',
    cure: 'Take the exception out, and do what the finding says.',
  }),
} satisfies Record<string, Definition<never>>;
