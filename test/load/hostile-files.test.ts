import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { render } from '../../src/diagnostics/index.js';
import { load, loadConfig } from '../../src/load/index.js';
import { MAX_LENGTH } from '../../src/load/read-yaml.js';

/** As much of a text as is still read. */
const filled = (text: string) => text.repeat(Math.floor((MAX_LENGTH - 200) / text.length));
const head = 'object: Foo\nversion: "1.0"\nhistory:\n  "1.0": x\nfields:\n';
/** As many lines as are still read, each with a number of its own. */
function numbered(line: (index: number) => string): string {
  const lines = [head];
  let length = head.length;
  for (let index = 0; length < MAX_LENGTH - 200; index += 1) {
    lines.push(line(index));
    length += line(index).length;
  }
  return lines.join('');
}

const HOSTILE: Readonly<Record<string, string>> = {
  'an alias bomb': `a: &a [x,x,x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [${`*${i === 0 ? 'a' : `b${i - 1}`},`.repeat(9)}]`).join('\n')}\n`,
  'a flood of aliases': `[${filled('*a,')}`,
  'a flood of anchors': numbered((i) => `  f${i}: &a${i} x\n`),
  'brackets without end': '['.repeat(100_000),
  'braces without end': '{a: '.repeat(100_000).slice(0, MAX_LENGTH),
  'dashes without end': filled('- '),
  'keys without end': filled('? '),
  'stairs without end': Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  'ten megabytes': 'a: b\n'.repeat(2_000_000),
  'closing brackets': filled(']'),
  'open quotes': filled('"'),
  'documents without end': filled('---\n'),
  'empty lines': filled('\n'),
  tags: `[${filled('!a,')}`,
  'thousands of unknown keys': numbered((i) => `f${i}: x\n`).replace('fields:\n', ''),
  'thousands of duplicates': numbered(() => '  a: string\n'),
  'thousands of bad types': numbered((i) => `  f${i}: strng\n`),
  'thousands of missing values': numbered((i) => `  f${i}:\n`),
  'a type that nests without end': `${head}  a: ${'list<'.repeat(40_000)}`,
  'a pattern that is too large to be used': `${head}  a: { type: string, pattern: "${filled('a?')}" }\n`,
  'a pattern that nests without end': `${head}  a: { type: string, pattern: "${'('.repeat(100_000)}" }\n`,
};

describe('a hostile file', () => {
  it.each(Object.entries(HOSTILE))('%s: is a finding, soon', (_name, text) => {
    const started = performance.now();
    const { findings } = load([{ path: 'f.yaml', text }]);
    expect(findings.length).toBeGreaterThan(0);
    render('pretty', findings, () => text);
    render('junit', findings, () => text);
    // Some thirty times what it takes on an idle machine; what is not bounded takes hours.
    expect(performance.now() - started).toBeLessThan(25_000);
  });
});

const CORPUS = 'test/corpus/nova/schemas';
const texts = readdirSync(CORPUS).map((file) => readFileSync(`${CORPUS}/${file}`, 'utf8'));

describe('any text at all', () => {
  it('is read without a throw, and what is left out of it is never left out in silence', () => {
    fc.assert(fc.property(anyText, readsWholeOrTells), { numRuns: 500 });
  }, 60_000);
});

const SIGNS = [
  ...Array.from('[]{}:"\'|>#@`%\r,\\\t\n '),
  ...[
    '- ',
    '  ',
    '? ',
    '&a',
    '*a',
    '!x',
    '---\n',
    ': ',
    '<<',
    'null',
    '1.0',
    '"1.1"',
    'add',
    'was',
  ],
  ...[
    'backport',
    'object',
    'enum',
    'fields',
    'history',
    '__proto__',
    'constructor',
    'refuse',
    'type',
  ],
];
const spoilt = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.array(fc.tuple(fc.nat(1_500), fc.nat(3), fc.constantFrom(...SIGNS)), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([text, edits]) =>
    edits.reduce(
      (now, [at, cut, sign]) => now.slice(0, at) + sign + now.slice(at + cut),
      text.slice(0, 1_500),
    ),
  );
const bytes = fc.uint8Array({ maxLength: 400 }).map((all) => Buffer.from(all).toString('utf8'));
const signs = fc.array(fc.constantFrom(...SIGNS), { maxLength: 60 }).map((all) => all.join(''));
const anyText = fc.oneof(
  { weight: 3, arbitrary: spoilt },
  bytes,
  signs,
  fc.string({ unit: 'binary' }),
);

function readsWholeOrTells(text: string): void {
  const { declarations, findings } = load([{ path: 'f.yaml', text }]);
  loadConfig({ path: 'f.yaml', text });
  const isWhole = declarations.length === 1 && declarations[0]?.isIncomplete !== true;
  if (findings.length === 0) expect(isWhole || text.includes('releases')).toBe(true);
  for (const { span } of findings) {
    expect(span).toBeDefined();
    expect(span?.endOffset).toBeLessThanOrEqual(text.length);
    expect(span?.endOffset).toBeGreaterThanOrEqual(span?.offset ?? 0);
  }
  render('pretty', findings, () => text);
}
