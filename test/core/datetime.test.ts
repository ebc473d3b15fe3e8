import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalDatetime,
  formatInstant,
  instantOf,
  isPlainDatetime,
} from '../../src/core/datetime.js';

const text = (written: string): string | undefined => canonicalDatetime(written)?.text;

describe('each accepted spelling is read as the instant it means', () => {
  test.each([
    ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04:05', '2024-01-02T03:04:05Z'],
    ['2024-01-02 03:04:05', '2024-01-02T03:04:05Z'],
    ['2024-01-02t03:04:05z', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04', '2024-01-02T03:04:00Z'],
    ['2024-01-02T03Z', '2024-01-02T03:00:00Z'],
    ['2024-01-02', '2024-01-02T00:00:00Z'],
    ['20240102T030405Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04:05.000Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04:05.5Z', '2024-01-02T03:04:05.500Z'],
    ['2024-01-02T03:04:05,05Z', '2024-01-02T03:04:05.050Z'],
    ['2024-01-02T03:04:05+05:30', '2024-01-01T21:34:05Z'],
    ['2024-01-02T03:04:05-0330', '2024-01-02T06:34:05Z'],
    ['2024-01-02T03:04:05+05', '2024-01-01T22:04:05Z'],
    ['2024-01-02T03:04:05-00:00', '2024-01-02T03:04:05Z'],
    ['2024-02-29T23:59:59-00:01', '2024-03-01T00:00:59Z'],
    ['2000-02-29', '2000-02-29T00:00:00Z'],
    ['0099-03-04T05:06:07+00:00', '0099-03-04T05:06:07Z'],
  ])('%s', (written, canonical) => {
    expect(canonicalDatetime(written)).toEqual({ text: canonical, cut: false });
  });

  test('a zone as Python prints its own', () => {
    expect(text('2024-01-02T03:04:05UTC+05:30')).toBe('2024-01-01T21:34:05Z');
  });
});

describe('what is no instant is refused, not bent into one', () => {
  test.each([
    '',
    'now',
    '2023-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2024-02-30T00:00:00Z',
    '2024-04-31',
    '2024-00-10',
    '2024-13-01',
    '2024-01-00',
    '2024-01-0:T03:04:05Z',
    '2024-01-1/T03:04:05Z',
    '2024-01-02T24:00:00Z',
    '2024-01-02T03:60:00Z',
    '2016-12-31T23:59:60Z',
    '2024-01-02T03:04:05+24:00',
    '2024-01-02T03:04:05+05:60',
    '0000-12-31T23:59:59Z',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '12024-01-02T03:04:05Z',
    '+002024-01-02T03:04:05Z',
    '24-01-02T03:04:05Z',
    '2024-1-2',
    '2024-01',
    '20240102',
    '2024-W01-2',
    '2024-002',
    '03:04:05',
    '1704164645',
    ' 2024-01-02T03:04:05Z',
    '2024-01-02T03:04:05Z ',
    '2024-01-02T03:04:05Z\n',
    '2024-01-02T03:04:05.Z',
    '2024-01-02T03:04:05 Z',
    '2024-01-02T03:04:05UTC',
    '2024-01-02T03:04:05\u221205:00',
    '２０２４-01-02T03:04:05Z',
  ])('%j', (written) => {
    expect(canonicalDatetime(written)).toBeUndefined();
    expect(isPlainDatetime(written)).toBe(false);
  });
});

describe('a fraction finer than a millisecond is cut, and said to be', () => {
  test.each([
    ['2024-01-02T03:04:05.678901Z', '2024-01-02T03:04:05.678Z', true],
    ['2024-01-02T03:04:05.0009Z', '2024-01-02T03:04:05Z', true],
    ['2024-01-02T03:04:05.678000Z', '2024-01-02T03:04:05.678Z', false],
    ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.999Z', true],
    ['1969-12-31T23:59:59.9999Z', '1969-12-31T23:59:59.999Z', true],
  ])('%s', (written, canonical, cut) => {
    expect(canonicalDatetime(written)).toEqual({ text: canonical, cut });
  });

  test('a fraction of a million digits is read in no time', () => {
    const started = performance.now();
    expect(canonicalDatetime(`2024-01-02T03:04:05.${'9'.repeat(1_000_000)}!`)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(500);
  });
});

const instants = fc.integer({
  min: Date.parse('0001-01-01T00:00:00Z'),
  max: Date.parse('9999-12-31T23:59:59.999Z'),
});

describe('laws', () => {
  test('every instant of the years 1 to 9999 goes through text and comes back', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const written = formatInstant(instant) ?? '';
        expect(instantOf(written)).toBe(instant);
        expect(canonicalDatetime(written)).toEqual({ text: written, cut: false });
      }),
    );
  });

  test('the same instant has the same text, whatever offset it was written with', () => {
    const day = 86_400_000;
    fc.assert(
      fc.property(instants, fc.integer({ min: -1439, max: 1439 }), (instant, minutes) => {
        fc.pre(instant > instantOf('0001-01-02T00:00:00Z'));
        fc.pre(instant < instantOf('9999-12-31T00:00:00Z') - day);
        const local = new Date(instant + minutes * 60_000).toISOString().slice(0, -1);
        const size = Math.abs(minutes);
        const two = (part: number): string => String(part).padStart(2, '0');
        const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        expect(text(local + offset)).toBe(formatInstant(instant));
      }),
    );
  });

  test('the quick check says yes to exactly what is canonical without a fraction', () => {
    const digits = (max: number, width: number): fc.Arbitrary<string> =>
      fc.integer({ min: 0, max }).map((part) => String(part).padStart(width, '0'));
    const nearly = fc
      .tuple(
        digits(9999, 4),
        digits(13, 2),
        digits(32, 2),
        digits(24, 2),
        digits(60, 2),
        digits(60, 2),
      )
      .map(([y, mo, d, h, mi, s]) => `${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
    fc.assert(
      fc.property(nearly, (written) => {
        const instant = Date.parse(written);
        // `Date` alone is no judge: it rolls the 31st of April over.
        const real = !Number.isNaN(instant) && formatInstant(instant) === written;
        expect(isPlainDatetime(written)).toBe(real);
      }),
      { numRuns: 2000 },
    );
  });

  test('no character in a wrong place gets past the quick check', () => {
    fc.assert(
      fc.property(
        fc.nat(19),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        (at, odd) => {
          const good = '2024-01-02T03:04:05Z';
          const written = good.slice(0, at) + odd + good.slice(at + 1);
          expect(isPlainDatetime(written)).toBe(
            /^[\d]{4}-[\d]{2}-[\d]{2}T[\d]{2}:[\d]{2}:[\d]{2}Z$/.test(written) &&
              formatInstant(Date.parse(written)) === written,
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test('an instant that has no text has none', () => {
  for (const instant of [NaN, Infinity, 0.5, -62_135_596_800_001, 253_402_300_800_000]) {
    expect(formatInstant(instant)).toBeUndefined();
  }
  expect(formatInstant(-62_135_596_800_000)).toBe('0001-01-01T00:00:00Z');
  expect(formatInstant(253_402_300_799_999)).toBe('9999-12-31T23:59:59.999Z');
});
