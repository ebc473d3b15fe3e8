// Files that are YAML but no schemas, each with the findings it must yield and, in «guillemets», their places.

import { entry, enumeration, fields, HISTORY, object, type Broken } from './broken-file.js';

export const BROKEN_SCHEMAS: readonly Broken[] = [
  // ── what is declared ──
  ['no kind at all', ['schema/unknown-kind'], '«objekt»: Foo\nversion: "1.0"\n'],
  ['two kinds', ['schema/unknown-key'], object('«enum»: Foo\nfields: {}\n')],
  [
    'a misspelt key',
    ['schema/unknown-key'],
    'object: Foo\n«verison»: "1.0"\nfields: {}\n' + HISTORY,
  ],
  ['no version', ['schema/missing-key'], '«object»: Foo\nfields: {}\n' + HISTORY],
  ['no history', ['schema/missing-key'], '«object»: Foo\nversion: "1.0"\nfields: {}\n'],
  ['no fields', ['schema/missing-key'], '«object»: Foo\nversion: "1.0"\n' + HISTORY],
  ['an empty version', ['schema/missing-value'], 'object: Foo\n«version»:\nfields: {}\n' + HISTORY],
  ['fields of nothing', ['schema/missing-value'], object('«fields»:\n')],
  [
    'an unquoted version',
    ['schema/unquoted-version'],
    'object: Foo\nversion: «1.0»\nfields: {}\n' + HISTORY,
  ],
  [
    'an unquoted version in the history',
    ['schema/unquoted-version'],
    'object: Foo\nversion: "1.0"\nfields: {}\nhistory:\n  «1.0»: x\n',
  ],
  ['half a version', ['schema/bad-version'], 'object: Foo\nversion: «"1"»\nfields: {}\n' + HISTORY],
  [
    'a version of three parts',
    ['schema/bad-version'],
    'object: Foo\nversion: «"1.2.3"»\nfields: {}\n' + HISTORY,
  ],
  [
    'a version with a zero before it',
    ['schema/bad-version'],
    'object: Foo\nversion: "1.0"\nfields: {}\nhistory:\n  «"1.00"»: x\n',
  ],
  [
    'a name that is not PascalCase',
    ['schema/bad-name'],
    object('fields: {}\n').replace('Foo', '«foo»'),
  ],
  ['a namespace with a capital', ['schema/bad-name'], object('namespace: «Nova»\nfields: {}\n')],
  ['a mixin by no name', ['schema/bad-name'], object('mixins: [«persistent»]\nfields: {}\n')],
  [
    'a stability that is none',
    ['schema/not-one-of'],
    object('stability: «experimentl»\nfields: {}\n'),
  ],
  ['a list of scalars', ['schema/bad-type'], object('listOf: «integer»\n')],
  ['a mixin with a version', ['schema/unknown-key'], 'mixin: Foo\n«version»: "1.0"\nfields: {}\n'],
  [
    'an exception without its reason',
    ['schema/missing-key'],
    object('fields: {}\nallow: { «history/x»: { for: 3f9a } }\n'),
  ],

  // ── fields and methods ──
  ['a field in camelCase', ['schema/bad-name'], fields('  «memoryMb»: integer\n')],
  ['a field named __proto__', ['schema/bad-name'], fields('  «__proto__»: integer\n')],
  ['a field named toString', ['schema/bad-name'], fields('  «toString»: integer\n')],
  ['a type that is none', ['schema/bad-type'], fields('  a: «strng»\n')],
  [
    'an element type that is none, in quotes',
    ['schema/bad-type'],
    fields('  a: { type: "list<«strin?>»" }\n'),
  ],
  ['a map of two types', ['schema/bad-type'], fields('  a: "map<string«, integer>»"\n')],
  ['a field without a type', ['schema/missing-value'], fields('  «a»:\n')],
  ['a long field without a type', ['schema/missing-key'], fields('  «a»: { doc: x }\n')],
  ['a list for a type', ['schema/wrong-kind'], fields('  a: «[string]»\n')],
  ['a misspelt attribute', ['schema/unknown-key'], fields('  a: { type: string, «defualt»: x }\n')],
  ['a type and an enum', ['schema/either-or'], fields('  a: { «type»: string, enum: [x] }\n')],
  [
    'nullable beside a type',
    ['schema/either-or'],
    fields('  a: { type: string, «nullable»: true }\n'),
  ],
  ['an enum without values', ['schema/empty'], fields('  a: { «enum»: [] }\n')],
  [
    'a flag that is a word',
    ['schema/wrong-kind'],
    fields('  a: { type: string, readOnly: «yes» }\n'),
  ],
  [
    'a flag in quotes',
    ['schema/wrong-kind'],
    fields('  a: { type: string, readOnly: «"true"» }\n'),
  ],
  [
    'limits that are no numbers',
    ['schema/wrong-kind', 'schema/wrong-kind', 'schema/wrong-kind'],
    fields('  a: { type: string, min: «x», max: «0x10», minLength: «-1» }\n'),
  ],
  [
    'a pattern that is none',
    ['schema/bad-pattern'],
    fields('  a: { type: string, pattern: «"("» }\n'),
  ],
  ['a default of nothing', ['schema/missing-value'], fields('  a: { type: string, «default»: }\n')],
  [
    'a deprecation without a message',
    ['schema/missing-key'],
    fields('  a: { type: string, «deprecated»: { since: "1.0" } }\n'),
  ],
  ['a method of nothing', ['schema/missing-value'], object('fields: {}\nmethods:\n  «save»:\n')],
  [
    'mistakes in a method',
    ['schema/bad-type', 'schema/unknown-key'],
    object(
      'fields: {}\nmethods:\n  get: { args: { id: «integr» }, «return»: Foo, returns: Foo }\n',
    ),
  ],

  // ── history ──
  [
    'a history of nothing',
    ['schema/empty'],
    'object: Foo\nversion: "1.0"\nfields: {}\n«history»: {}\n',
  ],
  ['an entry of nothing', ['schema/missing-value'], entry('').replace('"1.1":\n', '«"1.1"»:\n')],
  ['an item of nothing', ['schema/missing-value'], entry('    -«»\n')],
  ['an item that is a list', ['schema/wrong-kind'], entry('    - «[a]»\n')],
  ['a note that became a map', ['schema/note-is-a-map'], entry('    - «Fix: allow null»\n')],
  ['an entry that became a map', ['schema/note-is-a-map'], entry('    «Fix: allow null»\n')],
  ['a change without its dash', ['schema/wrong-kind'], entry('    «add: a»\n')],
  ['a misspelt change', ['schema/unknown-change'], entry('    - «ad»: a\n')],
  ['two changes in one', ['schema/unknown-key'], entry('    - add: a\n      «remove»: b\n')],
  [
    'a `from` that comes late',
    ['schema/misplaced-from'],
    entry('    - add: a\n    - «from: "0.9"»\n'),
  ],
  ['an add of nothing', ['schema/missing-value'], entry('    - «add»:\n')],
  ['an add of none', ['schema/empty'], entry('    - «add»: []\n')],
  ['a rename to nowhere', ['schema/missing-key'], entry('    - «rename»: b\n')],
  ['a remove of what was what', ['schema/missing-key'], entry('    - «remove»: b\n')],
  ['a change from what', ['schema/missing-key'], entry('    - «change»: a\n')],
  ['a replace with nothing', ['schema/missing-key'], entry('    - «replace»: { b: string }\n')],
  [
    'a replace of bare names',
    ['schema/wrong-kind'],
    entry('    - replace: «[b]»\n      with: [a]\n'),
  ],
  ['fields and methods in one change', ['schema/bad-name'], entry('    - add: [a(), «b»]\n')],
  [
    'a rule for a method',
    ['schema/unknown-key'],
    entry('    - add: m()\n      «backport»: drop\n'),
  ],

  // ── rules ──
  [
    'a rule that is no word of ours',
    ['schema/not-one-of'],
    entry('    - add: a\n      backport: «dorp»\n'),
  ],
  [
    'a rule that is a list',
    ['schema/wrong-kind'],
    entry('    - add: a\n      backport: «[drop]»\n'),
  ],
  ['a rule of nothing', ['schema/empty'], entry('    - add: a\n      «backport»: {}\n')],
  [
    'a misspelt rule',
    ['schema/unknown-key'],
    entry('    - add: a\n      backport: { «refse»: x }\n'),
  ],
  [
    'a place without a key',
    ['schema/bad-name'],
    entry('    - add: a\n      backport: { into: «extra» }\n'),
  ],
  [
    'a conversion that is none',
    ['schema/not-one-of'],
    entry('    - change: a\n      was: integer\n      backport: { convert: «prase» }\n'),
  ],
  [
    'a clamp that does not',
    ['schema/wrong-kind'],
    entry('    - change: a\n      was: integer\n      backport: { clamp: «false» }\n'),
  ],
  [
    'a misspelt key of a hook',
    ['schema/unknown-key'],
    entry('    - change: a\n      was: integer\n      backport: { hook: { «lose»: [a] } }\n'),
  ],
  [
    'a member by no name',
    ['schema/bad-name'],
    entry('    - change: a\n      was: Bus\n      backport: { members: { «bus»: unset } }\n'),
  ],

  // ── enums ──
  [
    'an enum without values',
    ['schema/empty'],
    enumeration('    - add: a\n', '[]').replace('values', '«values»'),
  ],
  [
    'a change that an enum does not know',
    ['schema/unknown-change'],
    enumeration('    - «change»: a\n'),
  ],
  [
    'a substitute and a refusal',
    ['schema/either-or'],
    enumeration('    - add: a\n      backport: { refuse: x, «value»: b }\n'),
  ],
  [
    'values that are none',
    ['schema/wrong-kind', 'schema/unknown-key', 'schema/missing-key'],
    enumeration('    - add: a\n', '[a, «[b]», { value: c, «dok»: x }, { «doc»: z }]'),
  ],
  [
    'a value of nothing',
    ['schema/missing-value'],
    enumeration('    - add: a\n', '\n  - a\n  -«»\n  - ""'),
  ],

  // ── releases ──
  [
    'mistakes in releases',
    ['schema/unquoted-version', 'schema/bad-name', 'schema/bad-version'],
    'releases: { "2025.2": { A: «1.1», «b»: "1.0", C: «x» } }\n',
  ],
];
