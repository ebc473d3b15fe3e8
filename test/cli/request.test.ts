import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../src/cli/convert/lines.js';
import { requestLines } from '../../src/cli/convert/request-lines.js';
import { parseRequest } from '../../src/cli/convert/request.js';

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function stream(...chunks: readonly (string | Buffer)[]): Readable {
  return Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
}

describe('lines of standard input', () => {
  it('are whole wherever the chunks were cut, in the middle of a character too', async () => {
    const bytes = Buffer.from('aü\n\n€b');
    const chunks = [...bytes].map((byte) => Buffer.from([byte]));
    expect(await collect(linesOf(stream(...chunks), 100))).toEqual([
      { kind: 'text', text: 'aü' },
      { kind: 'text', text: '' },
      { kind: 'text', text: '€b' },
    ]);
  });

  it('that are too long are read past, and the next one is read', async () => {
    const lines = await collect(linesOf(stream('x'.repeat(60), 'x'.repeat(60), '\nok\n'), 100));
    expect(lines.map(({ kind }) => kind)).toEqual(['unreadable', 'text']);
    expect(lines[1]).toEqual({ kind: 'text', text: 'ok' });
  });

  it('that are not UTF-8 are said to be so', async () => {
    const [line] = await collect(linesOf(stream(Buffer.from([0x22, 0xff, 0x22, 0x0a])), 100));
    expect(line).toEqual({ kind: 'unreadable', why: 'the line is not UTF-8' });
  });
});

describe('requests', () => {
  it('may be one that is spread over lines, without --jsonl', async () => {
    const [only, ...more] = await collect(requestLines(stream('{\n "a": 1\n}\n'), false));
    expect(only).toEqual({ kind: 'text', text: '{\n "a": 1\n}' });
    expect(more).toEqual([]);
  });

  it('are one a line when the first is bad, so that no answer goes missing', async () => {
    const lines = await collect(requestLines(stream('{oops\n{"a":1}\n[2]\n'), false));
    expect(lines).toHaveLength(3);
    expect(await collect(requestLines(stream('{oops\n{"a":1}\n[2]\n'), true))).toEqual(lines);
  });

  it.each([
    ['nonsense', 'invalid-json'],
    ['', 'invalid-json'],
    ['[]', 'invalid-request'],
    ['null', 'invalid-request'],
    ['{"to": "1.0"}', 'invalid-request'],
    ['{"primitive": {}}', 'invalid-request'],
    ['{"primitive": {}, "to": 1.1}', 'invalid-request'],
    ['{"primitive": {}, "to": "1.1", "upgrade": true}', 'invalid-request'],
    ['{"primitive": {}, "upgrade": false}', 'invalid-request'],
    ['{"primitive": {}, "manifest": ["Flavor"]}', 'invalid-request'],
    ['{"primitive": {}, "manifest": {"Flavor": 1}}', 'invalid-request'],
    ['{"primitive": {}, "to": "1.1", "form": "1.2"}', 'invalid-request'],
    ['{"primitive": {}, "__proto__": {"to": "1.0"}}', 'invalid-request'],
    ['['.repeat(200_000), 'invalid-json'],
  ])('that are wrong are told so: %.60s', (text, code) => {
    expect(parseRequest(text)).toMatchObject({ ok: false, code });
  });

  it('are read in all three forms', () => {
    expect(parseRequest('{"primitive": 1, "to": "1.0"}')).toMatchObject({
      ok: true,
      request: { primitive: 1, goal: { kind: 'to', to: '1.0' } },
    });
    expect(parseRequest('{"primitive": 1, "manifest": {"A": "1.0"}}')).toMatchObject({
      request: { goal: { kind: 'manifest', manifest: { A: '1.0' } } },
    });
    expect(parseRequest('{"upgrade": true, "primitive": null}')).toMatchObject({
      request: { primitive: null, goal: { kind: 'upgrade' } },
    });
  });
});
