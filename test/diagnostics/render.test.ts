import { describe, expect, it } from 'vitest';
import type { Diagnostic, Span } from '../../src/diagnostics/index.js';
import { FORMATS, isFormat, render, type Format } from '../../src/diagnostics/index.js';

const FLAVOR = `object: Flavor
version: "1.0"
fields:
  swap: { type: integer, defualt: 0 }
  swap: string
`;
const sources = (file: string) => (file === 'schemas/flavor.yaml' ? FLAVOR : undefined);

/** The place of a text in the file above. */
function spanOf(text: string, file = 'schemas/flavor.yaml'): Span {
  const offset = FLAVOR.indexOf(text);
  const before = FLAVOR.slice(0, offset).split('\n');
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  const end = { endLine: line, endColumn: column + text.length };
  return { file, line, column, ...end, offset, endOffset: offset + text.length };
}

const misspelt: Diagnostic = {
  code: 'schema/unknown-key',
  severity: 'error',
  message: '`defualt` is not a key of a field; did you mean `default`?',
  cure: 'Correct its spelling.',
  object: 'Flavor',
  version: '1.0',
  span: spanOf('defualt'),
  related: [{ message: 'the field', span: spanOf('swap') }],
  fix: { command: 'backlevel bump Flavor' },
};
const warned: Diagnostic = {
  code: 'yaml/tab',
  severity: 'warning',
  message: 'A tab',
  cure: 'No tab.',
  span: { ...spanOf('object'), file: 'a.yaml' },
};
const placeless: Diagnostic = { code: 'x/y', severity: 'note', message: 'None', cure: 'None.' };
const all = [placeless, misspelt, warned];

const rendered = (format: Format, findings: readonly Diagnostic[], options = {}) =>
  render(format, findings, sources, options);

describe('every format', () => {
  it.each(FORMATS)(
    '%s tells findings by file and place, and is the same for the same findings',
    (name) => {
      if (!isFormat(name)) throw new Error(name);
      const text = rendered(name, all);
      expect(text).toBe(rendered(name, all.toReversed()));
      const order = ['yaml/tab', 'schema/unknown-key', 'x/y'];
      const body = name === 'sarif' ? text.slice(text.indexOf('"results"')) : text;
      const places = order.map((code) => body.indexOf(code));
      expect(places.every((place) => place >= 0)).toBe(true);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    },
  );

  it.each(FORMATS)('%s tells a run without findings too', (name) => {
    if (!isFormat(name)) throw new Error(name);
    expect(() => rendered(name, [])).not.toThrow();
  });

  it('no other word is taken for one', () => {
    expect(isFormat('toString')).toBe(false);
    expect(isFormat('xml')).toBe(false);
  });
});

describe('pretty', () => {
  it('shows the lines, the caret under the key, the cause, the cure, and the command that mends it', () => {
    expect(rendered('pretty', [misspelt], { objects: 2 }))
      .toBe(`error schema/unknown-key schemas/flavor.yaml:4:26
\`defualt\` is not a key of a field; did you mean \`default\`?
  3 │ fields:
  4 │   swap: { type: integer, defualt: 0 }
    │                          ^^^^^^^
  5 │   swap: string
  the field: schemas/flavor.yaml:4:3
  Why: A key that nobody reads would be passed over, and what it was meant to say with it.
  Cure: Correct its spelling.
  Run: backlevel bump Flavor

1 error in 2 objects.
`);
  });

  it('has colours only when it is told that they are seen', () => {
    const escape = '\u001b[';
    expect(rendered('pretty', all)).not.toContain(escape);
    expect(rendered('pretty', all, { colour: true })).toContain(escape);
  });

  it('counts what it told', () => {
    expect(rendered('pretty', all)).toMatch(/\n1 error, 1 warning, 1 note\.\n$/);
    expect(rendered('pretty', [], { objects: 1 })).toBe('No findings in 1 object.\n');
  });
});

describe('a code frame', () => {
  /** The frame of a finding at the marked place of a text. */
  function frameOf(before: string, marked: string, after: string): string[] {
    const lines = before.split('\n');
    const column = (lines.at(-1)?.length ?? 0) + 1;
    const [line, endLine] = [lines.length, (before + marked).split('\n').length];
    const endColumn = (before + marked).split('\n').at(-1)?.length ?? 0;
    const [offset, endOffset] = [before.length, before.length + marked.length];
    const span = { file: 'f', line, column, endLine, endColumn: endColumn + 1, offset, endOffset };
    const text = render('pretty', [{ ...placeless, span }], () => before + marked + after);
    return text.split('\n').filter((each) => each.includes('│'));
  }

  it('stands at the first and the last line of a file', () => {
    expect(frameOf('', 'ab', ': c\nd')).toEqual(['  1 │ ab: c', '    │ ^^', '  2 │ d']);
    expect(frameOf('a\nb: ', 'c', '')).toEqual(['  1 │ a', '  2 │ b: c', '    │    ^']);
    expect(frameOf('a\n', 'b', '\n')).toEqual(['  1 │ a', '  2 │ b', '    │ ^']);
    expect(frameOf('', '', '')).toEqual(['  1 │', '    │ ^']);
  });

  it('marks the first of several lines to its end', () => {
    expect(frameOf('a: ', 'b\n  c', '\nd')).toEqual(['  1 │ a: b', '    │    ^', '  2 │   c']);
  });

  it('keeps the caret under its text behind tabs and wide characters', () => {
    expect(frameOf('\ta: ', 'b', '')).toEqual(['  1 │ \ta: b', '    │ \t   ^']);
    expect(frameOf('漢: ', '字', '')).toEqual(['  1 │ 漢: 字', '    │     ^^']);
  });

  it('ends a line where Windows ends it', () => {
    expect(frameOf('a: 1\r\n', 'b', ': 2\r\nc\r\n')).toEqual([
      '  1 │ a: 1',
      '  2 │ b: 2',
      '    │ ^',
      '  3 │ c',
    ]);
  });

  it('shows only the part of a long line where the place is', () => {
    const [frame = '', carets = ''] = frameOf('x'.repeat(5_000), 'here', 'y'.repeat(5_000));
    expect(frame.length).toBeLessThan(120);
    expect(frame.indexOf('here')).toBe(carets.indexOf('^'));
  });

  it('does not let a schema move the cursor of the terminal', () => {
    const [frame] = frameOf('\u001b[2J\u0007\u202e', 'a', '');
    expect(frame).toBe('  1 │ \uFFFD[2J\uFFFD\uFFFDa');
  });
});

