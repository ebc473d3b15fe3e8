// Labels and states are read by every later release: what one writes, each must understand or refuse.

import { expect, it } from 'vitest';
import { formatLabel, insideOf, Labels, noteInside, readLabel } from '../../src/db/label.js';
import { formatState, readState } from '../../src/db/state.js';
import { typeIn } from './shelf.js';
import { boxesOf } from './stored.js';

const registry = await boxesOf('db-label');
const box = typeIn(registry);
const tree = new Map(
  registry.types.filter((type) => type !== box).map((type) => [type.name, type]),
);

it.each([
  ['1.0', { kind: 'known', ordinal: 0 }],
  ['1.3', { kind: 'known', ordinal: 3 }],
  ['1.2 Lid=1.0', { kind: 'known', ordinal: 2 }],
  // Of what is not stored here any more it does not matter how new it is.
  ['1.2 Lid=1.1 Other=9.9 space/Lid=7.0', { kind: 'known', ordinal: 2 }],
  [null, { kind: 'known', ordinal: 0 }],
  ['1.4', { kind: 'newer', object: 'Box', version: '1.4' }],
  ['1.10', { kind: 'newer', object: 'Box', version: '1.10' }],
  ['1.3 Lid=1.2', { kind: 'newer', object: 'Lid', version: '1.2' }],
  ['1.0 Lid=2.0', { kind: 'newer', object: 'Lid', version: '2.0' }],
  ...[
    '',
    ' ',
    '1',
    '1.',
    'x',
    '1.3 ',
    '1.3 Lid',
    '1.3 Lid=',
    '1.3 =1.0',
    '1.3.0',
    '-1.3',
    '1.3 Lid=1.0.0',
  ].map((text) => [text, { kind: 'damaged' }] as const),
  ['0.9', { kind: 'damaged' }],
  ['Box=1.3', { kind: 'damaged' }],
] as const)('the label %j', (text, read) => {
  expect(readLabel(box, tree, text)).toMatchObject(read);
  const labels = new Labels();
  for (let n = 0; n < 300; n++) labels.read(box, tree, `1.${n}`);
  expect(labels.read(box, tree, text)).toMatchObject(read);
});

it('a label is written as it is read', () => {
  const inside = new Map<string, string>();
  for (const version of ['1.0', '1.10', '1.9']) noteInside(inside, 'Lid', version);
  noteInside(inside, 'a/Lid', '2.0');
  const label = formatLabel('1.3', inside);
  expect(label).toBe('1.3 Lid=1.10 a/Lid=2.0');
  expect(insideOf(label)).toEqual(inside);
  expect(insideOf(null)).toEqual(new Map());
});

it('a state is written as it is read, each word with a space before and after it', () => {
  const state = {
    unset: new Set(['title', 'box_tags']),
    counting: new Set(['motto', 'a"b', '-x']),
    nullSides: new Set(['box_ports']),
  };
  const text = formatState(state);
  expect(text).toBe(' +-x +a"b +motto -box_tags -title ~box_ports ');
  expect(readState(text)).toEqual(state);
  expect(formatState(readState(null))).toBeNull();
  expect(formatState(readState('  '))).toBeNull();
});
