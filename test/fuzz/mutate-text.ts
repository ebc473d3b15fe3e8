// Changes a text as careless hands, bad disks and clever enemies do.

import type { Random } from '../../src/testing/values/index.js';

/** The text with some of it changed; `words` are the tokens of its language, `other` a text to graft from. */
export function mutatedText(
  text: string,
  random: Random,
  words: readonly string[],
  other: string,
): string {
  let result = text;
  const times = random.pick([1, 1, 1, 2, 3, 10]);
  for (let i = 0; i < times; i++) {
    result =
      result.includes('\n') && random.once(2)
        ? changedLines(result, random)
        : changedLetters(result, random, words, other);
  }
  return result.length > LONGEST ? result.slice(0, LONGEST) : result;
}

const LONGEST = 300_000;

function changedLetters(
  text: string,
  random: Random,
  words: readonly string[],
  other: string,
): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + random.pick([1, 1, 3, 20]));
  const word = words[random.below(words.length)] ?? '';
  switch (random.below(9)) {
    case 0:
      return text.slice(0, at) + letter(random) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + letter(random) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(end);
    case 3:
      return text.slice(0, at) + word + text.slice(at);
    case 4:
    case 5:
      return replacedWord(text, at, word);
    case 6:
      return flippedByte(text, random);
    case 7:
      return random.once(4) ? text.slice(0, at) : grafted(text, at, end, random, other);
    default:
      return text.slice(0, at) + repeated(text.slice(at, end), random) + text.slice(end);
  }
}

const SIGNS = '\t\n\r :-?,[]{}#&*!|>\'"%@`~<=\\/.0129aZ_$';
const LETTERS: readonly [string, ...string[]] = [
  '\r\n',
  ...SIGNS.split(''),
  '\u0000',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\udc00',
  '\u{1f600}',
  'é',
  '\u202e',
];

function letter(random: Random): string {
  return random.once(4) ? String.fromCharCode(random.below(65536)) : random.pick(LETTERS);
}

function replacedWord(text: string, at: number, word: string): string {
  const start = text.slice(at).search(/\w/);
  if (start === -1) return text + word;
  const length = /^\w+/.exec(text.slice(at + start))?.[0].length ?? 0;
  return text.slice(0, at + start) + word + text.slice(at + start + length);
}

/** One bit of its bytes: what is no UTF-8 any more is read as files are read. */
function flippedByte(text: string, random: Random): string {
  const bytes = Buffer.from(text);
  if (bytes.length === 0) return text;
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes.toString('utf8');
}

function grafted(text: string, at: number, end: number, random: Random, other: string): string {
  const from = random.below(other.length + 1);
  const part = other.slice(from, from + random.pick([5, 30, 200]));
  return text.slice(0, at) + part + text.slice(end);
}

function repeated(part: string, random: Random): string {
  return part.repeat(random.once(30) ? 2000 : random.below(5));
}

function changedLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  const to = random.below(lines.length);
  const line = lines[at] ?? '';
  switch (random.below(7)) {
    case 0:
      lines[at] = lines[to] ?? '';
      lines[to] = line;
      break;
    case 1:
      lines.splice(at, random.pick([1, 1, 2, 5]));
      break;
    case 2:
      lines.splice(to, 0, line);
      break;
    case 3:
      lines[at] = random.pick([' ', '  ', '\t', '    ']) + line;
      break;
    case 4:
      lines[at] = line.slice(random.pick([1, 2, 4]));
      break;
    case 5:
      lines[at] = `${line} ${lines[to] ?? ''}`;
      break;
    default:
      lines.splice(to, 0, ...lines.slice(at, at + 5));
  }
  return lines.join('\n');
}

/** The words and signs of some texts of one language, each once. */
export function wordsOf(texts: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const text of texts) for (const [word] of text.matchAll(/\w+|[^\w\s]+/g)) found.add(word);
  return [...found].sort();
}
