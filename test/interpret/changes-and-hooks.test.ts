import { describe, expect, test } from 'vitest';
import { cross, modelOf, told, wire } from './story.js';

const model = modelOf([
  `object: Person
version: "1.2"
fields:
  first: string
  last: string
  note: string?
  extra: map<string>
history:
  "1.2":
    - replace: { name: string }
      with: [first, last]
      backport: hook
      upgrade: { hook: { loses: [name], refuses: true } }
  "1.1":
    - add: note
      backport: { into: extra.note }
      upgrade: { from: extra.note }
  "1.0": First version
`,
]);

const HOOKS = {
  'Person 1.2 backport': (far: Fields, near: Fields) => {
    if (near['first'] !== undefined) far['name'] = `${text(near['first'])} ${text(near['last'])}`;
  },
  'Person 1.2 upgrade': (far: Fields, near: Fields) => {
    if (near['name'] === 'nobody') throw new Refusal('name', 'nobody has no first name');
    const [first, last] = text(near['name']).split(' ');
    far['first'] = first;
    far['last'] = last;
  },
};

type Fields = Record<string, unknown>;

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** As the runtime's `refuse` throws it. */
class Refusal extends Error {
  override readonly name = 'HookRefusal';
  readonly path: string;
  constructor(path: string, why: string) {
    super(why);
    this.path = path;
  }
}

describe('hooks', () => {
  test('finish a step that no rule can say', () => {
    const data = { first: 'Ada', last: 'Lovelace' };
    const back = told(cross(model, wire('Person 1.2', data), '1.1', HOOKS));
    expect(back).toEqual({ data: { name: 'Ada Lovelace' } });
    const there = told(cross(model, wire('Person 1.1', { name: 'Ada Lovelace' }), 'newest', HOOKS));
    expect(there).toEqual({ data, losses: ['hook Person.name 1.2'] });
  });

  test('may refuse where they say so, and a throw of another is reported', () => {
    expect(told(cross(model, wire('Person 1.1', { name: 'nobody' }), 'newest', HOOKS))).toEqual({
      refused: 'Person.name: nobody has no first name',
    });
    const broken = {
      'Person 1.2 backport': () => {
        throw new Error('oh');
      },
    };
    expect(told(cross(model, wire('Person 1.2', {}), '1.1', broken)).error).toBe(
      'failed-hook Person',
    );
    expect(told(cross(model, wire('Person 1.2', {}), '1.1')).error).toBe('missing-hook Person');
  });

  test('cannot change what they are given to read', () => {
    const input = wire('Person 1.2', { extra: { a: 'b' } });
    const before = structuredClone(input);
    const meddling = {
      'Person 1.2 backport': (far: Fields, near: Fields) => {
        Object.assign(far['extra'] as object, { a: 'c' });
        near['extra'] = null;
      },
    };
    expect(told(cross(model, input, '1.1', meddling)).data).toEqual({ extra: { a: 'c' } });
    expect(input).toEqual(before);
  });
});

describe('changes', () => {
  test('follow their fields through names, maps and hooks', () => {
    const data = { first: 'Ada', last: 'Lovelace', note: 'n', extra: {} };
    const back = cross(model, wire('Person 1.2', data, ['last', 'note']), '1.0', HOOKS);
    expect(told(back)).toEqual({
      data: { name: 'Ada Lovelace', extra: { note: 'n' } },
      changes: ['extra', 'name'],
    });
    const there = cross(model, wire('Person 1.0', { extra: { note: 'n' } }, ['extra']), 'newest', {
      ...HOOKS,
      'Person 1.2 upgrade': () => undefined,
    });
    expect(told(there)).toMatchObject({ changes: ['note', 'extra'] });
  });

  test('are not made by what nobody changed', () => {
    const data = { first: 'Ada', last: 'Lovelace', note: 'n' };
    const back = cross(model, wire('Person 1.2', data, []), '1.0', HOOKS);
    expect(told(back)).not.toHaveProperty('changes');
    const only = cross(model, wire('Person 1.1', { note: 'n', extra: {} }, ['note']), '1.0', HOOKS);
    expect(told(only)).toMatchObject({ changes: ['extra'] });
  });

  test('go with a copy to an older peer, and not with one that an upgrade fills in', () => {
    const copied = modelOf([
      `object: Thing
version: "1.2"
fields:
  a: integer
  b: integer
history:
  "1.2":
    - remove: old
      was: integer
      backport: { copy: a }
  "1.1":
    - add: b
      upgrade: { copy: a }
  "1.0": First version
`,
    ]);
    expect(told(cross(copied, wire('Thing 1.2', { a: 1 }, ['a']), '1.1'))).toEqual({
      data: { a: 1, old: 1 },
      changes: ['a', 'old'],
    });
    expect(told(cross(copied, wire('Thing 1.0', { a: 1 }, ['a']), 'newest'))).toEqual({
      data: { a: 1, b: 1 },
      changes: ['a'],
    });
  });

  test('name only what is set', () => {
    const filled = cross(
      model,
      wire('Person 1.0', { name: 'a b' }, ['name', 'extra', 'gone']),
      'newest',
      HOOKS,
    );
    expect(told(filled)).toMatchObject({ changes: ['first', 'last'] });
  });
});
