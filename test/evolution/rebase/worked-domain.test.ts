// The worked domain, in which two branches gave every object a field and every enum a value: `bump` wrote both, and
// `rebase` puts the one on top of the other.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { bump } from '../../../src/pipeline/gate/bump.js';
import { runGate } from '../../../src/pipeline/gate/check.js';
import { rebase } from '../../../src/pipeline/gate/rebase.js';
import type { Tree } from '../../../src/pipeline/host.js';
import { memoryCache, memoryHost } from '../../support/memory-host.js';
import { sourceOf } from './sides.js';

const ROOT = resolve(import.meta.dirname, '../../..');
const CONFIG = 'backlevel.config.yaml';

/** Schemas, lock and hooks. */
function domain(): Map<string, string> {
  const below = (folder: string, to: string, end: string): readonly (readonly [string, string])[] =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(end))
      .map((name) => [`${to}/${name}`, readFileSync(join(ROOT, folder, name), 'utf8')] as const);
  const schemas = below('schemas/compute', 'schemas', '.yaml');
  return new Map([[CONFIG, 'namespace: compute\n'], ...schemas, ...below('hooks', 'hooks', '.ts')]);
}

/** A field or a value at the end of each file that can have one; a major of the past gets none. */
function withMore(files: ReadonlyMap<string, string>, name: string): Map<string, string> {
  const more = [...files].map(([path, text]) => {
    if (/config|lock|hooks|mixin|\.v1\./.test(path)) return [path, text] as const;
    const isEnum = sourceOf(text).declaration.kind === 'enum';
    const added = isEnum
      ? text.replace(/^values: \[(.*)\]/m, `values: [$1, ${name}]`)
      : text.replace(/^fields:\n/m, `fields:\n  ${name}: string?\n`);
    return [path, added] as const;
  });
  return new Map(more);
}

const memory = { cache: memoryCache(), known: new Map() };

function treeOf(files: ReadonlyMap<string, string>): Tree {
  return memoryHost(Object.fromEntries(files));
}

/** With an entry for each change, and a rule wherever `check` would ask a person for one. */
async function bumped(base: Tree, files: ReadonlyMap<string, string>): Promise<Tree> {
  const source = { kind: 'trees', name: 'main', base } as const;
  const choices = { renames: new Map<string, string>(), noRenames: true };
  const request = { tree: treeOf(files), config: CONFIG, source, memory, names: [], choices };
  const { edits } = await bump({ ...request, isMajor: false });
  const written = new Map(files);
  for (const { path, after = '' } of edits) {
    const isEnum = path.includes('.enum.');
    written.set(
      path,
      isEnum ? after.replace(/^( +)- add: .*$/m, '$&\n$1  backport: unset') : after,
    );
  }
  return treeOf(written);
}

it('two branches that changed everything are one after the other', async () => {
  const files = domain();
  const base = treeOf(files);
  const [mine, tip] = [
    await bumped(base, withMore(files, 'of_mine')),
    await bumped(base, withMore(files, 'of_theirs')),
  ];
  const request = {
    config: CONFIG,
    source: { kind: 'trees', name: 'main', base, tip } as const,
    memory,
  };
  const before = await runGate({ ...request, tree: mine });
  const taken = before.findings.filter(({ code }) => code === 'history/version-taken');
  expect(taken.length).toBeGreaterThan(20);
  expect(before.findings.map(({ code }) => code)).toEqual(taken.map(({ code }) => code));

  const { edits, report, questions, moved } = await rebase({ ...request, tree: mine, names: [] });
  expect(questions.map(({ message }) => message)).toEqual([]);
  expect(report.findings.map(({ message }) => message)).toEqual([]);
  // One of them only recorded an enum, and records it once more.
  expect(moved.length).toBe(taken.length - 1);
  for (const { path, before: was = '', after = '' } of edits) {
    const gone = linesOf(was).filter((line) => !linesOf(after).includes(line));
    // What is no more is the number, and a list of values that has one more.
    expect(
      gone.filter((line) => !/^(?:version:| {2}"\d|values:)/.test(line)),
      path,
    ).toEqual([]);
  }
});

function linesOf(text: string): readonly string[] {
  return text.split('\n');
}
