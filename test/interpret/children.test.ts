import { describe, expect, test } from 'vitest';
import { cross, modelOf, PREFIX, told, wire } from './story.js';
import type { Data } from './story.js';

const FLAVOR = `object: Flavor
version: "1.1"
fields:
  name: string
  mode: { enum: [a, b] }
history:
  "1.1":
    - add: mode
      backport: { refuse: mode is needed }
  "1.0": First version
`;

const INSTANCE = `object: Instance
version: "1.2"
fields:
  name: string
  flavors: list<Flavor>
  by_name: map<Flavor?>
history:
  "1.2":
    - add: by_name
  "1.1":
    - rename: kinds
      to: flavors
  "1.0": First version
`;

const model = modelOf([FLAVOR, INSTANCE]);
const flavor = (version: string, data: Data): Data => wire(`Flavor ${version}`, data);

describe('under a manifest', () => {
  test('every object goes to its entry, and one that is older stays and keeps its label', () => {
    const flavors = [flavor('1.1', { name: 'x' }), flavor('1.0', { name: 'y' })];
    const result = cross(model, wire('Instance 1.2', { flavors }), {
      Instance: '1.2',
      Flavor: '1.0',
    });
    expect(told(result).data).toEqual({
      flavors: [flavor('1.0', { name: 'x' }), flavor('1.0', { name: 'y' })],
    });
    const up = cross(model, wire('Instance 1.0', { kinds: flavors }), {
      Instance: '1.2',
      Flavor: '1.1',
    });
    expect(up).toMatchObject({ ok: true, primitive: wire('Instance 1.0', { kinds: flavors }) });
  });

  test('a refusal tells where its object stood in the input', () => {
    const flavors = [flavor('1.0', { name: 'x' }), flavor('1.1', { mode: 'b' })];
    const result = cross(model, wire('Instance 1.2', { flavors }), {
      Instance: '1.0',
      Flavor: '1.0',
    });
    expect(told(result)).toEqual({ refused: 'Instance.flavors[1].mode: mode is needed' });
  });

  test('an object that the parent drops is not looked into', () => {
    const by_name = { k: flavor('1.1', { mode: 'b' }) };
    const result = cross(model, wire('Instance 1.2', { by_name }), { Instance: '1.1' });
    expect(told(result)).toEqual({ data: {}, losses: ['drop Instance.by_name 1.2'] });
  });

  test('an object that is still there needs an entry', () => {
    const flavors = [flavor('1.0', {})];
    const result = cross(model, wire('Instance 1.2', { flavors }), { Instance: '1.1' });
    expect(told(result)).toEqual({ error: 'incomplete-manifest Instance.flavors[0]' });
    expect(told(cross(model, wire('Instance 1.2', {}), { Flavor: '1.0' }))).toEqual({
      error: 'incomplete-manifest Instance',
    });
  });
});

describe('by the root’s version alone', () => {
  test('nested objects stay, and are listed as perhaps too new', () => {
    const by_name = { 'a.b': flavor('1.1', { mode: 'b' }), none: null };
    const result = cross(model, wire('Instance 1.2', { by_name }), '1.2');
    expect(result).toMatchObject({
      ok: true,
      newer: [{ object: 'Flavor', path: 'Instance.by_name["a.b"]', version: '1.1' }],
    });
  });

  test('a version above the label is no target', () => {
    expect(told(cross(model, wire('Instance 1.0', {}), '1.1'))).toEqual({
      error: 'invalid-target-version Instance',
    });
  });

  test('cascading parents bring their children along', () => {
    const parent = INSTANCE.replace('to: flavors', 'to: flavors\n      was: list<Flavor@1.0>');
    const cascade = modelOf([FLAVOR, parent], 'cascade');
    const flavors = [flavor('1.1', { name: 'x' })];
    const result = cross(cascade, wire('Instance 1.2', { flavors }), '1.0');
    expect(result).toMatchObject({
      ok: true,
      primitive: wire('Instance 1.0', { kinds: [flavor('1.0', { name: 'x' })] }),
      newer: [],
    });
  });
});

test('an upgrade takes every object to its newest version', () => {
  const kinds = [flavor('1.0', { name: 'x' })];
  const result = cross(model, wire('Instance 1.0', { kinds }), 'newest');
  expect(told(result).data).toEqual({ flavors: [flavor('1.1', { name: 'x' })] });
});

describe('what cannot be read', () => {
  test('is told with a code and a place', () => {
    expect(told(cross(model, wire('Nobody 1.0', {}), 'newest')).error).toBe(
      'unsupported-object Nobody',
    );
    expect(told(cross(model, wire('Flavor 9.0', {}), 'newest')).error).toBe(
      'incompatible-version Flavor',
    );
    const other = { ...flavor('1.0', {}), [`${PREFIX}.namespace`]: 'elsewhere' };
    expect(told(cross(model, other, 'newest')).error).toBe('unsupported-object Flavor');
    expect(told(cross(model, 'text', 'newest')).error).toBe('invalid-value input');
    const misplaced = wire('Instance 1.2', { flavors: [wire('Instance 1.2', {})] });
    expect(told(cross(model, misplaced, 'newest')).error).toBe(
      'unsupported-object Instance.flavors[0]',
    );
  });
});

describe('several majors', () => {
  const majors = modelOf([
    `object: Flavor
version: "1.1"
fields:
  name: string
  size: integer
history:
  "1.1":
    - add: size
  "1.0": First version
`,
    `object: Flavor
version: "2.0"
fields:
  title: string
  size: integer
history:
  "2.0":
    - from: "1.1"
    - rename: name
      to: title
`,
    `object: Host
version: "1.1"
fields:
  flavor: Flavor
  old: Flavor@1
history:
  "1.1":
    - change: flavor
      was: Flavor@1
    - add: old
  "1.0": First version
`,
  ]);
  const one = flavor('1.0', { name: 'x' });

  test('are one history where they were joined, and an older one stays where it is meant', () => {
    const result = cross(majors, wire('Host 1.1', { flavor: one, old: one }), 'newest');
    expect(told(result).data).toEqual({
      flavor: flavor('2.0', { title: 'x' }),
      old: flavor('1.1', { name: 'x' }),
    });
  });

  test('a newer object goes back to the older major with its parent', () => {
    const input = wire('Host 1.1', { flavor: flavor('2.0', { title: 'x', size: 3 }) });
    const result = cross(majors, input, { Host: '1.0', Flavor: '1.0' });
    expect(told(result).data).toEqual({ flavor: one });
  });
});

test('an envelope in free JSON is data, and no object', () => {
  const free = modelOf([
    FLAVOR,
    `object: Note
version: "1.1"
fields:
  body: json
history:
  "1.1": Read by more
  "1.0": First version
`,
  ]);
  const body = flavor('1.1', { mode: 'b' });
  const result = cross(free, wire('Note 1.1', { body }), { Note: '1.0', Flavor: '1.0' });
  expect(told(result)).toEqual({ data: { body } });
});

test('the input is not changed, and a third part of a version is read past', () => {
  const input = wire('Instance 1.2.7', { flavors: [flavor('1.1', { name: 'x' })] });
  const before = structuredClone(input);
  expect(told(cross(model, input, { Instance: '1.0', Flavor: '1.0' })).data).toEqual({
    kinds: [flavor('1.0', { name: 'x' })],
  });
  expect(input).toEqual(before);
});
