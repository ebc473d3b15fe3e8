// What `bump` and `rebase` leave to a person.

import { formatVersion, type Version } from '../../core/version.js';
import { error, warning, type Definition } from '../diagnostic.js';

export const BUMP = {
  'bump/rename-or-remove': error({
    message: (p: { name: string; removed: string; added: readonly string[] }) =>
      `was \`${p.removed}\` of ${p.name} renamed to ${p.added.map((one) => `\`${one}\``).join(' or ')}, or removed?`,
    cause: 'A renamed field keeps its data on the way to older peers, and a removed one does not.',
    cure: (p) =>
      `Run it again with \`--rename ${p.removed}=${p.added[0] ?? 'new'}\`, or with \`--no-renames\` if it was removed.`,
  }),
  'bump/unknown-rename': error({
    message: (p: { old: string; to: string }) =>
      `nothing was renamed from \`${p.old}\` to \`${p.to}\``,
    cause: '`--rename old=new` names what is gone, and what came in its place.',
    cure: 'Correct the names, or leave the option out.',
  }),
  'bump/major-needs-text': error({
    message: (p: { name: string; version: Version; baseline: string }) =>
      `the file of ${p.name} ${formatVersion(p.version)} cannot be taken from ${p.baseline}`,
    cause: 'A new major stands beside the one before it, whose file is taken from the baseline.',
    cure: 'Name a git ref or a folder that has it: `--against main`.',
  }),
  'bump/unknown-name': error({
    message: (p: { name: string; near?: string }) =>
      `there is no object or enum ${p.name}${p.near === undefined ? '' : `; did you mean ${p.near}?`}`,
    cause: 'The names behind `bump` and `rebase` are those of the schemas.',
    cure: 'Correct the name, or leave it out for all that changed.',
  }),
  'rebase/both-changed': error({
    message: (p: { name: string; baseline: string; what: readonly string[] }) =>
      `both ${p.baseline} and this branch changed ${p.what.map((one) => `\`${one}\``).join(', ')} of ${p.name}`,
    cause: 'Which of the two is meant, or what of each, no rule can tell.',
    cure: 'Merge the branch, decide, keep both entries of the history, and run it again.',
  }),
  'rebase/by-hand': error({
    message: (p: { name: string; why: string }) =>
      `the history of ${p.name} cannot be put on top of the other: ${p.why}`,
    cause: 'Entries move only where it is plain which of them are whose.',
    cure: 'Merge the branch, put your entries on top, and give them the next numbers.',
  }),
  'rebase/named-by-release': warning({
    message: (p: { release: string; name: string; from: Version; to: Version }) =>
      `the release ${p.release} names ${p.name} ${formatVersion(p.from)}, and what was that here is ${formatVersion(p.to)} now`,
    cause: 'A release says which versions it speaks, and the number means another content now.',
    cure: (p) => `Put ${formatVersion(p.to)} there, if it is yours that the release is to speak.`,
  }),
} satisfies Record<string, Definition<never>>;
