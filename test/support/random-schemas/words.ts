// Names and texts for random schemas: short ones, very long ones, and those that end a comment, a string
// or a line too early.

import type { Random } from '../../../src/testing/values/index.js';

/** Words that generated code, TypeScript or prettier may take for their own. */
const ODD_NAMES = [
  'class',
  'default',
  'delete',
  'new',
  'value',
  'values',
  'type',
  'static',
  'arguments',
  'd',
  'v',
  'x',
  'at',
  'to',
  'from',
  'constructor',
  'parts',
  'wire',
  'objects',
  '_private',
  '__twice__',
  'a_1_b2',
] as const;

const SYLLABLES = ['ba', 'ce', 'dim', 'fo', 'gur', 'hy', 'jo', 'kla', 'mem', 'net', 'pci'] as const;
const LENGTHS = [1, 2, 2, 3, 4, 5, 8, 13] as const;

/** `snake_case`, up to 60 characters. */
export function fieldName(random: Random): string {
  if (random.once(6)) return random.pick(ODD_NAMES);
  const words = Array.from({ length: random.pick(LENGTHS) }, () => random.pick(SYLLABLES));
  return words.join(random.once(3) ? '' : '_').slice(0, 60) + (random.once(5) ? '2' : '');
}

/** `PascalCase`, up to 60 characters. */
export function typeName(random: Random): string {
  const words = Array.from({ length: random.pick(LENGTHS) }, () => random.pick(SYLLABLES));
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return (random.once(5) ? 'PCI' : '') + name.slice(0, 57);
}

const PIECES = [
  'a plain word',
  'x from v to at d',
  '*/',
  '/** @deprecated */',
  '`code` and ${value}',
  '$$Class$$',
  '/*= data */',
  "it's",
  '"quoted"',
  '\\',
  '{}',
  '漢字かな',
  '👩‍👩‍👧 family',
  'é e\u0301',
  '\u2028',
  '\u00a0',
  '@since 9.9',
  '<b>&amp;</b>',
  '// not a comment',
  'verylongwordwithoutanyspacesthatcannotbebrokenanywhereatallverylongwordwithoutany',
] as const;

/** A line of odd text. */
export function oddText(random: Random): string {
  return Array.from({ length: 1 + random.below(4) }, () => random.pick(PIECES)).join(' ');
}

/** One line or several, with free ones between and spaces around. */
export function oddDoc(random: Random): string {
  const lines = Array.from({ length: random.pick([1, 1, 2, 5]) }, () =>
    random.once(5) ? '' : `${random.once(4) ? '  ' : ''}${oddText(random)}`,
  );
  return `${lines.join('\n')}${random.once(3) ? ' \n' : ''}`.replace(/^\s*$/, 'empty');
}

/** Values of an enum, no two alike. */
export function enumValues(random: Random, count: number): readonly string[] {
  const values = new Set<string>();
  while (values.size < count) values.add(enumValue(random));
  return [...values];
}

/** A value of an enum. */
export function enumValue(random: Random): string {
  if (random.once(12)) return oddText(random);
  const words = Array.from({ length: 1 + random.below(3) }, () => random.pick(SYLLABLES));
  return words.join(random.pick(['-', '_', ' ', ''])) + String(random.below(100));
}
