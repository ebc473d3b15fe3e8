// Runs some tests of a copy, and tells a test that fails from one that cannot even be run.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A fault that makes every run end like this was no slip of the mind, but of the hand. */
const NOT_A_SLIP = /^(?:SyntaxError|ReferenceError|TypeError): (?!Cannot (?:read|set) properties)/;

const LONGEST = 300_000;

/** `green`, `red` where a test failed, `broken` where nothing could be told; and why. */
export function runTests(folder, { tests, only }) {
  const report = join(folder, 'mutate-report.json');
  rmSync(report, { force: true });
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
  const args = ['run', ...tests, '--bail=1', '--reporter=json', `--outputFile=${report}`];
  if (only !== undefined) args.push('-t', only);
  const { stdout, stderr } = spawnSync(process.execPath, [vitest, ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: LONGEST,
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (!existsSync(report)) return { verdict: 'broken', why: `${stdout}${stderr}` };
  return verdictOf(JSON.parse(readFileSync(report, 'utf8')));
}

function verdictOf({ testResults }) {
  const results = testResults.flatMap((file) => file.assertionResults);
  const failed = results.find(({ status }) => status === 'failed');
  if (failed !== undefined) {
    const why = failed.failureMessages.join('\n');
    return { verdict: NOT_A_SLIP.test(why) ? 'broken' : 'red', why };
  }
  const unread = testResults.find(({ status }) => status === 'failed');
  if (unread !== undefined) return { verdict: 'broken', why: unread.message };
  const hasRun = results.some(({ status }) => status === 'passed');
  return hasRun ? { verdict: 'green', why: '' } : { verdict: 'broken', why: 'no test was run' };
}
