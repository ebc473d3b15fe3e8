// The other half of the mutation run: after each edit that lacks its version, `bump` makes `check` clean, or leaves
// exactly what only a person can decide; it touches the lines that it must, and a second time none.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/index.js';
import { bump } from '../../src/pipeline/gate/bump.js';
import { editsOf } from '../evolution/edits/all-edits.js';
import { dealt, worlds, type Edit, type World } from '../evolution/edits/edit.js';
import type { SourceFile } from '../../src/load/index.js';
import { memoryCache, memoryHost, type MemoryHost } from '../support/memory-host.js';

/** What no program may decide: a rule for what would be lost, a major, whether something was renamed. */
const DECISIONS: ReadonlySet<string> = new Set([
  'history/needs-rule',
  'history/bump-too-small',
  'bump/rename-or-remove',
  // These follow from the edits themselves: a hook that an edit declares, an object of a release that it frees.
  'hooks/missing',
  'release/experimental',
]);

/** What bump is there to mend. */
const MISSING: ReadonlySet<string> = new Set([
  'history/missing-bump',
  'history/unrecorded-change',
  'history/enum-not-recorded',
  'history/mixin-not-recorded',
  'history/child-not-recorded',
]);

/** An entry that says something else is a person's to correct. */
const CONTRADICTED: ReadonlySet<string> = new Set([
  'bumped, with another change recorded',
  'bumped, recorded as it is now',
]);

const counts = { edits: 0, clean: 0, decisions: 0 };
const memory = { cache: memoryCache(), known: new Map() };

describe.each(worlds())('$name', (world) => {
  const base = treeOf(world, world.files);
  const edits = dealt(editsOf(world, () => true)).filter(({ expected }) => {
    const [first = '', ...more] = expected.map((one) => one.split(' ')[0] ?? '');
    return more.length === 0 && MISSING.has(first);
  });

  it('what was edited without its version gets it, in the lines that say so alone', async () => {
    const wrong: string[] = [];
    for (const edit of edits) {
      const problems = await problemsOf(edit, world, base);
      counts.edits += 1;
      wrong.push(...problems.map((one) => `${edit.kind}, ${edit.how}, of ${edit.object}: ${one}`));
    }
    expect(wrong).toEqual([]);
  }, 240_000);
});

it('prints how many edits were bumped', () => {
  process.stdout.write(
    `${counts.edits} edits bumped: ${counts.clean} clean, ${counts.decisions} with a decision left\n`,
  );
  expect(counts.edits).toBeGreaterThan(60);
  expect(counts.clean).toBeGreaterThan(30);
});

async function problemsOf(edit: Edit, world: World, base: MemoryHost): Promise<readonly string[]> {
  const tree = treeOf(world, edit.after());
  const problems: string[] = [];
  const first = await run(tree, base);
  const left = [...first.report.findings, ...first.questions].filter(isError);
  const isContradicted = CONTRADICTED.has(edit.how);
  const undecided = left.filter(
    ({ code }) => !DECISIONS.has(code) && !(isContradicted && code === 'history/unrecorded-change'),
  );
  for (const { code, message } of undecided) problems.push(`${code}: ${message}`);
  if (left.length === 0) counts.clean += 1;
  else if (undecided.length === 0) counts.decisions += 1;
  if (first.edits.length === 0 && left.length === 0) {
    problems.push('nothing was written');
  }
  for (const { path, before = '', after = '' } of first.edits) {
    for (const line of goneLines(before, after)) {
      // A version, and a note that became the first item of a list.
      if (!/^version: |^ {2}"[\d.]+": /.test(line)) problems.push(`${path} lost a line: ${line}`);
    }
    tree.write(path, after);
  }
  const second = await run(tree, base);
  for (const { path } of second.edits) problems.push(`${path} is written again`);
  return problems;
}

function run(tree: MemoryHost, base: MemoryHost) {
  return bump({
    tree,
    config: 'backlevel.config.yaml',
    source: { kind: 'trees', name: 'main', base },
    memory,
    names: [],
    choices: { renames: new Map(), noRenames: false },
    isMajor: false,
  });
}

function treeOf({ settings }: World, files: readonly SourceFile[]): MemoryHost {
  const folder = files[0]?.path.split('/').slice(0, -1).join('/') ?? '';
  const config = [
    `namespace: ${settings.namespace}`,
    `children: ${settings.children}`,
    `schemas: ${folder}`,
    'releases: schemas/releases.yaml',
    'hooks: hooks',
  ];
  const hooks = readdirSync('hooks').map(
    (name) => [`hooks/${name}`, readFileSync(`hooks/${name}`, 'utf8')] as const,
  );
  return memoryHost({
    'backlevel.config.yaml': `${config.join('\n')}\n`,
    ...(settings.namespace === 'compute' ? Object.fromEntries(hooks) : {}),
    ...Object.fromEntries(files.map(({ path, text }) => [path, text])),
  });
}

/** Lines of the first text that are not in the second, each as often as it is missing. */
function goneLines(before: string, after: string): readonly string[] {
  const left = new Map<string, number>();
  for (const line of after.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  return before.split('\n').filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
