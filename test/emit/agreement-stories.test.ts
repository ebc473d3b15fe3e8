// Small histories, each with one thing that is easy to get wrong, held against the interpreter: where larger
// schemas have so much else that what goes wrong here is not seen.

import { describe, test } from 'vitest';
import { expectObjectAgrees, type Domain } from '../support/agreement.js';
import { registryOf } from '../support/generated.js';
import { modelOf } from '../interpret/story.js';

const CHILD = `object: Part
version: "1.2"
fields: { id: integer, name: string, size: integer }
history:
  "1.2":
    - add: size
  "1.1":
    - add: name
  "1.0": First version
`;

const STORIES: Readonly<Record<string, string>> = {
  'rounds, and then spells what it rounded': `
fields: { f: float }
history:
  "1.2":
    - change: f
      was: integer
      backport: { convert: round }
  "1.1":
    - change: f
      was: string
      upgrade: { convert: parse, else: 0 }
`,
  'copies a field as it was before the step changes it': `
fields: { f: integer }
history:
  "1.2":
    - change: f
      was: { type: integer, min: 0, max: 9 }
      backport: clamp
    - remove: old
      was: integer
      backport: { copy: f }
  "1.1": A note
`,
  'refuses at a step between what the target does not have': `
fields: { f: { enum: [a, b] } }
history:
  "1.2":
    - change: f
      was: { enum: [a] }
      backport: { values: { b: { refuse: b is new } } }
  "1.1":
    - add: f
`,
  'puts a number into a map of texts, and takes it out again': `
fields: { f: integer, extra: map<string> }
history:
  "1.2":
    - add: f
      backport: { into: extra.f }
      upgrade: { from: extra.f }
  "1.1": A note
`,
  'puts a text into a map of texts': `
fields: { f: string, extra: map<string> }
history:
  "1.2":
    - add: f
      backport: { into: extra.f }
      upgrade: { from: extra.f }
  "1.1": A note
`,
  'finds in a map what every JavaScript object has': `
fields: { f: string, extra: map<string> }
history:
  "1.2":
    - add: f
      backport: { into: extra.constructor }
      upgrade: { from: extra.constructor }
  "1.1": A note
`,
  'refuses what is outside the limits': `
fields: { f: integer }
history:
  "1.2":
    - change: f
      was: { type: integer, min: -9, max: 9 }
      backport: { refuse: too large }
  "1.1": A note
`,
  'cuts numbers at the nearer bound': `
fields: { f: integer, g: bigint }
history:
  "1.2":
    - change: f
      was: { type: integer, min: -9, max: 9 }
      backport: clamp
    - change: g
      was: { type: bigint, min: -9, max: 9 }
      backport: clamp
  "1.1": A note
`,
  'cuts texts between characters': `
fields: { f: string }
history:
  "1.2":
    - change: f
      was: { type: string, maxLength: 3 }
      backport: clamp
  "1.1": A note
`,
  'makes sets of lists, of numbers and of texts': `
fields: { f: list<integer>, g: list<string>, h: list<bigint> }
history:
  "1.2":
    - { change: f, was: set<integer>, backport: { convert: set } }
    - { change: g, was: set<string>, backport: { convert: set } }
    - { change: h, was: set<bigint>, backport: { convert: set } }
  "1.1": A note
`,
  'sorts the sets of an older enum anew': `
fields: { f: { type: set<Letter> } }
history:
  "1.2":
    - change: f
      was: set<Letter@1.0>
  "1.1": A note
`,
  'keeps null through a conversion': `
fields: { f: string?, g: { enum: [a, b], nullable: true } }
history:
  "1.2":
    - change: f
      was: integer?
      backport: { convert: parse, else: -1 }
    - change: g
      was: { enum: [a], nullable: true }
      backport: { else: a }
  "1.1": A note
`,
  'takes the first of a list': `
fields: { f: list<integer> }
history:
  "1.2":
    - change: f
      was: integer?
      backport: { convert: first, whenEmpty: 7 }
      upgrade: { whenNull: [3] }
  "1.1": A note
`,
  'drops what an upgrade would fill in, and knows it from what it would not': `
fields: { f: { type: integer, default: 3 }, g: { type: boolean, default: true }, h: integer? }
history:
  "1.2":
    - add: [f, g, h]
  "1.1": A note
`,
  'takes null out of elements, and unsets the field for one value': `
fields: { f: list<integer?>, g: map<string?>, h: list<Letter> }
history:
  "1.2":
    - { change: f, was: list<integer>, backport: { whenNull: omit } }
    - { change: g, was: map<string>, backport: { whenNull: unset } }
    - { change: h, was: list<Letter@1.0>, backport: { values: { c: unset } } }
  "1.1": A note
`,
  'swaps two names': `
fields: { f: integer, g: integer }
history:
  "1.2":
    - { rename: f, to: g }
    - { rename: g, to: f }
  "1.1": A note
`,
  'refuses to leave but for null and its default': `
fields: { f: { type: integer?, default: 3 }, g: integer? }
history:
  "1.2":
    - add: f
      backport: { refuse: f is needed }
    - add: g
      backport: { refuse: g is needed }
  "1.1": A note
`,
  'holds each version to its own limits': `
fields: { f: { type: integer, max: 99 } }
history:
  "1.2":
    - change: f
      was: { type: integer, max: 9 }
      backport: clamp
  "1.1":
    - change: f
      was: { type: integer, max: 5 }
      backport: clamp
`,
  'has children in lists, maps and unions': `
fields: { f: list<Part>, g: map<Part?>, h: (Part | Other)?, i: list<(Part | Other)> }
history:
  "1.2": A note
  "1.1": A note
`,
};

const OTHERS = [
  CHILD,
  CHILD.replace('Part', 'Other'),
  `enum: Letter
version: "1.1"
values: [b, c, a]
history:
  "1.1":
    - add: c
      backport: a
  "1.0": First version
`,
];

const texts = Object.values(STORIES).map(
  (text, i) => `object: Story${i}\nversion: "1.2"${text}  "1.0": First version\n`,
);

const model = modelOf([...texts, ...OTHERS]);
const domain: Domain = {
  name: 'stories',
  model,
  registry: await registryOf('agreement-stories', model),
  prefix: 'versioned_object',
  hooks: {},
  comparesPlaces: true,
};

describe('a history that', () => {
  test.each(Object.keys(STORIES).map((name, i) => [name, `compute/Story${i}`] as const))(
    '%s crosses as it says',
    (_name, key) => {
      expectObject(domain, key);
    },
  );
});

const cascading = modelOf(
  [
    CHILD,
    `object: Whole
version: "1.2"
fields: { one: Part, some: list<Part>, named: map<Part?> }
history:
  "1.2":
    - { change: one, was: Part@1.1 }
    - { change: some, was: list<Part@1.1> }
    - { change: named, was: map<Part@1.1?> }
  "1.1":
    - { change: one, was: Part@1.0 }
    - { change: some, was: list<Part@1.0> }
    - { change: named, was: map<Part@1.0?> }
  "1.0": First version
`,
  ],
  'cascade',
);

test('a parent that cascades takes its children along, wherever they stand', async () => {
  const registry = await registryOf('agreement-cascade', cascading);
  expectObject({ ...domain, name: 'cascade', model: cascading, registry }, 'compute/Whole');
});

function expectObject(in_: Domain, key: string): void {
  const object = in_.model.objects.get(key);
  if (object === undefined) throw new Error(`no ${key}`);
  expectObjectAgrees(in_, object);
}
