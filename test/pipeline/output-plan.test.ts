import { describe, expect, it } from 'vitest';
import { applyEdits, planOutput } from '../../src/pipeline/output-plan.js';
import { memoryHost, type MemoryHost } from '../support/memory-host.js';

const FILES = [
  { path: 'flavor.ts', text: 'export const flavor = 1;\n' },
  { path: 'index.ts', text: "export * from './flavor.js';\n" },
];

function generated(): MemoryHost {
  const host = memoryHost();
  applyEdits(host, planOutput(host, 'generated', FILES).edits);
  return host;
}

function codesOf(host: MemoryHost, files = FILES): readonly string[] {
  return planOutput(host, 'generated', files).deviations.map(
    ({ code, span }) => `${code} ${span?.file ?? ''}`,
  );
}

describe('planning what to write', () => {
  it('writes every file and the list of them once, and then nothing', () => {
    const host = generated();
    expect([...host.files.keys()].sort()).toEqual([
      'generated/.backlevel.json',
      'generated/flavor.ts',
      'generated/index.ts',
    ]);
    const again = planOutput(host, 'generated', FILES);
    expect(again).toEqual({ edits: [], obstacles: [], deviations: [] });
  });

  it('writes only the file that changed', () => {
    const host = generated();
    const changed = [{ path: 'flavor.ts', text: 'export const flavor = 2;\n' }, FILES[1]].flatMap(
      (file) => file ?? [],
    );
    const { edits } = planOutput(host, 'generated', changed);
    expect(edits.map(({ path }) => path)).toEqual([
      'generated/flavor.ts',
      'generated/.backlevel.json',
    ]);
  });

  it('removes the file of an object that is gone', () => {
    const host = generated();
    const rest = FILES.slice(1);
    expect(codesOf(host, rest)).toContain('generated/left-over generated/flavor.ts');
    applyEdits(host, planOutput(host, 'generated', rest).edits);
    expect(host.files.has('generated/flavor.ts')).toBe(false);
    expect(codesOf(host, rest)).toEqual([]);
  });

  it('never overwrites a file that somebody else wrote', () => {
    const host = memoryHost({ 'generated/flavor.ts': 'mine' });
    const { edits, obstacles } = planOutput(host, 'generated', FILES);
    expect(obstacles.map(({ code }) => code)).toEqual(['generated/foreign']);
    expect(edits.map(({ path }) => path)).not.toContain('generated/flavor.ts');
  });

  it('never removes a file that somebody else wrote', () => {
    const host = generated();
    host.write('generated/notes.md', 'mine');
    const { edits, obstacles } = planOutput(host, 'generated', []);
    expect(obstacles).toEqual([]);
    expect(edits.map(({ path }) => path)).not.toContain('generated/notes.md');
  });

  it('touches nothing while its own list is damaged', () => {
    const host = generated();
    host.write('generated/.backlevel.json', '<<<<<<< HEAD');
    const plan = planOutput(host, 'generated', []);
    expect(plan.edits).toEqual([]);
    expect(plan.obstacles.map(({ code }) => code)).toEqual(['generated/list-damaged']);
  });

  it('takes a checkout with CRLF for what it is', () => {
    const host = generated();
    for (const [path, text] of host.files) host.write(path, text.replaceAll('\n', '\r\n'));
    expect(codesOf(host)).toEqual([]);
  });
});

describe('what --check says', () => {
  it('tells an edit by hand from code that is merely stale', () => {
    const host = generated();
    host.write('generated/flavor.ts', 'export const flavor = 3;\n');
    expect(codesOf(host)).toEqual(['generated/edited generated/flavor.ts']);
    const stale = generated();
    const newer = FILES.map(({ path, text }) => ({ path, text: `// newer\n${text}` }));
    expect(codesOf(stale, newer)).toEqual([
      'generated/stale generated/flavor.ts',
      'generated/stale generated/index.ts',
    ]);
  });

  it('misses a file that was not committed', () => {
    const host = generated();
    host.remove('generated/index.ts');
    expect(codesOf(host)).toEqual(['generated/missing generated/index.ts']);
  });

  it('finds a file that nobody generated', () => {
    const host = generated();
    host.write('generated/old.ts', '');
    expect(codesOf(host)).toEqual(['generated/foreign generated/old.ts']);
  });

  it('misses the list itself', () => {
    const host = generated();
    host.remove('generated/.backlevel.json');
    expect(codesOf(host)).toEqual(['generated/missing generated/.backlevel.json']);
  });
});
