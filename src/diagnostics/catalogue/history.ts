// Findings about histories: versions in their order, changes that can be taken back, rules that say enough and
// not too much.

import { formatVersion, type Version } from '../../core/version.js';
import { error, type Definition } from '../diagnostic.js';

export interface Near {
  readonly near?: string;
}

/** A field, an enum's value or a method, at the version whose entry speaks of it. */
export interface Named {
  readonly what: string;
  readonly name: string;
  readonly version: Version;
}

function didYouMean({ near }: Near): string {
  return near === undefined ? '' : `; did you mean \`${near}\`?`;
}

export const HISTORY = {
  // ── Versions ────────────────────────────────────────────────────────────────────────────────────
  'history/version-mismatch': error({
    message: (p: { version: Version; newest: Version }) =>
      `the version is ${formatVersion(p.version)}, but the newest in the history is ${formatVersion(p.newest)}`,
    cause: 'The first entry of a history says what made the present version.',
    cure: 'Correct the version, or write the entry that is missing; `backlevel bump` does both.',
  }),
  'history/missing-version': error({
    message: (p: { missing: readonly string[] }) =>
      `the history has no entry for ${p.missing.join(', ')}`,
    cause: 'Each older shape follows from the next newer one, so that none may be left out.',
    cure: 'Write the entry; a version that changed no field has a note, such as `"1.2": No change of fields`.',
  }),
  'history/order': error({
    message: (p: { version: Version; above: Version }) =>
      `${formatVersion(p.version)} stands below ${formatVersion(p.above)}`,
    cause:
      'A history is written newest first. Versions are compared as integers: 1.10 is newer than 1.9.',
    cure: 'Move the entry up.',
  }),
  'history/other-major': error({
    message: (p: { version: Version; major: number }) =>
      `${formatVersion(p.version)} does not belong to major ${p.major}`,
    cause:
      'Each major of an object has a file of its own; `from` in its first entry joins it to the one before.',
    cure: 'Move the entry to the file of its major.',
  }),
  'history/misplaced-from': error({
    message: (p: { version: Version }) => `\`from\` does not belong to ${formatVersion(p.version)}`,
    cause: 'Only the first version of an object’s major, N.0, can go on from the major before.',
    cure: 'Move it to the entry of N.0, or remove it.',
  }),
  'history/unknown-from': error({
    message: (p: { name: string; from: Version; known: readonly Version[] }) =>
      `there is no ${p.name} ${formatVersion(p.from)} to go on from`,
    cause: '`from` names a version of an older major that has a file.',
    cure: (p) =>
      p.known.length === 0
        ? 'Write the file of the older major, or remove `from`.'
        : `The older versions are ${p.known.map(formatVersion).join(', ')}.`,
  }),
  'history/from-differs': error({
    message: (p: { name: string; from: Version; why: string }) =>
      `taken back to ${formatVersion(p.from)}, \`${p.name}\` is not what it was there: ${p.why}`,
    cause: 'The changes of N.0 must lead from the older major’s shape to this one.',
    cure: (p) => `Write what became of \`${p.name}\` into this entry.`,
  }),
  'history/changes-in-first': error({
    message: (p: { version: Version }) =>
      `${formatVersion(p.version)} is the first version, so nothing can have changed in it`,
    cause: 'The oldest entry of a history is a note; a change needs a version before it.',
    cure: 'Write a note, or the entry of the version before.',
  }),
  'history/version-needed': error({
    message: (p: { name: string; versions: readonly string[] }) =>
      `it does not say which version of ${p.name} it was`,
    cause: 'What was must stay the same when a newer version comes to be.',
    cure: (p) =>
      `Write one of ${p.versions.map((version) => `\`${p.name}@${version}\``).join(', ')}.`,
  }),

  // ── Changes ─────────────────────────────────────────────────────────────────────────────────────
  'history/unknown-field': error({
    message: (p: Named & Near) =>
      `there is no ${p.what} \`${p.name}\` at ${formatVersion(p.version)}${didYouMean(p)}`,
    cause: 'A change names, on its newer side, what the version that it made has.',
    cure: (p) => `Correct the name, or declare the ${p.what}.`,
  }),
  'history/not-there-yet': error({
    message: (p: Named & { later: Version }) =>
      `\`${p.name}\` is not there at ${formatVersion(p.version)}: it came with ${formatVersion(p.later)}`,
    cause: 'The newer entry says that it did not exist before.',
    cure: 'Remove one of the two changes, or make a `change` of the newer one.',
  }),
  'history/still-there': error({
    message: (p: Named) => `\`${p.name}\` is still there at ${formatVersion(p.version)}`,
    cause: 'The entry says that the version before had it and this one has not.',
    cure: (p) => `Remove the ${p.what} from what is there now, or the change from the history.`,
  }),
  'history/field-twice': error({
    message: (p: Named) => `${formatVersion(p.version)} changes \`${p.name}\` twice`,
    cause: 'All changes of one version happen at once, so that each thing stands in one of them.',
    cure: 'Make one change of the two.',
  }),
  'history/rename-to-itself': error({
    message: (p: { name: string }) => `\`${p.name}\` keeps its name`,
    cause: 'A `rename` gives a new name.',
    cure: 'Correct one of the names, or make a `change` of it.',
  }),
  'history/was-same': error({
    message: (p: { name: string; version: Version }) =>
      `\`${p.name}\` was just what it is at ${formatVersion(p.version)}`,
    cause: 'A `change` has something that differs. A short `was` differs in its type alone.',
    cure: 'Correct `was`, or remove the change.',
  }),
  'history/short-was': error({
    message: (p: { what: string; type: string }) => `${p.what} does not fit ${p.type}`,
    cause: 'A short `was` differs in type only: default and limits are those of the newer side.',
    cure: 'Write the whole older declaration: `was: { type: …, … }`.',
  }),
  'history/name-reused': error({
    message: (p: { field: string; until: Version; since: Version }) =>
      `\`${p.field}\` meant something else until ${formatVersion(p.until)}`,
    cause:
      'Peers and stored data still use the name as it was. On the wire it means one thing for ever.',
    cure: 'Choose a name that was never used.',
  }),

  // ── Rules ───────────────────────────────────────────────────────────────────────────────────────
  'history/needs-rule': error({
    message: (p: { direction: string; name: string; lost: string; rules: readonly string[] }) =>
      `\`${p.name}\` needs a rule for its ${p.direction}: ${p.lost}`,
    cause: 'Nothing is lost silently: what the types do not carry over whole, a rule must say.',
    cure: (p) => `Say under \`${p.direction}:\` what becomes of it: ${p.rules.join(', ')}.`,
  }),
  'history/bump-too-small': error({
    message: (p: { what: string; breaks: readonly string[]; version: Version }) =>
      `${p.what} so needs a major, and ${formatVersion(p.version)} is a minor: ${p.breaks.join('; ')}`,
    cause:
      'Older peers are still there, and some value or call would reach them that they cannot take.',
    cure: 'Say what they are to be told (for a field a rule, for an argument a default), or make it a major: `backlevel bump --major`.',
  }),
  'history/rule-cannot-apply': error({
    message: (p: { rule: string; why: string }) => `\`${p.rule}\` can do nothing here: ${p.why}`,
    cause: 'A rule without effect hides a mistake: somebody relies on it.',
    cure: 'Remove it, or correct what it was meant for.',
  }),
  'history/unknown-target': error({
    message: (p: { rule: string; name: string; version: string } & Near) =>
      `\`${p.rule}\` names \`${p.name}\`, which ${p.version} does not have${didYouMean(p)}`,
    cause:
      '`copy`, `from` and `loses` name fields of the shape that is read, `into` one of the shape that is written.',
    cure: 'Correct the name.',
  }),
  'history/wrong-target': error({
    message: (p: { target: string; why: string }) => `\`${p.target}\` cannot serve: ${p.why}`,
    cause: '`into` and `from` name an entry of a map, `copy` a field whose every value fits.',
    cure: 'Name another field, or use a hook.',
  }),
  'history/wrong-value': error({
    message: (p: { type: string; wanted: string } & Near) =>
      `the value is not of type ${p.type}: it should be ${p.wanted}${didYouMean(p)}`,
    cause: 'What stands in for a value is a value of the side that it goes to.',
    cure: 'Correct the value.',
  }),
  'history/unknown-value': error({
    message: (p: { value: string; known: readonly string[] } & Near) =>
      `\`${p.value}\` is no value of the field there${didYouMean(p)}`,
    cause: 'On the left of `values` stand values of the side that the data comes from.',
    cure: (p) =>
      p.known.length === 0 ? 'Correct the value.' : `The values are ${p.known.join(', ')}.`,
  }),
  'history/unknown-member': error({
    message: (p: { member: string; known: readonly string[] } & Near) =>
      `${p.member} is not among the objects that are lost here${didYouMean(p)}`,
    cause: '`members` names objects that the other side does not know.',
    cure: (p) => `Those are ${p.known.join(', ')}.`,
  }),
} satisfies Record<string, Definition<never>>;
