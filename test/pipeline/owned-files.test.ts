import { describe, expect, it } from 'vitest';
import { formatOwnedFiles, parseOwnedFiles } from '../../src/pipeline/owned-files.js';

describe('the list of generated files', () => {
  it('comes back as it was written', () => {
    const owned = new Map([
      ['b.ts', 'ff'],
      ['a/b.ts', '00'],
    ]);
    expect(new Map(parseOwnedFiles(formatOwnedFiles(owned)))).toEqual(owned);
    expect(parseOwnedFiles(formatOwnedFiles(new Map()))?.size).toBe(0);
  });

  it('is the same text whatever the order of the files, so that branches do not conflict', () => {
    const a = new Map([['a.ts', '1'] as const, ['b.ts', '2'] as const]);
    const b = new Map([['b.ts', '2'] as const, ['a.ts', '1'] as const]);
    expect(formatOwnedFiles(a)).toBe(formatOwnedFiles(b));
  });

  it.each([
    '',
    '[]',
    '{"files": {}}',
    '{"files": [{"path": "a.ts"}]}',
    '{"files": [',
    '<<<<<<< HEAD\n{"files": []}',
  ])('is refused when it is damaged: %s', (text) => {
    expect(parseOwnedFiles(text)).toBeUndefined();
  });

  it.each(['../x.ts', 'a/../../x.ts', '/etc/passwd', 'C:\\x.ts', '..', ''])(
    'never names a file outside its folder: %s',
    (path) => {
      expect(parseOwnedFiles(JSON.stringify({ files: [{ path, sha256: '0' }] }))).toBeUndefined();
    },
  );
});
