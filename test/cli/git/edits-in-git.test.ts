// Thirty edits of the mutation run once more, in a real repository: what git gives back must lead to the same findings.

import { rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { diskHost } from '../../../src/disk/disk-host.js';
import { openGitBaseline } from '../../../src/cli/git/index.js';
import type { SourceFile } from '../../../src/load/index.js';
import { runGate } from '../../../src/pipeline/gate/check.js';
import { editsOf } from '../../evolution/edits/all-edits.js';
import { codesOf, CONFIG, configOf } from '../../evolution/edits/as-project.js';
import { spread, worlds } from '../../evolution/edits/edit.js';
import { baselineOf, gateAgainst } from '../../evolution/gate/story.js';
import { memoryCache } from '../../support/memory-host.js';
import { newRepository } from './repository.js';

it.each(worlds())(
  '$name: git gives back what was committed, edit for edit',
  async (world) => {
    const repository = newRepository();
    const { root } = repository;
    const texts = world.files.map(({ path, text }) => [path, text] as const);
    repository.commit({ [CONFIG]: configOf(world), ...Object.fromEntries(texts) });
    const baseline = baselineOf(world.files, world.settings);
    const edits = editsOf(world, () => true).filter(({ settings }) => settings === undefined);
    const wrong: string[] = [];
    for (const edit of spread(edits, 15)) {
      const after = edit.after();
      repository.git('clean', '--quiet', '--force', '-d');
      for (const { path } of world.files) rmSync(join(root, path), { force: true });
      put(root, after);
      const opened = openGitBaseline(root, 'main');
      if (!opened.ok) throw new Error(opened.message);
      const source = { kind: 'trees', name: 'main', base: opened.base } as const;
      const memory = { cache: memoryCache(), known: new Map() };
      const { findings } = await runGate({ tree: diskHost(root), config: CONFIG, source, memory });
      const [got, wanted] = [findings, gateAgainst(baseline, after, world.settings)].map(codesOf);
      if (got !== wanted) {
        wrong.push(
          `${edit.kind}, ${edit.how}, of ${edit.object}: ${got ?? ''}, not ${wanted ?? ''}`,
        );
      }
    }
    expect(wrong).toEqual([]);
  },
  120_000,
);

function put(root: string, files: readonly SourceFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
