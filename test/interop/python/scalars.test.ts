// Scalars between the two languages, without any generated code: our one spelling of a value must
// mean to Python what the spelling that we read meant, and what Python writes we must read.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalScalar } from '../../../src/core/canonical-scalar.js';
import { SCALARS, type Scalar } from '../../../src/core/type-expr.js';
import { describeWith } from '../requirement.js';
import { missingPython, Python, PythonError } from './python-peer.js';

const SHAPE: Readonly<Record<string, unknown>> = {
  name: 'Scalars',
  namespace: 'interop',
  version: '1.0',
  fields: Object.fromEntries([
    ...SCALARS.map((scalar) => [scalar, { type: `${scalar}?` }]),
    // What a Python user has who did not read what a bigint is on the wire.
    ['stock', { type: 'integer?' }],
  ]),
};

const envelope = (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  'versioned_object.name': 'Scalars',
  'versioned_object.namespace': 'interop',
  'versioned_object.version': '1.0',
  'versioned_object.data': data,
});

describeWith(missingPython(), 'scalars between TypeScript and Python', () => {
  let python: Python;

  beforeAll(async () => {
    python = new Python();
    const peer = { peer: 'scalars', prefix: 'versioned_object', objects: [SHAPE] };
    await python.ask({ do: 'define', ...peer });
  });
  afterAll(() => {
    python.end();
  });

  /** What Python holds in the field after decoding. */
  async function meaning(field: string, wire: unknown): Promise<unknown> {
    const primitive = envelope({ [field]: wire });
    const { object } = await python.ask({ do: 'decode', peer: 'scalars', primitive });
    return (object as { fields: Record<string, unknown> }).fields[field];
  }

  /** What Python writes for a value that its user has set. */
  async function written(field: string, tagged: unknown): Promise<unknown> {
    const object = { name: 'Scalars', version: '1.0', fields: { [field]: tagged }, changes: [] };
    const { primitive } = await python.ask({ do: 'encode', peer: 'scalars', object });
    const data = (primitive as Record<string, unknown>)['versioned_object.data'];
    return (data as Record<string, unknown>)[field];
  }

  describe('what we write, Python reads as that very value', () => {
    const cases: [Scalar, unknown, unknown][] = [
      ['string', '', ['str', '']],
      ['string', 'é😀\u0000\u2028"\\', ['str', 'é😀\u0000\u2028"\\']],
      ['integer', -9007199254740991, ['int', '-9007199254740991']],
      ['bigint', `-${'9'.repeat(60)}`, ['int', `-${'9'.repeat(60)}`]],
      ['float', 16, ['float', 16]],
      ['float', 5e-324, ['float', 5e-324]],
      ['float', -0, ['float', 0]],
      ['boolean', false, ['bool', false]],
      ['datetime', '2024-01-02T03:04:05.678Z', ['datetime', '2024-01-02T03:04:05.678Z']],
      ['datetime', '0001-01-01T00:00:00Z', ['datetime', '0001-01-01T00:00:00.000Z']],
      ['datetime', '9999-12-31T23:59:59Z', ['datetime', '9999-12-31T23:59:59.000Z']],
      [
        'uuid',
        '6a0dbe0f-3ae8-4b4f-8d6f-6f0f6a6ec7f0',
        ['str', '6a0dbe0f-3ae8-4b4f-8d6f-6f0f6a6ec7f0'],
      ],
      ['ip', '::ffff:1.2.3.4', ['address', '::ffff:1.2.3.4']],
      ['cidr', '10.0.0.1/24', ['address', '10.0.0.1/24']],
      ['mac', 'fa:16:3e:00:11:22', ['str', 'fa:16:3e:00:11:22']],
      ['bytes', 'AAEC/w==', ['str', 'AAEC/w==']],
      [
        'json',
        { a: [1, null, 1.5] },
        ['map', [['a', ['list', [['int', '1'], ['null'], ['float', 1.5]]]]]],
      ],
    ];
    test.each(cases)('%s %j', async (scalar, wire, tagged) => {
      const canonical = canonicalScalar(scalar, wire)?.value;
      expect(await meaning(scalar, canonical)).toEqual(tagged);
    });
  });

  describe('bringing a value into one spelling never changes what Python understands by it', () => {
    const two = (max: number): fc.Arbitrary<string> =>
      fc.integer({ min: 0, max }).map((part) => String(part).padStart(2, '0'));
    const datetimes = fc
      .tuple(
        fc.integer({ min: 2, max: 9998 }).map((year) => String(year).padStart(4, '0')),
        fc.integer({ min: 1, max: 12 }).map((part) => String(part).padStart(2, '0')),
        fc.integer({ min: 1, max: 31 }).map((part) => String(part).padStart(2, '0')),
        fc.constantFrom('T', ' '),
        fc.tuple(two(23), two(59), two(59)),
        fc.constantFrom('', '.5', ',25', '.120', '.000', '.007'),
        fc.oneof(
          fc.constantFrom('', 'Z', '+00:00', '-00:00', '+0530', '-11'),
          fc.tuple(fc.constantFrom('+', '-'), two(23), two(59)).map(([s, h, m]) => `${s}${h}:${m}`),
        ),
      )
      .map(
        ([y, mo, d, t, time, part, zone]) => `${y}-${mo}-${d}${t}${time.join(':')}${part}${zone}`,
      );
    const group = fc.constantFrom('0', '0000', '1', 'FFFF', 'a', '0db8', '10');
    const ipv6 = fc.oneof(
      fc.ipV6(),
      fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(':')),
      fc
        .tuple(fc.array(group, { maxLength: 3 }), fc.array(group, { maxLength: 3 }))
        .map(([left, right]) => `${left.join(':')}::${right.join(':')}`),
    );
    const ip = fc.oneof(fc.ipV4(), ipv6);
    const spellings: [Scalar, fc.Arbitrary<string>][] = [
      ['datetime', datetimes],
      ['ipv4', fc.ipV4()],
      ['ipv6', ipv6],
      ['ip', ip],
      [
        'cidr',
        fc
          .tuple(
            ip,
            fc.oneof(
              fc.constant(''),
              fc.nat(130).map((n) => `/${n}`),
            ),
          )
          .map((parts) => parts.join('')),
      ],
    ];
    test.each(spellings)('%s', async (scalar, spelling) => {
      let read = 0;
      await fc.assert(
        fc.asyncProperty(spelling, async (wire) => {
          const canonical = canonicalScalar(scalar, wire)?.value;
          if (canonical === undefined) {
            // These spellings are of everyday form: what we refuse here, Python must refuse as
            // well.
            await expect(meaning(scalar, wire)).rejects.toThrow(PythonError);
            return;
          }
          read++;
          expect(await meaning(scalar, canonical)).toEqual(await meaning(scalar, wire));
        }),
        { numRuns: 300 },
      );
      expect(read).toBeGreaterThan(100);
    });
  });

  describe('what Python writes, we read as the value it has', () => {
    const cases: [Scalar, unknown, unknown][] = [
      ['string', ['str', '\ud83d\ude00'], '😀'],
      ['integer', ['int', '9007199254740991'], 9007199254740991],
      ['bigint', ['int', '123456789012345678901234567890'], '123456789012345678901234567890'],
      ['float', ['float', 1e22], 1e22],
      ['float', ['float', 16], 16],
      ['float', ['float', -0], 0],
      ['boolean', ['bool', true], true],
      ['datetime', ['datetime', '2024-01-02T03:04:05+00:00'], '2024-01-02T03:04:05Z'],
      ['datetime', ['datetime', '2024-01-02T03:04:05'], '2024-01-02T03:04:05Z'],
      // With an offset that Python made itself, the text is one that Python cannot read.
      ['datetime', ['datetime', '2024-01-02T03:04:05+05:30'], '2024-01-01T21:34:05Z'],
      ['datetime', ['datetime', '2024-01-02T03:04:05-11:00'], '2024-01-02T14:04:05Z'],
      [
        'uuid',
        ['str', '6A0DBE0F-3AE8-4B4F-8D6F-6F0F6A6EC7F0'],
        '6a0dbe0f-3ae8-4b4f-8d6f-6f0f6a6ec7f0',
      ],
      ['ip', ['str', '2001:DB8:0::1'], '2001:db8::1'],
      ['ipv6', ['str', '::1.2.3.4'], '::102:304'],
      ['cidr', ['str', '10.0.0.1/255.255.255.0'], '10.0.0.1/24'],
      ['cidr', ['str', '::1'], '::1/128'],
      ['mac', ['str', 'FA-16-3E-00-11-22'], 'fa:16:3e:00:11:22'],
    ];
    test.each(cases)('%s %j → %j', async (scalar, tagged, canonical) => {
      expect(canonicalScalar(scalar, await written(scalar, tagged))?.value).toBe(canonical);
    });
  });

  describe('where Python is lenient, and what that means for a peer', () => {
    test('an integer beyond 2^53 from the stock field is refused here, not rounded', async () => {
      const wire = await written('stock', ['int', '9007199254740993']);
      expect(canonicalScalar('bigint', wire)).toBeUndefined();
      expect(canonicalScalar('integer', wire)).toBeUndefined();
      expect(await meaning('stock', '9007199254740993')).toEqual(['int', '9007199254740993']);
    });

    test('a fraction of a second reaches Python, and is lost where Python writes', async () => {
      const tagged = ['datetime', '2024-01-02T03:04:05.678+00:00'];
      expect(await meaning('datetime', '2024-01-02T03:04:05.678Z')).toEqual([
        'datetime',
        '2024-01-02T03:04:05.678Z',
      ]);
      expect(await written('datetime', tagged)).toBe('2024-01-02T03:04:05Z');
    });

    test('a year before 1000 is written without its zeros, which neither side reads', async () => {
      const wire = await written('datetime', ['datetime', '0099-03-04T05:06:07+00:00']);
      expect(wire).toBe('99-03-04T05:06:07Z');
      expect(canonicalScalar('datetime', wire)).toBeUndefined();
      await expect(meaning('datetime', wire)).rejects.toThrow('Unable to parse');
    });

    test.each(['nan', 'inf'])('%s is what Python writes and JSON does not have', async (value) => {
      await expect(written('float', ['float', value])).rejects.toThrow('not valid JSON');
    });

    test.each([
      ['integer', '7', ['int', '7']],
      ['integer', 1.9, ['int', '1']],
      ['integer', true, ['int', '1']],
      ['boolean', 'false', ['bool', true]],
      ['string', 7, ['str', '7']],
      ['uuid', 'not-a-uuid', ['str', 'not-a-uuid']],
      ['ip', '10', ['address', '0.0.0.10']],
      ['ip', '010.0.0.1', ['address', '8.0.0.1']],
      ['cidr', '10', ['address', '10.0.0.0/32']],
      ['float', '1.5', ['float', 1.5]],
    ] satisfies [Scalar, unknown, unknown][])(
      'Python bends a wrong %s, %j, into a value; we refuse it',
      async (scalar, wire, bent) => {
        expect(await meaning(scalar, wire)).toEqual(bent);
        expect(canonicalScalar(scalar, wire)).toBeUndefined();
      },
    );
  });
});
