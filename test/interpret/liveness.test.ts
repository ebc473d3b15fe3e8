import { describe, expect, test } from 'vitest';
import { cross, modelOf, told, wire } from './story.js';
import type { Data } from './story.js';

const model = modelOf([
  `object: Thing
version: "1.4"
fields:
  id: integer
  mode: { enum: [a, b, c] }
  extra: map<string>
history:
  "1.4":
    - change: mode
      was: { enum: [a, b] }
      backport: { values: { c: { refuse: c is new } } }
  "1.3":
    - change: id
      was: { type: integer, min: 0 }
      backport: clamp
  "1.2":
    - add: mode
  "1.1":
    - add: extra
  "1.0": First version
`,
]);

const go = (from: string, data: Data, to: string): unknown =>
  told(cross(model, wire(`Thing ${from}`, data), to));

describe('what is not on the older side', () => {
  test('cannot refuse, though a step between would', () => {
    expect(go('1.4', { mode: 'c' }, '1.2')).toEqual({ refused: 'Thing.mode: c is new' });
    expect(go('1.4', { mode: 'c' }, '1.3')).toEqual({ refused: 'Thing.mode: c is new' });
    expect(go('1.4', { mode: 'c' }, '1.1')).toEqual({ data: {}, losses: ['drop Thing.mode 1.2'] });
  });

  test('still loses what is there', () => {
    expect(go('1.4', { id: -1, mode: 'a' }, '1.1')).toEqual({
      data: { id: 0 },
      losses: ['drop Thing.mode 1.2', 'clamp Thing.id 1.3'],
    });
  });
});

test('a loss on the way to being dropped is told once, as the drop', () => {
  const lossy = modelOf([
    `object: Thing
version: "1.2"
fields:
  note: { type: string, maxLength: 9 }
history:
  "1.2":
    - change: note
      was: { type: string, maxLength: 3 }
      backport: clamp
  "1.1":
    - add: note
      upgrade: { value: abc }
  "1.0": First version
`,
  ]);
  const cut = cross(lossy, wire('Thing 1.2', { note: 'abcdef' }), '1.0');
  // It was cut to what the upgrade fills in, but it was another value.
  expect(told(cut)).toEqual({ data: {}, losses: ['drop Thing.note 1.1'] });
  expect(told(cross(lossy, wire('Thing 1.2', { note: 'abc' }), '1.0'))).toEqual({ data: {} });
});

test('a refused value that goes into a map refuses only if the map is still there', () => {
  const into = modelOf([
    `object: Thing
version: "1.3"
fields:
  extra: map<string>
  mode: { enum: [a, b] }
history:
  "1.3":
    - change: mode
      was: { enum: [a] }
      backport: { values: { b: { refuse: b is new } } }
  "1.2":
    - add: mode
      backport: { into: extra.mode }
      upgrade: { from: extra.mode }
  "1.1":
    - add: extra
  "1.0": First version
`,
  ]);
  const at = (to: string): unknown =>
    told(cross(into, wire('Thing 1.3', { extra: { k: 'v' }, mode: 'b' }), to));
  expect(at('1.1')).toEqual({ refused: 'Thing.mode: b is new' });
  expect(at('1.0')).toMatchObject({ data: {} });
});

test('what a field lost on its way into a map is told, if the map is still there', () => {
  const into = modelOf([
    `object: Thing
version: "1.3"
fields:
  extra: map<string>
  note: { type: string, maxLength: 9 }
history:
  "1.3":
    - change: note
      was: { type: string, maxLength: 3 }
      backport: clamp
  "1.2":
    - add: note
      backport: { into: extra.note }
      upgrade: { from: extra.note }
  "1.1":
    - add: extra
      upgrade: unset
  "1.0": First version
`,
  ]);
  const at = (to: string): unknown => told(cross(into, wire('Thing 1.3', { note: 'abcdef' }), to));
  expect(at('1.1')).toEqual({ data: { extra: { note: 'abc' } }, losses: ['clamp Thing.note 1.3'] });
  // The map was made for the note alone: with it, the note is dropped.
  expect(at('1.0')).toEqual({ data: {}, losses: ['drop Thing.note 1.1'] });
});

test('what a rule filled in cannot be lost, for it was not in the input', () => {
  const filled = modelOf([
    `object: Thing
version: "1.2"
fields:
  size: { type: integer, max: 5 }
history:
  "1.2":
    - change: size
      was: { type: integer, default: 9 }
      upgrade: clamp
  "1.1":
    - add: size
  "1.0": First version
`,
  ]);
  expect(told(cross(filled, wire('Thing 1.0', {}), 'newest'))).toEqual({ data: { size: 5 } });
  expect(told(cross(filled, wire('Thing 1.1', { size: 9 }), 'newest'))).toEqual({
    data: { size: 5 },
    losses: ['clamp Thing.size 1.2'],
  });
});

describe('a hook may read everything, so that what stands where it runs', () => {
  const hooked = modelOf([
    `object: Thing
version: "1.4"
fields:
  id: integer
  mode: { enum: [a, b, c] }
  note: { type: string, maxLength: 9 }
history:
  "1.4":
    - change: mode
      was: { enum: [a, b] }
      backport: { values: { c: { refuse: c is new } } }
    - change: note
      was: { type: string, maxLength: 3 }
      backport: clamp
  "1.3":
    - change: id
      was: integer?
      backport: hook
      upgrade: { whenNull: 0 }
  "1.2":
    - add: [mode, note]
  "1.1": Read by more
  "1.0": First version
`,
  ]);
  const go = (data: Data, to: string): unknown =>
    told(cross(hooked, wire('Thing 1.4', data), to, { 'Thing 1.3 backport': () => undefined }));

  test('refuses, though it is gone in the end', () => {
    expect(go({ mode: 'c' }, '1.0')).toEqual({ refused: 'Thing.mode: c is new' });
  });

  test('is lost where it was lost, and again where it is dropped', () => {
    expect(go({ note: 'abcdef' }, '1.0')).toEqual({
      data: {},
      losses: ['clamp Thing.note 1.4', 'drop Thing.note 1.2'],
    });
  });
});