describe('formats for programs', () => {
  it('text is a line for each, even if a message has several', () => {
    expect(rendered('text', [{ ...misspelt, message: 'a\n  b' }, placeless])).toBe(
      'schemas/flavor.yaml:4:26: schema/unknown-key a b\nx/y None\n',
    );
  });

  it('json has the documented shape', () => {
    expect(JSON.parse(rendered('json', [misspelt, placeless], { objects: 106 }))).toEqual({
      findings: [
        {
          code: 'schema/unknown-key',
          severity: 'error',
          object: 'Flavor',
          version: '1.0',
          message: misspelt.message,
          file: 'schemas/flavor.yaml',
          line: 4,
          column: 26,
          endLine: 4,
          endColumn: 33,
          cure: 'Correct its spelling.',
          fix: { command: 'backlevel bump Flavor' },
          related: [
            {
              message: 'the field',
              file: 'schemas/flavor.yaml',
              line: 4,
              column: 3,
              endLine: 4,
              endColumn: 7,
            },
          ],
        },
        { code: 'x/y', severity: 'note', message: 'None', cure: 'None.' },
      ],
      summary: { objects: 106, errors: 1, warnings: 0 },
    });
  });

  it('github gets one command a finding, with nothing in it that ends it early', () => {
    const tricky = {
      ...misspelt,
      message: '100%\nsure',
      span: { ...spanOf('defualt'), file: 'a,b:c.yaml' },
    };
    expect(rendered('github', [tricky])).toBe(
      '::error file=a%2Cb%3Ac.yaml,line=4,endLine=4,col=26,endColumn=33,title=schema/unknown-key::' +
        '100%25%0Asure%0ACorrect its spelling.\n',
    );
    expect(rendered('github', [placeless])).toBe('::notice title=x/y::None%0ANone.\n');
  });

  it('gitlab gets a place and a fingerprint of its own for each', () => {
    const issues: unknown = JSON.parse(rendered('gitlab', [misspelt, misspelt]));
    expect(issues).toMatchObject([
      {
        check_name: 'schema/unknown-key',
        severity: 'major',
        location: { path: 'schemas/flavor.yaml', lines: { begin: 4, end: 4 } },
      },
      {},
    ]);
    const prints = rendered('gitlab', [misspelt, misspelt]).match(/"fingerprint": "\w{32}"/g);
    expect(new Set(prints).size).toBe(2);
  });

  it('a fingerprint stays when the finding moves, so that a known one is not told as new', () => {
    const moved = { ...misspelt, span: { ...spanOf('defualt'), line: 400, offset: 9_000 } };
    const print = (text: string) => /[0-9a-f]{32}/.exec(text)?.[0];
    for (const format of ['gitlab', 'sarif'] as const) {
      expect(print(rendered(format, [moved]))).toBe(print(rendered(format, [misspelt])));
      expect(print(rendered(format, [warned]))).not.toBe(print(rendered(format, [misspelt])));
    }
  });

  it('junit is XML whatever the message says, and has a case even when all is well', () => {
    const tricky = { ...misspelt, message: '<a & "b"> \u0000\u001b' };
    const xml = rendered('junit', [tricky, warned]);
    expect(xml).toContain('message="&lt;a &amp; &quot;b&quot;&gt; \uFFFD\uFFFD"');
    expect(xml).toContain('<testsuites name="backlevel" tests="2" failures="1">');
    // What fails no run fails no test.
    expect(xml).toContain('<system-out>warning: a.yaml:1:1\nA tab\nNo tab.\n</system-out>');
    expect(xml.match(/<testsuite /g)).toHaveLength(2);
    expect(rendered('junit', [])).toContain('tests="1" failures="0"');
  });

  it('sarif has what 2.1.0 demands, and a rule for every result', () => {
    const sarif = JSON.parse(rendered('sarif', all, { toolVersion: '1.2.3' })) as {
      version: string;
      runs: {
        tool: { driver: { name: string; version: string; rules: { id: string }[] } };
        results: { ruleId: string; ruleIndex: number; level: string; message: { text: string } }[];
      }[];
    };
    expect(sarif.version).toBe('2.1.0');
    const [run] = sarif.runs;
    expect(run?.tool.driver).toMatchObject({ name: 'backlevel', version: '1.2.3' });
    for (const { ruleId, ruleIndex, level, message } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text).not.toBe('');
    }
    expect(run?.results).toHaveLength(3);
    const spaced = { ...misspelt, span: { ...spanOf('defualt'), file: 'a b/ü.yaml' } };
    expect(rendered('sarif', [spaced])).toContain('"uri": "a%20b/%C3%BC.yaml"');
  });
});
