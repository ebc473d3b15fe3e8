// A rolling upgrade, live, in a minute: what `npm run rolling` does for longer. Nothing here depends on how fast the
// machine is.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { OF_PROCESSES, type Stage, stage } from '../../../../scripts/rolling/stage.mjs';
import { emit } from '../../../../src/emit/index.js';
import { modelAt } from '../../../../src/model/index.js';
import { SETTINGS, templates } from '../../../support/generated.js';
import { missingPrivateRabbit } from '../../../support/rabbitmq.js';
import { describeWith } from '../../requirement.js';
import type { Patience } from './messages.js';
import { type RehearsalParts, runGraceful, runHostile } from './rehearsal.js';
import { figuresOf, type Run } from './runs/figures.js';
import { generateReleases, type GeneratedRelease } from './two-releases.js';

const SIZE = { conductors: 3, nodes: 6, seed: 20261123, judgesTime: false };

/** Where nothing may fail, a busy machine must not be the reason. */
const PATIENT: Patience = { deadlineMs: 90_000, silenceMs: 30_000 };
const IN_TROUBLE: Patience = { deadlineMs: 20_000, silenceMs: 3_000 };

describeWith(missingPrivateRabbit, 'a rolling upgrade', () => {
  let staged: Stage | undefined;
  let releases: readonly GeneratedRelease[] = [];
  beforeAll(async () => {
    staged = stage('.', OF_PROCESSES);
    releases = await generateReleases();
    staged.put(releases);
  });
  afterAll(() => {
    staged?.remove();
  });
  function parts(seconds: number, patience: Patience): RehearsalParts {
    const code = staged?.code ?? '';
    return { ...SIZE, seconds, patience, code, releases, killEveryMs: 500, say: () => undefined };
  }

  it('the newer schemas tell truly what the older release had', () => {
    const [a, b] = releases;
    const cut = b && a && modelAt(b.model, a.manifest);
    if (cut?.ok !== true) throw new Error('release B has not all that A had');
    const fromHistory = emit({ model: cut.model, settings: SETTINGS, templates: templates() });
    expect(fromHistory).toEqual(a?.files);
  });

  it('nobody who calls notices that everything is upgraded, and one node goes back and forth', async () => {
    const run = await runGraceful(parts(0, PATIENT));
    tell(run);
    expect(run.ledger.breaches).toEqual([]);
    const left = new Set(run.ledger.drains.map(({ name }) => name));
    expect(left.size).toBe(SIZE.conductors + SIZE.nodes);
  });

  it('while conductors are killed and the broker goes and comes, nothing is lost or done twice', async () => {
    const run = await runHostile(parts(4, IN_TROUBLE));
    tell(run);
    expect(run.ledger.breaches).toEqual([]);
    // Nodes of both releases heard of machines that were too new for some.
    expect(run.ledger.wire.asked).toBeGreaterThan(0);
  });
});

function tell(run: Run): void {
  process.stdout.write(`\n${figuresOf([run])}\n`);
}
