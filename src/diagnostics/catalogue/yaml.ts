// Findings about a file as YAML, before anyone asks what it says.

import { error, type Definition } from '../diagnostic.js';

export const YAML = {
  'yaml/syntax': error({
    message: (p: { reason: string }) => `this is not YAML: ${p.reason}`,
    cause: 'The file cannot be read as YAML, so whatever stands behind this place may be misread.',
    cure: 'Mend the place; look at indentation, quotes and brackets on the line and the one above.',
  }),
  'yaml/colon-in-text': error({
    message: () => 'a colon and a space inside a text make it a map',
    cause: 'YAML takes `a: b` for a key and its value, wherever it stands.',
    cure: 'Quote the text: `"Fix: allow null"`. If a map is meant, begin it on the next line.',
  }),
  'yaml/tab': error({
    message: () => 'a tab is used for indentation',
    cause: 'YAML indents by spaces only, since editors do not agree on how wide a tab is.',
    cure: 'Replace the tab by spaces.',
  }),
  'yaml/duplicate-key': error({
    message: (p: { key: string }) => `\`${p.key}\` occurs twice in this map`,
    cause: 'Of two equal keys some readers take the first and some the last; one is lost silently.',
    cure: 'Remove or rename one of them. Keys are compared by their text, so `1.1` and "1.1" meet.',
  }),
  'yaml/alias': error({
    message: (p: { sign: '&' | '*'; name: string }) =>
      `\`${p.sign}${p.name}\`: anchors and aliases have no place in a schema`,
    cause:
      'A schema is read, and edited by `bump`, place by place; a value that stands in several places ' +
      'at once cannot be, and aliases of aliases can grow without limit.',
    cure: 'Write the value out in each place, or make it a mixin or an enum.',
  }),
  'yaml/tag': error({
    message: (p: { tag: string }) => `\`${p.tag}\`: tags have no place in a schema`,
    cause: 'What a value is follows from the place it stands in, never from a tag.',
    cure: 'Remove the tag.',
  }),
  'yaml/key-not-text': error({
    message: () => 'the key of a map must be a text here',
    cause: 'YAML allows maps and lists as keys; nothing in a schema is named by one.',
    cure: 'Quote the key if it is meant as text, or check the braces and brackets around it.',
  }),
  'yaml/not-a-map': error({
    message: (p: { found: string }) => `the file should hold a map, but it holds ${p.found}`,
    cause: 'Every file says what it declares by its keys: `object`, `enum`, `mixin` and the rest.',
    cure: 'Begin the file with `object: Name`, `enum: Name` or `mixin: Name`, or delete it.',
  }),
  'yaml/several-documents': error({
    message: () => 'a second document begins here',
    cause: 'One file declares one thing; a second document would be passed over unread.',
    cure: 'Move it to a file of its own, or remove the `---`.',
  }),
  'yaml/too-large': error({
    message: (p: { length: number; limit: number }) =>
      `the file has ${p.length} characters; more than ${p.limit} are not read`,
    cause: 'Reading is limited, so that no file can hold up a run. No schema comes near the limit.',
    cure: 'Check that this is a schema; if it is, split it.',
  }),
  'yaml/too-deep': error({
    message: (p: { limit: number }) => `the nesting here is deeper than ${p.limit} levels`,
    cause: 'Nesting is limited, so that no file can exhaust the reader.',
    cure: 'Check the brackets and dashes here; no schema needs such depth.',
  }),
  'yaml/unprintable': error({
    message: (p: { codePoint: string }) =>
      `the file holds an unprintable character, ${p.codePoint}`,
    cause:
      'YAML is printable text in UTF-8. U+FFFD stands for bytes that were not UTF-8; the others do ' +
      'not show in an editor, and a name with one would not be what it looks like.',
    cure: 'Remove the character, or save the file as UTF-8; in quotes, write it as an escape.',
  }),
} satisfies Record<string, Definition<never>>;
