// Traps 1 to 10: what JSON, JavaScript and Python each mean by a number, a time, a set or a name.

import { inspect } from 'node:util';
import { expect } from 'vitest';
import {
  ConsoleToken,
  Diagnostics,
  Flavor,
  Host,
  KeyPair,
  NumaCell,
  registry,
  Tag,
  Volume,
} from '../../generated/index.js';
import { VersionedObjectSerializer } from '../../src/runtime/index.js';
import { dataOf, envelope, errorOf, UUID } from '../runtime/things.js';
import { trap, type Trap } from './trap.js';

const serializer = new VersionedObjectSerializer(registry);

/** The text of an object whose one field is spelled just so. */
function spelled(name: string, version: string, field: string, text: string): string {
  return JSON.stringify(envelope(name, version, { [field]: 0 })).replace(':0}', `:${text}}`);
}

function refused(run: () => unknown): void {
  expect(errorOf(run).code).toBe('invalid-value');
}

export const onTheWire: readonly Trap[] = [
  trap(
    1,
    'an integer that JavaScript would round is refused, and a bigint keeps every digit',
    () => {
      for (const text of ['9007199254740993', '1e300', '-9007199254740993']) {
        refused(() => serializer.parse(spelled('Flavor', '1.1', 'vcpus', text), Flavor));
      }
      refused(() => new Flavor({ vcpus: 2 ** 53 }));
      expect(new Flavor({ vcpus: 2 ** 53 - 1 }).vcpus).toBe(9007199254740991);
      const digits = '123456789012345678901234567890';
      const read = serializer.parse(
        spelled('Diagnostics', '2.0', 'uptime_seconds', `"${digits}"`),
        Diagnostics,
      );
      expect(read.uptimeSeconds).toBe(BigInt(digits));
      expect(dataOf(read.objToPrimitive())['uptime_seconds']).toBe(digits);
    },
  ),

  trap(2, 'nothing becomes an integer that is none, and limits see the value as it came', () => {
    const no = [1.5, '1', '', ' ', ' 7 ', '1_000', '0x10', '12abc', true, false, null, [], {}];
    for (const value of no) {
      refused(() => Flavor.objFromPrimitive(envelope('Flavor', '1.1', { vcpus: value })));
      refused(() => Reflect.set(new Flavor(), 'vcpus', value));
    }
    refused(() => Host.objFromPrimitive(envelope('Host', '1.12', { vcpus: -0.5 })));
    expect(
      Flavor.objFromPrimitive(JSON.parse(spelled('Flavor', '1.1', 'vcpus', '1.0'))).vcpus,
    ).toBe(1);
  }),

  trap(3, 'a float is finite, −0 is 0, and 1.0 and 1 are one value', () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      refused(() => new Flavor({ rxtxFactor: value }));
    }
    for (const text of ['1e999', '"1.0"', 'null']) {
      refused(() => serializer.parse(spelled('Flavor', '1.1', 'rxtx_factor', text), Flavor));
    }
    const zero = new Flavor({ rxtxFactor: -0 });
    expect(Object.is(zero.rxtxFactor, 0)).toBe(true);
    const made = serializer.parse(spelled('Flavor', '1.1', 'rxtx_factor', '1.0'), Flavor);
    made.rxtxFactor = 1;
    expect(made.objWhatChanged()).toEqual([]);
  }),

  trap(4, 'only true and false are booleans', () => {
    for (const value of ['false', 'true', '', 0, 1, null, [], 'yes']) {
      refused(() => Flavor.objFromPrimitive(envelope('Flavor', '1.1', { disabled: value })));
      refused(() => Reflect.set(new Flavor(), 'disabled', value));
    }
  }),

  trap(5, 'a time is an instant in UTC, in one spelling, wherever the process runs', () => {
    const zone = process.env['TZ'];
    try {
      for (const here of ['UTC', 'Asia/Kolkata', 'America/St_Johns']) {
        process.env['TZ'] = here;
        for (const [text, wanted] of [
          ['2026-03-01', '2026-03-01T00:00:00Z'],
          ['2026-03-01T12:30', '2026-03-01T12:30:00Z'],
          ['2026-03-01 12:30:00', '2026-03-01T12:30:00Z'],
          ['2026-03-01T12:30:00+05:30', '2026-03-01T07:00:00Z'],
          ['2026-03-01T12:30:00.123456Z', '2026-03-01T12:30:00.123Z'],
          ['2026-03-01T12:30:00.000000', '2026-03-01T12:30:00Z'],
          ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
        ] as const) {
          const read = Volume.objFromPrimitive(envelope('Volume', '1.6', { created_at: text }));
          expect(dataOf(read.objToPrimitive())['created_at']).toBe(wanted);
          expect(new Volume({ createdAt: text }).createdAt).toEqual(new Date(wanted));
        }
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
    for (const text of ['2026-02-30', '0000-01-01', '+010000-01-01T00:00:00Z', '1e3', '', 'now']) {
      refused(() => Volume.objFromPrimitive(envelope('Volume', '1.6', { created_at: text })));
    }
  }),

  trap(6, 'a set is a sorted list on the wire, each member once and of its own type', () => {
    const cell = NumaCell.objFromPrimitive(
      envelope('NumaCell', '1.2', { cpuset: [10, 9, 10], page_sizes: ['10', '9', 10] }),
    );
    expect(dataOf(cell.objToPrimitive())).toEqual({ cpuset: [9, 10], page_sizes: ['9', '10'] });
    refused(() => NumaCell.objFromPrimitive(envelope('NumaCell', '1.2', { cpuset: [1, '1'] })));
    const shuffled = new Host({ traits: new Set(['B', 'A', 'C']) });
    expect(dataOf(shuffled.objToPrimitive())['traits']).toEqual(['A', 'B', 'C']);
  }),

  trap(7, 'any text is a key of a map, and no key is a way into a prototype', () => {
    const specs = '{"2":"b","1":"a","__proto__":"p","constructor":"c","":"e"}';
    const text = spelled('Flavor', '1.1', 'extra_specs', specs);
    for (const read of [
      serializer.parse(text, Flavor),
      Flavor.objFromPrimitive(JSON.parse(text)),
    ]) {
      expect(Object.keys(read.extraSpecs).sort()).toEqual([
        '',
        '1',
        '2',
        '__proto__',
        'constructor',
      ]);
      expect(Object.getPrototypeOf(read.extraSpecs)).toBe(Object.prototype);
      expect(read.objEquals(read.objClone())).toBe(true);
      expect(Reflect.get(dataOf(read.objToPrimitive())['extra_specs'] as object, '2')).toBe('b');
    }
    refused(() =>
      Flavor.objFromPrimitive(envelope('Flavor', '1.1', { extra_specs: [['1', 'a']] })),
    );
  }),

  trap(8, 'the order of keys says nothing, neither to equality nor to changes', () => {
    const one = Host.objFromPrimitive(
      envelope('Host', '1.12', { name: 'h', cpu_info: { a: 1, b: { c: 2, d: 3 } }, extra: {} }),
    );
    const other = Host.objFromPrimitive(
      envelope('Host', '1.12', { extra: {}, cpu_info: { b: { d: 3, c: 2 }, a: 1 }, name: 'h' }),
    );
    expect(one.objEquals(other)).toBe(true);
    one.cpuInfo = { b: { d: 3, c: 2 }, a: 1 };
    expect(one.objWhatChanged()).toEqual([]);
    expect(Object.keys(dataOf(other.objToPrimitive()))).toEqual(['name', 'cpu_info', 'extra']);
  }),

  trap(9, 'what is sensitive is masked for people, in errors too, and never on the wire', () => {
    const token = 'secret-secret-secret-secret-secret-secret';
    const made = new ConsoleToken({ token });
    for (const shown of [inspect(made), String(made), JSON.stringify(made)]) {
      expect(shown).not.toContain(token);
    }
    expect(dataOf(made.objToPrimitive())['token']).toBe(token);
    const error = errorOf(() => new ConsoleToken({ token: 'too-short' }));
    expect(error.message).not.toContain('too-short');
    const wrong = envelope('ConsoleToken', '1.1', { token: 'too-short' });
    expect(errorOf(() => ConsoleToken.objFromPrimitive(wrong)).message).not.toContain('too-short');
  }),

  trap(10, 'only text is text, any text is kept, and lengths count characters', () => {
    for (const value of [1, true, null, ['a'], { a: 1 }]) {
      refused(() => Flavor.objFromPrimitive(envelope('Flavor', '1.1', { name: value })));
    }
    for (const text of [
      '\ud800',
      'a\u0000b',
      '\u2028',
      '😀',
      'x'.repeat(100_000),
      'é',
      'e\u0301',
    ]) {
      const made = new Flavor({ name: text });
      expect(serializer.parse(serializer.stringify(made), Flavor).name).toBe(text);
    }
    expect(new Tag({ tag: '😀'.repeat(80) }).tag).toHaveLength(160);
    refused(() => new Tag({ tag: '😀'.repeat(81) }));
    const older = new Tag({ resourceId: UUID, tag: '😀'.repeat(80) }).objToPrimitive({
      version: '1.0',
    });
    expect(dataOf(older)['tag']).toBe('😀'.repeat(60));
    refused(() => new KeyPair({ name: '' }));
  }),
];
