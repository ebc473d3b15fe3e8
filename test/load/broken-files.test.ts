import { describe, expect, it } from 'vitest';
import { CODES } from '../../src/diagnostics/index.js';
import { load } from '../../src/load/index.js';
import { entry, fields } from './broken-file.js';
import { BROKEN_SCHEMAS } from './broken-schemas.js';
import { BROKEN_YAML } from './broken-yaml.js';
import { unmarked } from './marked.js';

const BROKEN = [...BROKEN_YAML, ...BROKEN_SCHEMAS];

describe('a broken file', () => {
  it.each(BROKEN)('%s: is found as %j, at its place and nowhere else', (_story, codes, marked) => {
    const { text, places } = unmarked(marked);
    const { findings } = load([{ path: 'schemas/foo.yaml', text }]);
    const found = findings.map(({ code, span }) => [code, span?.offset, span?.endOffset]);
    expect(found).toEqual(
      codes.map((code, index) => [code, places[index]?.offset, places[index]?.endOffset]),
    );
    for (const { span } of findings) expect(span?.file).toBe('schemas/foo.yaml');
  });

  it('is not the end of the others: every file is read, and all findings are told', () => {
    const files = BROKEN.map(([, , marked], index) => ({
      path: `${index}.yaml`,
      text: unmarked(marked).text,
    }));
    const whole = { path: 'whole.yaml', text: fields('  a: string\n').replace('Foo', 'Whole') };
    const { declarations, findings } = load([...files, whole]);
    expect(declarations.at(-1)?.name.value).toBe('Whole');
    const expected = BROKEN.flatMap(([, codes], index) =>
      codes.map((code) => [code, `${index}.yaml`]),
    );
    expect(findings.map(({ code, span }) => [code, span?.file])).toEqual(expected);
  });

  it('shows every code that reading has; none is untried', () => {
    const tried = new Set(BROKEN.flatMap(([, codes]) => codes));
    const codes = CODES.filter((code) => /^(?:yaml|schema)\//.test(code));
    expect(codes.filter((code) => !tried.has(code))).toEqual([]);
  });

  it('offers the name that was probably meant', () => {
    const messageOf = (text: string) => load([{ path: 'f.yaml', text }]).findings[0]?.message;
    expect(messageOf(fields('  a: { type: string, defualt: x }\n'))).toContain('`default`');
    expect(messageOf(fields('  a: list<intger>\n'))).toContain('`integer`');
    expect(messageOf('objekt: Foo\n')).toContain('`object`');
    expect(messageOf(entry('    - add: a\n      backport: dorp\n'))).toContain('`drop`');
  });

  it('is marked as incomplete, so that nobody complains of what it may well say', () => {
    const isIncomplete = (text: string) =>
      load([{ path: 'f.yaml', text }]).declarations[0]?.isIncomplete ?? false;
    expect(isIncomplete(fields('  a: "string\n'))).toBe(true);
    expect(isIncomplete(entry('    - ad: a\n'))).toBe(true);
    expect(isIncomplete(fields('  a: string\n'))).toBe(false);
    // Read as written, however it is written.
    expect(isIncomplete(fields('  a: string\n').replace('"1.0"', '1.0'))).toBe(false);
  });
});
