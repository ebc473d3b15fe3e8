// The rehearsal of a project on disk: it runs the code that stands in the output folder, not one that would
// be generated now.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../../support/folder.js';
import { backlevel, programFile } from '../../support/program.js';

const FLAVOR = `
object: Flavor
version: "1.1"
fields:
  name: string
  foobars: list<string>
history:
  "1.1":
    - add: foobars
      upgrade: unset
  "1.0": First version
`;

const SCRIPT = `
const { projectOf, settingsOf } = await import(DIST + '/disk/project.js');
const { openVerified } = await import(DIST + '/testing/project/verified-project.js');
const { verifyPlan } = await import(DIST + '/testing/rehearsal/index.js');
const { formatRehearsal } = await import(DIST + '/cli/verify/rehearsal-report.js');
const project = projectOf('backlevel.config.yaml');
const { settings } = await settingsOf(project);
const verified = await openVerified(project, settings);
const plan = await verifyPlan(project, verified, NAMES, { seed: 1, cases: 2 });
console.log(plan.ok ? formatRehearsal(plan.report) : plan.problem);
`;

describe('the rehearsal of a project', () => {
  function planned(root: string, ...names: readonly string[]): string {
    const dist = join(dirname(dirname(programFile())), 'dist');
    const script = SCRIPT.replaceAll('DIST', JSON.stringify(dist));
    const text = script.replace('NAMES', JSON.stringify(names));
    const args = ['--input-type=module', '-e', text];
    return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  }

  async function project(): Promise<string> {
    const root = folderWith({
      'backlevel.config.yaml': 'namespace: example\n',
      'schemas/flavor.yaml': FLAVOR,
      'schemas/releases.yaml': 'releases:\n  "A": { Flavor: "1.0" }\n  "B": { Flavor: "1.1" }\n',
    });
    expect((await backlevel(['generate'], { cwd: root })).code).toBe(0);
    return root;
  }

  test('finds nothing where nothing is wrong', async () => {
    const root = await project();
    expect(planned(root, 'A', 'B')).toMatch(/^A to B: 13 states.*\n\nNothing breaks\.\n/);
    expect(planned(root, 'A', 'present')).toMatch(/Nothing breaks\./);
  });

  test('says which release is not there', async () => {
    const root = await project();
    expect(planned(root, 'A', 'winter')).toBe(
      'there is no release called winter; schemas/releases.yaml has A, B\n',
    );
    expect(planned(root, 'A', 'A')).toBe('A is named twice\n');
  });

  test('runs the code that stands in the output folder', async () => {
    const root = await project();
    const path = join(root, 'generated/flavor.ts');
    const code = readFileSync(path, 'utf8');
    const spoiled = code.replace(/foobars: v >= 1 \? ([^:]*) : undefined/, 'foobars: $1');
    expect(spoiled).not.toBe(code);
    writeFileSync(path, spoiled);
    expect(planned(root, 'A', 'B')).toContain(
      'It breaks at step 1: upgrade conductor to B, pinned to A',
    );
  });
});
