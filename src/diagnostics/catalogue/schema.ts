// Findings about the form of a file of ours: its keys, and what may stand where. What it all means
// is the model's question.

import { error, type Definition } from '../diagnostic.js';

export const SCHEMA = {
  'schema/unknown-kind': error({
    message: (p: { near: Near }) => `the file does not say what it declares${didYouMean(p.near)}`,
    cause: 'A schema file declares one thing, and names it under the key that says what it is.',
    cure: 'Add `object: Name`, `enum: Name` or `mixin: Name`; `releases:` in releases.yaml.',
  }),
  'schema/unknown-key': error({
    message: (p: { key: string; owner: string; near: Near }) =>
      `\`${p.key}\` is not a key of ${p.owner}${didYouMean(p.near)}`,
    cause: 'A key that nobody reads would be passed over, and what it was meant to say with it.',
    cure: 'Correct its spelling or its indentation, or remove it.',
  }),
  'schema/missing-key': error({
    message: (p: { key: string; owner: string }) => `\`${p.key}\` is missing from ${p.owner}`,
    cause: 'Without this key it is not clear what is declared.',
    cure: 'Add the key and its value.',
  }),
  'schema/missing-value': error({
    message: (p: { key: string | undefined; expected: string }) =>
      `${p.key === undefined ? 'an item' : `\`${p.key}\``} has no value; expected ${p.expected}`,
    cause: 'An empty value is more often forgotten than meant, so it is never taken for a default.',
    cure: 'Write the value, or remove the key. What is meant to be empty is written "", {} or [].',
  }),
  'schema/empty': error({
    message: (p: { owner: string }) => `${p.owner} must not be empty`,
    cause: 'There has to be at least one entry for it to say anything.',
    cure: 'Add an entry, or remove the key.',
  }),
  'schema/wrong-kind': error({
    message: (p: { expected: string; found: string }) => `expected ${p.expected}, not ${p.found}`,
    cause: 'What may stand in a place follows from the place, not from what YAML takes it for.',
    cure: 'Write what the place asks for; look at the indentation, the dashes and the quotes.',
  }),
  'schema/not-one-of': error({
    message: (p: { found: string; allowed: readonly string[]; near: Near }) =>
      `\`${p.found}\` is not one of ${p.allowed.join(', ')}${didYouMean(p.near)}`,
    cause: 'Only certain words have a meaning in this place.',
    cure: 'Write one of these words.',
  }),
  'schema/bad-name': error({
    message: (p: { name: string; expected: string }) => `\`${p.name}\` is not ${p.expected}`,
    cause:
      'Names stand on the wire for ever, and in the code of every peer. Objects, enums and mixins are ' +
      'PascalCase; fields, methods and arguments are snake_case.',
    cure: 'Rename it. The setting `propertyNames` and `typescriptName` say what it is called in TypeScript.',
  }),
  'schema/bad-version': error({
    message: (p: { found: string }) => `\`${p.found}\` is not a version`,
    cause: 'A version is MAJOR.MINOR, two integers without leading zeros.',
    cure: 'Write it like "1.0" or "2.13", in quotes.',
  }),
  'schema/unquoted-version': error({
    message: (p: { version: string }) => `the version ${p.version} is not quoted`,
    cause: 'To other tools an unquoted 1.10 is the number 1.1, and 1.1 beside it a duplicate key.',
    cure: 'Put quotes around it, as it stands.',
  }),
  'schema/bad-type': error({
    message: (p: { text: string; expected: string; near: Near }) =>
      `\`${p.text}\` is not a type: expected ${p.expected}${didYouMean(p.near)}`,
    cause:
      'A type is a scalar, the name of an object or enum, list<T>, set<T>, map<T>, or a union of ' +
      'objects `(A | B)`, with a `?` behind it if null is a value.',
    cure: 'Correct the type at the place that the caret shows.',
  }),
  'schema/bad-pattern': error({
    message: (p: { pattern: string; reason: string }) =>
      `\`${p.pattern}\` is not a pattern: ${p.reason}`,
    cause: 'A pattern is a JavaScript regular expression with the flag `u`, for the whole value.',
    cure: 'Mend the pattern. In double quotes YAML needs each backslash twice; single quotes do not.',
  }),
  'schema/either-or': error({
    message: (p: { key: string; other: string }) =>
      `\`${p.key}\` cannot stand beside \`${p.other}\``,
    cause: 'The two say different things about the same matter.',
    cure: 'Remove one of them.',
  }),
  'schema/note-is-a-map': error({
    message: (p: { key: string }) => `this note is a map with the key \`${p.key}\`, not a text`,
    cause: 'YAML takes a colon and a space for the end of a key, so `Fix: allow null` is a map.',
    cure: 'Quote the note: `- "Fix: allow null"`.',
  }),
  'schema/unknown-change': error({
    message: (p: { key: string; near: Near }) =>
      `a change must say what it does; \`${p.key}\` does not${didYouMean(p.near)}`,
    cause: 'A change begins with what it does: `add`, `remove`, `rename`, `change` or `replace`.',
    cure: 'Begin the change with one of: add, remove, rename, change, replace; an enum has no change and replace.',
  }),
  'schema/misplaced-from': error({
    message: () => '`from` must be the first item of its entry',
    cause: '`from: "1.7"` joins a major to the one before it; the changes that follow start there.',
    cure: 'Move it to the top of the list.',
  }),
} satisfies Record<string, Definition<never>>;

type Near = string | undefined;

function didYouMean(near: Near): string {
  return near === undefined ? '' : `; did you mean \`${near}\`?`;
}
