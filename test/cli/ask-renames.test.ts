// Where somebody sits before the terminal, `bump` asks whether a field was renamed; elsewhere it never waits.

import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askRenames } from '../../src/cli/ask-renames.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { diagnose } from '../../src/diagnostics/index.js';

const NOTHING = { renames: new Map<string, string>(), noRenames: false };

const HOST = diagnose('bump/rename-or-remove', undefined, {
  name: 'Node',
  removed: 'host',
  added: ['hostname'],
});

function terminalOf(answers: readonly string[], isInteractive = true): Terminal {
  const stdin = new PassThrough();
  const stderr = new PassThrough();
  const left = [...answers];
  // An answer comes when it is asked for, as a person's would.
  stderr.on('data', () => {
    const answer = left.shift();
    if (answer !== undefined) stdin.write(`${answer}\n`);
  });
  return { stdin, stderr, stdout: new PassThrough(), cwd: '/', env: {}, isInteractive };
}

describe('the question about a rename', () => {
  it('a name is taken as the new one', async () => {
    const choices = await askRenames(terminalOf(['hostname']), [HOST], NOTHING);
    expect(choices).toEqual({ renames: new Map([['host', 'hostname']]), noRenames: false });
  });

  it('no name means that it was removed', async () => {
    const choices = await askRenames(terminalOf(['']), [HOST], NOTHING);
    expect(choices).toEqual({ renames: new Map(), noRenames: true });
  });

  it('is not asked where nobody could answer', async () => {
    expect(await askRenames(terminalOf([], false), [HOST], NOTHING)).toBeUndefined();
  });

  it('is not asked where nothing is in doubt', async () => {
    expect(await askRenames(terminalOf([]), [], NOTHING)).toBeUndefined();
  });
});
