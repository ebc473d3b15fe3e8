// A table is brought to a newer release while services of both change it, and the migration is killed on the way: what
// `npm run soak:db` does with a million rows. Nothing here depends on how fast the machine is.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { OF_PROCESSES, type Stage, stage } from '../../../scripts/soak-db/stage.mjs';
import type { Engine } from '../../../src/db/index.js';
import { describeWith } from '../../interop/requirement.js';
import { missingPostgres } from '../../support/postgres.js';
import { figuresOf } from './run/figures.js';
import { soakOn } from './run/on-engine.js';
import { generateReleases } from './two-releases.js';

const SIZE = {
  rows: 2_000,
  kills: 2,
  writers: 1,
  batch: 50,
  sleepMs: 5,
  restMs: 2,
  seed: 20261123,
};

onEngine('sqlite', undefined);
onEngine('postgres', missingPostgres);

function onEngine(engine: Engine, missing: string | undefined): void {
  describeWith(missing, `a table that is migrated under load on ${engine}`, () => {
    let staged: Stage | undefined;
    beforeAll(async () => {
      staged = stage('.', OF_PROCESSES);
      staged.put(await generateReleases());
    });
    afterAll(() => {
      staged?.remove();
    });

    it('no row is lost, no write that was acknowledged, and no newer column by an older writer', async () => {
      const code = staged?.code ?? '';
      const run = await soakOn({ ...SIZE, engine, code, say: () => undefined });
      process.stdout.write(`\n${figuresOf([run])}\n`);
      expect(run.breaches).toEqual([]);
      expect(run.migration.kills).toBe(SIZE.kills);
      expect(run.counted).toBeGreaterThan(0);
      // Old code met rows that were too new for it, and was told so.
      expect(run.calls.old.get.errors['incompatible-version']).toBeGreaterThan(0);
    });
  });
}
