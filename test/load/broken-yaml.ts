// Files that are broken as YAML, each with the findings it must yield and, in «guillemets», their places.

import { fields, type Broken } from './broken-file.js';

export const BROKEN_YAML: readonly Broken[] = [
  ['an empty file', ['yaml/not-a-map'], '«»'],
  ['nothing but a comment', ['yaml/not-a-map'], '«# to do»\n'],
  ['a text', ['yaml/not-a-map'], '«hello»\n'],
  ['a list', ['yaml/not-a-map'], '«- object: Foo»\n'],
  ['a second document', ['yaml/several-documents'], `${fields('  a: string\n')}«---»\na: b\n`],
  ['a tab for indentation', ['yaml/tab'], fields('«\t»a: string\n')],
  ['a field twice', ['yaml/duplicate-key'], fields('  a: string\n  «a»: integer\n')],
  [
    'a version twice, once quoted',
    ['yaml/duplicate-key'],
    `${fields('  a: string\n')}  «1.0»: again\n`,
  ],
  ['an anchor and its alias', ['yaml/alias'], fields('  a: «&x» string\n  b: *x\n')],
  ['an alias of nothing', ['yaml/alias'], fields('  a: «*x»\n')],
  ['an anchor without a name', ['yaml/alias'], fields('  a: «&» string\n')],
  ['a known tag', ['yaml/tag'], fields('  a: «!!int» string\n')],
  ['an unknown tag', ['yaml/tag'], fields('  a: «!foo» string\n')],
  [
    'a note with a colon',
    ['yaml/colon-in-text'],
    `object: Foo\nversion: "1.0"\nfields: {}\nhistory:\n  "1.0": «Fix: it»\n`,
  ],
  ['a type with a colon', ['yaml/colon-in-text'], fields('  a: «string: x»\n')],
  ['a quote that is never closed', ['yaml/syntax'], fields('  a: «"»string\n')],
  ['a brace that is never closed', ['yaml/syntax'], fields('  a: «{» type: string\n')],
  ['a bracket that is never closed', ['yaml/syntax'], fields('  a: { enum: «[»a, b }\n')],
  ['a bracket too many', ['yaml/syntax'], fields('  a: «]»\n')],
  ['a field that is indented less', ['yaml/syntax'], fields('  a: string\n« »b: string\n')],
  ['a field that is indented more', ['yaml/syntax'], fields('  a: «string\n    b»: string\n')],
  ['an escape that is none', ['yaml/syntax'], fields('  a: "«\\»q"\n')],
  ['a reserved sign', ['yaml/syntax'], fields('  a: «@»string\n')],
  ['a list for a key', ['yaml/key-not-text'], `? «[a]»\n: b\n${fields('  a: string\n')}`],
  ['a control character', ['yaml/unprintable'], 'object: Foo«\u0000»\n'],
  ['bytes that are not UTF-8', ['yaml/unprintable'], 'object: Foo # «\uFFFD»\n'],
  ['half a character', ['yaml/unprintable'], 'object: Foo # «\uD800»\n'],
  ['nesting without end', ['yaml/too-deep'], `a: ${'['.repeat(62)}«[»${'['.repeat(1_000)}`],
  ['a file without end', ['yaml/too-large'], `«»${'a: b\n'.repeat(60_000)}`],
];
