// The completion scripts, in the shells that they are for.

import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { folderWith } from '../support/folder.js';
import { backlevel } from '../support/program.js';

async function script(shell: string): Promise<string> {
  const { stdout, code } = await backlevel(['completion', shell], { cwd: folderWith({}) });
  expect(code).toBe(0);
  return stdout;
}

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** Asks a shell what it would offer behind a line. */
type Ask = (line: string) => Promise<readonly string[]>;

const inBash: Ask = async (line) => {
  const words = line.split(' ');
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _backlevel; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return lines(execFileSync('bash', ['-c', `${await script('bash')}\n${ask}`]).toString());
};

const inFish: Ask = async (line) => {
  const ask = `source (printf '%s' $COMPLETION | psub); complete -C ${JSON.stringify(line)}`;
  const env = { ...process.env, COMPLETION: await script('fish'), HOME: folderWith({}) };
  const told = execFileSync('fish', ['--no-config', '-c', ask], { env }).toString();
  return lines(told).map((one) => one.split('\t')[0] ?? '');
};

/** A real zsh on a terminal of its own, whose completion system writes down what it would offer. */
const inZsh: Ask = async (line) => {
  const folder = folderWith({ _backlevel: await script('zsh'), offered: '' });
  const inner = `
    fpath=(${folder} $fpath)
    autoload -Uz compinit; compinit -u -D
    compadd() {
      local -a found
      builtin compadd -A found "$@"
      (( $#found )) && print -l -- $found >> ${folder}/offered
      builtin compadd "$@"
    }
    after() { print done >> ${folder}/offered }
    comppostfuncs=(after)
    bindkey '^I' complete-word
    print -r -- READY
  `;
  writeFileSync(join(folder, 'inner'), inner);
  const outer = `
    zmodload zsh/zpty
    zpty shell zsh -f -i
    zpty -w shell 'source ${folder}/inner'
    zpty -r shell output '*READY*'
    zpty -n -w shell $'${line}\\t'
    for i in {1..200}; do
      grep -q '^done$' ${folder}/offered && break
      sleep 0.05
    done
    zpty -d shell
  `;
  execFileSync('zsh', ['-f', '-c', outer], { stdio: 'ignore', timeout: 30_000 });
  return lines(readFileSync(join(folder, 'offered'), 'utf8')).filter((one) => one !== 'done');
};

function lines(text: string): readonly string[] {
  return [...new Set(text.split('\n').filter((one) => one !== ''))].sort();
}

const SHELLS: readonly (readonly [shell: string, ask: Ask])[] = [
  ['bash', inBash],
  ['zsh', inZsh],
  ['fish', inFish],
];

describe.each(SHELLS)('completion in %s', (shell, ask) => {
  it.skipIf(!has(shell))('offers the commands', async () => {
    const offered = await ask('backlevel ');
    for (const { name } of COMMANDS) expect(offered).toContain(name);
    expect(await ask('backlevel re')).toEqual(['rebase', 'release']);
  });

  it.skipIf(!has(shell))('offers the values of an option', async () => {
    expect(await ask('backlevel show --format js')).toEqual(['json', 'json-schema']);
    expect(await ask('backlevel plan --engine ')).toEqual(['postgres', 'sqlite']);
  });

  it.skipIf(!has(shell))('offers what a command can be told to do', async () => {
    expect(await ask('backlevel db ')).toEqual(['contract', 'migrate', 'plan', 'status']);
    expect(await ask('backlevel completion ')).toEqual(['bash', 'fish', 'zsh']);
  });

  it.skipIf(!has(shell))('offers the options of the command, and those of all', async () => {
    const offered = await ask('backlevel generate --');
    expect(offered).toEqual(expect.arrayContaining(['--check', '--watch', '--config', '--quiet']));
    expect(offered).not.toContain('--against');
  });
});

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish'])('has a script for %s with every command', async (shell) => {
    const text = await script(shell);
    for (const { name } of COMMANDS) expect(text).toContain(name);
  });

  it('could not run for a shell that it does not know', async () => {
    const { code } = await backlevel(['completion', 'constructor'], { cwd: folderWith({}) });
    expect(code).toBe(2);
  });
});
