// Texts that match a pattern of a schema. It knows the plain parts of regular expressions; what it makes
// of the others may not match, so its caller tries what it gives.

import type { Random } from './random.js';
import { some } from './random.js';

/** A text that probably matches the pattern; undefined when the pattern is beyond this generator. */
export function textLike(pattern: string, random: Random): string | undefined {
  const reader: Reader = { units: Array.from(pattern), at: 0, random };
  const text = readAlternatives(reader);
  return reader.at === reader.units.length ? text : undefined;
}

interface Reader {
  readonly units: readonly string[];
  at: number;
  readonly random: Random;
}

/** The most that `*` and `+` repeat beyond what they must. */
const MORE = 4;

function readAlternatives(reader: Reader): string | undefined {
  const texts: string[] = [];
  do {
    const text = readSequence(reader);
    if (text === undefined) return undefined;
    texts.push(text);
  } while (take(reader, '|'));
  const choices = some(texts);
  return choices && reader.random.pick(choices);
}

function readSequence(reader: Reader): string | undefined {
  let text = '';
  for (;;) {
    const unit = reader.units[reader.at];
    if (unit === undefined || unit === '|' || unit === ')') return text;
    const start = reader.at;
    const atom = readAtom(reader);
    if (atom === undefined) return undefined;
    const times = readTimes(reader);
    if (times === undefined) return undefined;
    const after = reader.at;
    if (times > 0) text += atom;
    for (let i = 1; i < times; i++) {
      // Read once more, so that each repetition makes its own choices.
      reader.at = start;
      text += readAtom(reader) ?? '';
    }
    reader.at = after;
  }
}

function readAtom(reader: Reader): string | undefined {
  const unit = reader.units[reader.at++];
  switch (unit) {
    case undefined:
      return undefined;
    case '^':
    case '$':
      return '';
    case '.':
      return oneOf(PRINTABLE, reader);
    case '\\':
      return readEscape(reader, ESCAPES);
    case '[':
      return readClass(reader);
    case '(': {
      if (take(reader, '?') && !take(reader, ':')) return undefined;
      const text = readAlternatives(reader);
      return take(reader, ')') ? text : undefined;
    }
    default:
      return '*+?{}'.includes(unit) ? undefined : unit;
  }
}

const range = (from: string, to: string): string => {
  const [start = 0, end = 0] = [from.codePointAt(0), to.codePointAt(0)];
  let text = '';
  for (let code = start; code <= end && text.length < 512; code++)
    text += String.fromCodePoint(code);
  return text;
};
const DIGITS = range('0', '9');
const WORD = `${range('a', 'z')}${range('A', 'Z')}${DIGITS}_`;
const PRINTABLE = range(' ', '~');
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['d', DIGITS],
  ['w', WORD],
  ['s', ' '],
  ['D', '-xé'],
  ['W', ' -é'],
  ['S', 'x-é'],
  ['t', '\t'],
  ['n', '\n'],
]);

function readEscape(reader: Reader, known: ReadonlyMap<string, string>): string | undefined {
  const unit = reader.units[reader.at++];
  if (unit === undefined || unit === 'b' || unit === 'B') return unit && '';
  const choices = known.get(unit);
  if (choices !== undefined) return oneOf(choices, reader);
  // Letters and digits that are left would mean something that is not known here.
  return WORD.includes(unit) ? undefined : unit;
}

function readClass(reader: Reader): string | undefined {
  const isNegated = take(reader, '^');
  let members = '';
  while (!take(reader, ']')) {
    const unit = reader.units[reader.at++];
    if (unit === undefined) return undefined;
    if (unit === '\\') {
      const escape = reader.units[reader.at++];
      if (escape === undefined) return undefined;
      members += ESCAPES.get(escape) ?? escape;
      continue;
    }
    const to = reader.units[reader.at + 1];
    if (reader.units[reader.at] === '-' && to !== undefined && to !== ']') {
      reader.at += 2;
      members += range(unit, to);
    } else {
      members += unit;
    }
  }
  if (!isNegated) return oneOf(members, reader);
  return oneOf(
    Array.from(PRINTABLE)
      .filter((unit) => !members.includes(unit))
      .join(''),
    reader,
  );
}

function readTimes(reader: Reader): number | undefined {
  const { random } = reader;
  const times = readQuantifier(reader);
  // A lazy quantifier matches the same texts.
  if (times !== undefined && times.isWritten) take(reader, '?');
  return times && times.least + random.below(times.most - times.least + 1);
}

interface Times {
  readonly least: number;
  readonly most: number;
  readonly isWritten: boolean;
}

function readQuantifier(reader: Reader): Times | undefined {
  if (take(reader, '*')) return { least: 0, most: MORE, isWritten: true };
  if (take(reader, '+')) return { least: 1, most: 1 + MORE, isWritten: true };
  if (take(reader, '?')) return { least: 0, most: 1, isWritten: true };
  if (!take(reader, '{')) return { least: 1, most: 1, isWritten: false };
  const end = reader.units.indexOf('}', reader.at);
  if (end === -1) return undefined;
  const [low = '', high] = reader.units.slice(reader.at, end).join('').split(',');
  reader.at = end + 1;
  const least = Number(low);
  const most = high === undefined ? least : high === '' ? least + MORE : Number(high);
  // Nobody needs a text of a million characters to test with.
  return most > 10_000 ? undefined : { least, most, isWritten: true };
}

function take(reader: Reader, unit: string): boolean {
  if (reader.units[reader.at] !== unit) return false;
  reader.at++;
  return true;
}

function oneOf(choices: string, { random }: Reader): string | undefined {
  const units = some(Array.from(choices));
  return units && random.pick(units);
}
