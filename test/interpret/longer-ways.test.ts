// Several steps on end: what one leaves is what the next one finds.

import { describe, expect, test } from 'vitest';
import { cross, modelOf, told, wire, type Data } from './story.js';

describe('a backport of two steps', () => {
  const model = modelOf([
    `object: Thing
version: "1.2"
fields: { size: float }
history:
  "1.2":
    - change: size
      was: integer
      backport: { convert: round }
  "1.1":
    - change: size
      was: string
      upgrade: { convert: parse, else: 0 }
  "1.0": First version
`,
  ]);

  test('does the newer step first', () => {
    expect(told(cross(model, wire('Thing 1.2', { size: 2.7 }), '1.0'))).toEqual({
      data: { size: '3' },
      losses: ['convert Thing.size 1.2'],
    });
  });

  test('is taken back in the other order', () => {
    expect(told(cross(model, wire('Thing 1.0', { size: '3' }), 'newest'))).toEqual({
      data: { size: 3 },
    });
  });
});

test('a hook is not run where a field that only it can see was refused', () => {
  const model = modelOf([
    `object: Thing
version: "1.2"
fields:
  mode: { enum: [a, b] }
history:
  "1.2":
    - change: mode
      was: { enum: [a] }
      backport: { values: { b: { refuse: b is new } } }
  "1.1":
    - replace: { kind: string }
      with: [mode]
      backport: hook
      upgrade: hook
  "1.0": First version
`,
  ]);
  const ran: string[] = [];
  const hooks = { 'Thing 1.1 backport': () => void ran.push('hook') };
  expect(told(cross(model, wire('Thing 1.2', { mode: 'b' }), '1.0', hooks))).toEqual({
    refused: 'Thing.mode: b is new',
  });
  expect(ran).toEqual([]);
});

test('a field that an older map does not have, and that has no default, stays unset', () => {
  const model = modelOf([
    `object: Thing
version: "1.1"
fields: { size: integer, extra: map<string> }
history:
  "1.1":
    - add: size
      backport: { into: extra.size }
      upgrade: { from: extra.size }
  "1.0": First version
`,
  ]);
  const upgraded = (extra: Data): unknown =>
    told(cross(model, wire('Thing 1.0', { extra }), 'newest'));
  expect(upgraded({ size: '4' })).toEqual({ data: { size: 4, extra: {} } });
  expect(upgraded({})).toEqual({ data: { extra: {} } });
  expect(upgraded({ size: 'big' })).toEqual({ data: { extra: { size: 'big' } } });
});
