import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatType } from '../../src/core/format-type.js';
import { MAX_TYPE_DEPTH, parseType } from '../../src/core/parse-type.js';
import { SCALARS, type NameRef, type TypeExpr } from '../../src/core/type-expr.js';

function typeOf(text: string): TypeExpr {
  const parsed = parseType(text);
  if (!parsed.ok) throw new Error(`${text}: expected ${parsed.expected} at ${parsed.offset}`);
  return parsed.type;
}

describe('a type as the schemas write it', () => {
  it.each(SCALARS)('%s is a scalar, alone and with null', (scalar) => {
    expect(typeOf(scalar)).toEqual({ kind: 'scalar', scalar, nullable: false });
    expect(typeOf(`${scalar}?`)).toEqual({ kind: 'scalar', scalar, nullable: true });
  });

  it('keeps the namespace, the major and the version of a name', () => {
    const named = (ref: NameRef) => ({ kind: 'name', ref, nullable: false });
    expect(typeOf('Flavor')).toEqual(named({ name: 'Flavor' }));
    expect(typeOf('os_vif/VIF')).toEqual(named({ name: 'VIF', namespace: 'os_vif' }));
    expect(typeOf('Flavor@1')).toEqual(named({ name: 'Flavor', major: 1 }));
    expect(typeOf('compute/Flavor@1.10')).toEqual(
      named({ name: 'Flavor', namespace: 'compute', major: 1, minor: 10 }),
    );
  });

  it('says at each depth whether null is a value', () => {
    expect(typeOf('map<list<Flavor?>>?')).toEqual({
      kind: 'map',
      nullable: true,
      element: {
        kind: 'list',
        nullable: false,
        element: { kind: 'name', ref: { name: 'Flavor' }, nullable: true },
      },
    });
  });

  it('reads the union of a whole field with and without its parentheses', () => {
    const members = [{ name: 'PCIDeviceBus' }, { name: 'USBDeviceBus' }];
    const union = { kind: 'union', members, nullable: false };
    expect(typeOf('PCIDeviceBus | USBDeviceBus')).toEqual(union);
    expect(typeOf('(PCIDeviceBus|USBDeviceBus)')).toEqual(union);
    expect(typeOf('(PCIDeviceBus | USBDeviceBus)?')).toEqual({ ...union, nullable: true });
    expect(typeOf('list<(PCIDeviceBus | USBDeviceBus)>')).toEqual({
      kind: 'list',
      element: union,
      nullable: false,
    });
  });
});

describe('a text that is no type', () => {
  it.each([
    ['', 0, /a type/],
    ['strng', 0, /a type/],
    ['list<strng>', 5, /a type/],
    ['list', 4, /`<`/],
    ['list<string', 11, /`>`/],
    ['string??', 7, /the end/],
    ['string[]', 6, /`list<T>`/],
    ['map<string, integer>', 10, /map<T>/],
    ['list<A | B>', 7, /parentheses/],
    ['(A)', 2, /`\|`/],
    ['(A | B', 6, /`\)`/],
    ['A | null', 4, /`\?`/],
    ['A | integer', 4, /the name of an object/],
    ['string | null', 7, /only objects/],
    ['Flavor@', 7, /a version/],
    ['Flavor@x', 7, /a version/],
    ['Flavor@1.2.3', 7, /a version/],
    ['Flavor@01', 7, /a version/],
    ['Foo_Bar', 3, /the end/],
    ['constructor', 0, /a type/],
  ])('%j fails at %i and says what was expected', (text, offset, expected) => {
    const parsed = parseType(text);
    expect(parsed).toMatchObject({ ok: false, offset });
    expect(parsed.ok ? '' : parsed.expected).toMatch(expected);
  });

  it('is refused, not followed, when it nests without end', () => {
    const deepest = 'list<'.repeat(MAX_TYPE_DEPTH) + 'string' + '>'.repeat(MAX_TYPE_DEPTH);
    expect(parseType(deepest).ok).toBe(true);
    expect(parseType(`list<${deepest}>`)).toMatchObject({ ok: false });
    expect(parseType('list<'.repeat(200_000))).toMatchObject({ ok: false });
  });

  it('costs no more than its length', () => {
    const started = performance.now();
    for (const text of [' '.repeat(1e6), 'A |'.repeat(3e5), 'a'.repeat(1e6), 'A/'.repeat(5e5)]) {
      expect(parseType(text).ok).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('never makes the reader throw', () => {
    const signs = [
      'list',
      'set',
      'map',
      '<',
      '>',
      '(',
      ')',
      '|',
      '?',
      '@',
      '1',
      '.',
      '/',
      ' ',
      'Foo',
      'integer',
    ];
    const texts = fc
      .array(fc.oneof(fc.constantFrom(...signs), fc.string()))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseType(text);
        if (!parsed.ok) expect(parsed.offset).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('a type written back', () => {
  it('reads as the same type, whatever it is', () => {
    fc.assert(
      fc.property(types, (type) => {
        expect(typeOf(formatType(type))).toEqual(type);
      }),
    );
  });

  it('shows an inline enum as the map that a schema has for it', () => {
    const values = ['a', 'b'];
    expect(formatType({ kind: 'values', values, nullable: false })).toBe('{ enum: [a, b] }');
    expect(formatType({ kind: 'values', values, nullable: true })).toBe(
      '{ enum: [a, b], nullable: true }',
    );
  });
});

const refs: fc.Arbitrary<NameRef> = fc
  .tuple(
    fc.constantFrom('Flavor', 'VIF', 'A1'),
    fc.option(fc.constantFrom('os_vif', 'compute'), { nil: undefined }),
    fc.option(fc.nat(20), { nil: undefined }),
    fc.option(fc.nat(20), { nil: undefined }),
  )
  .map(([name, namespace, major, minor]) => ({
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(major === undefined ? {} : { major, ...(minor === undefined ? {} : { minor }) }),
  }));

const types = fc.letrec<{ type: TypeExpr }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 5 },
    fc.record({
      kind: fc.constant('scalar' as const),
      scalar: fc.constantFrom(...SCALARS),
      nullable: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('name' as const), ref: refs, nullable: fc.boolean() }),
    fc.record({
      kind: fc.constant('union' as const),
      members: fc.array(refs, { minLength: 2, maxLength: 4 }),
      nullable: fc.boolean(),
    }),
    fc.record({
      kind: fc.constantFrom('list' as const, 'set' as const, 'map' as const),
      element: tie('type'),
      nullable: fc.boolean(),
    }),
  ),
})).type;
