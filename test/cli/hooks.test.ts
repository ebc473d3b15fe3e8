import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { backlevel } from '../support/program.js';

const PROJECT = {
  'backlevel.config.yaml': 'namespace: compute\n',
  'schemas/block_device.yaml': `object: BlockDevice
version: "1.2"
fields:
  label: string
  size: integer
history:
  "1.2":
    - replace: { name: string }
      with: [label]
      backport: { hook: { loses: [label] } }
      upgrade: hook
  "1.1":
    - change: size
      was: string
      backport: hook
      upgrade: hook
  "1.0": First version
`,
};

const MINE = `// My own words.
import type { BlockDeviceV1_1 } from '../generated/block-device.js';

/**   odd   spacing   stays   */
export function backportTo1_1( far:BlockDeviceV1_1 ) { void far }
export function helper() {}`;

describe('hooks', () => {
  it('says which hooks are declared, which are written, and where each belongs', async () => {
    const cwd = folderWith({ ...PROJECT, 'hooks/block-device.ts': MINE });
    const { stdout, code } = await backlevel(['hooks', '--format', 'text'], { cwd });
    expect(code).toBe(1);
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.startsWith('missing'))).toHaveLength(3);
    expect(lines).toContain(
      'written  BlockDevice  hooks/block-device.ts  backportTo1_1  (schemas/block_device.yaml:10)',
    );
    expect(stdout).toContain('schemas/block_device.yaml:11:');
    expect(stdout).toContain('hooks/missing');
  });

  it('writes skeletons into a new file, with which the project generates', async () => {
    const cwd = folderWith(PROJECT);
    const missing = await backlevel(['generate'], { cwd });
    expect(missing.code).toBe(1);
    expect(missing.stdout).toContain('hooks/missing');
    expect((await backlevel(['hooks', '--write'], { cwd })).code).toBe(0);
    expect((await backlevel(['generate'], { cwd })).code).toBe(0);
    const text = readFileSync(join(cwd, 'hooks/block-device.ts'), 'utf8');
    expect(text).toContain("from '../generated/block-device.js'");
    expect(text).toContain(
      'export function backportTo1_1(far: BlockDeviceV1_1, near: Readonly<BlockDeviceV1_2>): void {',
    );
    expect(text).toContain('It may lose label.');
  });

  it('adds to a file without touching a character of the rest', async () => {
    const cwd = folderWith({ ...PROJECT, 'hooks/block-device.ts': MINE });
    await backlevel(['hooks', '--write'], { cwd });
    const text = readFileSync(join(cwd, 'hooks/block-device.ts'), 'utf8');
    const added =
      "import type { BlockDeviceV1_0, BlockDeviceV1_2 } from '../generated/block-device.js';\n";
    expect(text).toContain(added);
    expect(text.replace(added, '').startsWith(MINE)).toBe(true);
    await backlevel(['hooks', '--write'], { cwd });
    expect(readFileSync(join(cwd, 'hooks/block-device.ts'), 'utf8')).toBe(text);
  });

  it('finds what is written and never called, asynchronous, or of no object', async () => {
    const cwd = folderWith({
      ...PROJECT,
      'hooks/block-device.ts': `export function backportTo1_1() {}
export async function backportTo1_0() {}
export const upgradeTo1_1 = () => {};
export { upgradeTo1_2 } from './elsewhere.js';
export function upgradeTo1_9() {}
`,
      'hooks/elsewhere.ts': 'export const upgradeTo1_2 = () => {};\n',
      'hooks/blok-device.ts': 'export function backportTo1_1() {}\n',
    });
    const { stdout, code } = await backlevel(['generate', '--format', 'text'], { cwd });
    expect(code).toBe(1);
    const found = stdout
      .split('\n')
      .flatMap((line) => /^(\S+?): (hooks\/\S+)/.exec(line)?.slice(1, 3).join(' ') ?? []);
    expect(found).toEqual([
      'hooks/block-device.ts:2:23 hooks/async',
      'hooks/block-device.ts:5:17 hooks/undeclared',
      'hooks/blok-device.ts:1:17 hooks/unknown-object',
      'hooks/elsewhere.ts:1:14 hooks/unknown-object',
    ]);
    expect(stdout).toContain('block-device.ts');
    expect(existsSync(join(cwd, 'generated'))).toBe(false);
  });

  it('says once that a file is no TypeScript, and not that all its hooks are missing', async () => {
    const cwd = folderWith({ ...PROJECT, 'hooks/block-device.ts': 'export function (' });
    const { stdout, code } = await backlevel(['generate', '--format', 'text'], { cwd });
    expect(code).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toContain('hooks/not-typescript');
  });
});
