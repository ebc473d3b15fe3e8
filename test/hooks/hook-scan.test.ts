import { describe, expect, it } from 'vitest';
import { scanHookFile } from '../../src/hooks/index.js';

describe('reading a hook file', () => {
  it('finds hooks in each form that exports them, and their places', async () => {
    const scan = await scanHookFile(
      'hooks/volume.ts',
      `import { helper } from './shared.js';
export function backportTo1_2(far: object): void { helper(far); }
export const upgradeTo1_3 = (far: object): void => helper(far);
function upgradeTo1_4() {}
export function unrelated() {}
`,
    );
    expect(scan.hooks.map(({ name, span }) => [name, span.line, span.column])).toEqual([
      ['backportTo1_2', 2, 17],
      ['upgradeTo1_3', 3, 14],
    ]);
    expect(scan.problem).toBeUndefined();
  });

  it('sees that a hook is asynchronous, whatever its form', async () => {
    const { hooks } = await scanHookFile(
      'hooks/volume.ts',
      `export async function backportTo1_2() {}
export const upgradeTo1_3 = async () => {};
export const upgradeTo1_4 = async function () {};
export const upgradeTo1_5 = function () {};`,
    );
    expect(hooks.map(({ async }) => async)).toEqual([true, true, true, false]);
  });

  it('says where a file stops being TypeScript', async () => {
    const { problem, hooks } = await scanHookFile(
      'hooks/volume.ts',
      'const a = 1;\nexport function (',
    );
    expect(problem?.span).toMatchObject({ file: 'hooks/volume.ts', line: 2 });
    expect(hooks).toEqual([]);
  });
});
