import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../src/cli/unified-diff.js';
import { folderWith } from '../support/folder.js';

describe('the diff that generate --diff prints', () => {
  it('shows a changed line between its neighbours', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\n';
    expect(unifiedDiff('x.ts', before, before.replace('e', 'E'))).toBe(
      '--- a/x.ts\n+++ b/x.ts\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n',
    );
  });

  it('shows a new file and a removed one against /dev/null', () => {
    expect(unifiedDiff('x.ts', undefined, 'a\n')).toBe(
      '--- /dev/null\n+++ b/x.ts\n@@ -0,0 +1,1 @@\n+a\n',
    );
    expect(unifiedDiff('x.ts', 'a\n', undefined)).toBe(
      '--- a/x.ts\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n',
    );
  });

  it('is nothing where nothing differs', () => {
    expect(unifiedDiff('x.ts', 'a\n', 'a\n')).toBe('');
  });

  it('is a patch that git applies, whatever the texts', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', '', '-x', '+y'), { minLength: 1, maxLength: 30 })
      .map((lines) => `${lines.join('\n')}\n`);
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        const folder = folderWith({ 'x.txt': before });
        writeFileSync(join(folder, 'p'), unifiedDiff('x.txt', before, after));
        execFileSync('git', ['apply', '--unsafe-paths', 'p'], { cwd: folder, stdio: 'ignore' });
        expect(readFileSync(join(folder, 'x.txt'), 'utf8')).toBe(after);
      }),
      { numRuns: 60 },
    );
  });

  it('ends soon for files that share nothing', () => {
    const lines = (tag: string): string =>
      Array.from({ length: 30_000 }, (_, i) => `${tag}${i}`).join('\n');
    const started = performance.now();
    expect(unifiedDiff('x', lines('a'), lines('b'))).toContain('+b29999');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
