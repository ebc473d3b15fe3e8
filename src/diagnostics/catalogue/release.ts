// Findings about the releases: manifests that are whole, that only go up, and that stay as they were cut.

import { formatVersion, type Version } from '../../core/version.js';
import { error, type Definition } from '../diagnostic.js';

/** An object that a release lists. */
export interface Entry {
  readonly release: string;
  readonly name: string;
}

/** A version of an object that a release speaks, and the way from there to what it holds. */
export interface Holder {
  readonly holder: string;
  readonly version: Version;
  /** Fields, from the holder on: `block_devices.address`. */
  readonly path: string;
}

/** One entry that was changed in a release after it was cut. */
export interface DifferentEntry {
  readonly name: string;
  readonly was?: Version;
  readonly is?: Version;
}

export const RELEASE = {
  'release/unknown-object': error({
    message: (p: Entry & { isEnum: boolean; near: string | undefined }) =>
      p.isEnum
        ? `${p.name}, which the release ${p.release} lists, is an enum`
        : `the release ${p.release} lists ${p.name}, but there is no such object${p.near === undefined ? '' : `; did you mean ${p.near}?`}`,
    cause:
      'A release lists objects, each at a version. An enum has none on the wire: the objects that use it fix it.',
    cure: (p) =>
      p.isEnum
        ? 'Remove the entry.'
        : 'Correct the name. Where the object is removed on purpose, retire the release first.',
  }),
  'release/unknown-version': error({
    message: (p: Entry & { version: Version; known: readonly Version[] }) =>
      `the release ${p.release} lists ${p.name} ${formatVersion(p.version)}, but there is no such version`,
    cause: 'A release can speak only versions that the history of the object still has.',
    cure: (p) => `Name one of ${p.known.map(formatVersion).join(', ')}.`,
  }),
  'release/ambiguous-name': error({
    message: (p: Entry & { names: readonly string[] }) =>
      `the release ${p.release} lists ${p.name}, which may be ${p.names.join(' or ')}`,
    cause: 'A manifest names an object by its bare name only where one namespace has that name.',
    cure: (p) => `Write ${p.names.map((name) => `\`${name}\``).join(' or ')}.`,
  }),
  'release/not-closed': error({
    message: (p: Entry & Holder & { listed?: Version; needed?: Version }) => {
      const needed = p.needed === undefined ? p.name : `${p.name} ${formatVersion(p.needed)}`;
      const held = `${p.holder} ${formatVersion(p.version)} holds ${needed} in \`${p.path}\``;
      return p.listed === undefined
        ? `the release ${p.release} does not list ${p.name}, but ${held}`
        : `the release ${p.release} lists ${p.name} ${formatVersion(p.listed)}, but ${held}`;
    },
    cause:
      'A peer of the release meets every object that its objects can hold, so the release says the version of each.',
    cure: (p) =>
      p.needed === undefined
        ? `List ${p.name} at the version that the release speaks.`
        : `List ${p.name} at ${formatVersion(p.needed)}.`,
  }),
  'release/experimental': error({
    message: (p: Entry & { heldBy: Holder | undefined }) => {
      if (p.heldBy === undefined) {
        return `the release ${p.release} lists ${p.name}, which is experimental`;
      }
      const { holder, version, path } = p.heldBy;
      return `in the release ${p.release} ${holder} ${formatVersion(version)} holds ${p.name} in \`${path}\`, which is experimental`;
    },
    cause:
      'An experimental object may change without a version; a release promises that nothing of it does.',
    cure: (p) =>
      p.heldBy === undefined
        ? 'Make the object stable, or take it out of the release.'
        : `Make ${p.name} stable, or ${p.heldBy.holder} experimental too.`,
  }),
  'release/goes-down': error({
    message: (p: Entry & { version: Version; before: string; was: Version }) =>
      `the release ${p.release} lists ${p.name} ${formatVersion(p.version)}, but ${p.before} before it has ${formatVersion(p.was)}`,
    cause:
      'Releases stand in their order, oldest first. Whoever upgrades must still read what was written before.',
    cure: (p) =>
      `List ${p.name} at ${formatVersion(p.was)} or newer, or put the releases in order.`,
  }),
  'release/gap': error({
    message: (p: Entry & { before: string; was: Version }) =>
      `the release ${p.release} does not list ${p.name}, but ${p.before} before it has ${formatVersion(p.was)}`,
    cause: 'Peers of the release before still send the object, and there still is one.',
    cure: (p) => `List ${p.name} at ${formatVersion(p.was)} or newer.`,
  }),
  'release/unknown-release': error({
    message: (p: { release: string; near: string | undefined }) =>
      `there is no release ${p.release}${p.near === undefined ? '' : `; did you mean ${p.near}?`}`,
    cause: '`supported` lists releases that the same file has under `releases`.',
    cure: 'Correct the name, or remove it.',
  }),
  'release/duplicate': error({
    message: (p: { name: string; list: string }) => `${p.list} has ${p.name} twice`,
    cause: 'It is either the same said again, or one of the two was meant to be another.',
    cure: 'Remove one of them.',
  }),
  'release/cut-edited': error({
    message: (p: { release: string; entries: readonly DifferentEntry[] | 'gone' }) =>
      p.entries === 'gone'
        ? `the release ${p.release} was cut and is still supported, but is not here any more`
        : `the release ${p.release} was cut, and is not what it was: ${p.entries.map(tellEntry).join(', ')}`,
    cause:
      'Services of a release run somewhere by its manifest. What they speak does not change because a file does.',
    cure: (p) =>
      p.entries === 'gone'
        ? 'Put the release back. `backlevel release retire` says that nobody runs it; in a change after that it may go.'
        : 'Put the entries back, and cut a new release for what changed.',
  }),
  'release/name-taken': error({
    message: (p: { release: string; entries: readonly DifferentEntry[] }) =>
      `the release ${p.release} was cut before, and speaks otherwise: ${p.entries.map(tellEntry).join(', ')}`,
    cause: 'A release that was cut never changes, and no other can have its name.',
    cure: 'Cut the release under a new name.',
  }),
} satisfies Record<string, Definition<never>>;

function tellEntry({ name, was, is }: DifferentEntry): string {
  if (was === undefined) return `${name} is new`;
  if (is === undefined) return `${name} ${formatVersion(was)} is gone`;
  return `${name} ${formatVersion(was)} is ${formatVersion(is)}`;
}
