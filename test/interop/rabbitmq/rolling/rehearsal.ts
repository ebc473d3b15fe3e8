// Both runs of a rolling upgrade against a broker of their own, and what came of them.

import { privateRabbit } from '../../../support/rabbitmq.js';
import { Fleet } from './runs/fleet.js';
import type { Run } from './runs/figures.js';
import { graceful } from './runs/graceful.js';
import { hostile } from './runs/hostile.js';
import { Ledger } from './runs/ledger.js';
import { reckon } from './runs/reckoning.js';
import type { RunSettings } from './runs/settings.js';
import { FleetFailure } from './runs/worker.js';
import { type GeneratedRelease, shapesOf } from './two-releases.js';

export interface RehearsalParts extends RunSettings {
  /** Where the compiled processes and the generated code are. */
  readonly code: string;
  readonly releases: readonly GeneratedRelease[];
}

/** Run 1: nobody may notice the upgrade. */
export function runGraceful(parts: RehearsalParts): Promise<Run> {
  return run('graceful', parts, (fleet, ledger) => graceful(fleet, ledger, parts));
}

/** Run 2: processes and the broker die. */
export function runHostile(parts: RehearsalParts): Promise<Run> {
  return run('hostile', parts, (fleet, ledger, rabbit) => hostile(fleet, ledger, rabbit, parts));
}

type Act = (
  fleet: Fleet,
  ledger: Ledger,
  rabbit: Awaited<ReturnType<typeof privateRabbit>>,
) => Promise<void>;

async function run(title: string, parts: RehearsalParts, act: Act): Promise<Run> {
  const { code, releases, seed, patience, say } = parts;
  const [a, b] = releases;
  if (a === undefined || b === undefined) throw new Error('there are no two releases');
  const rabbit = await privateRabbit();
  const ledger = new Ledger();
  const fleet = new Fleet({
    code,
    url: rabbit.url,
    manifests: { a: a.manifest, b: b.manifest },
    // The newer knows the older's too.
    shapes: shapesOf(b.model),
    seed,
    patience,
    hearsNewer: title === 'hostile',
    ledger,
    say: (line) => {
      say(`${title}: ${line}`);
    },
  });
  try {
    await inGoodOrder(ledger, () => act(fleet, ledger, rabbit).then(() => fleet.end()));
    const reckoning = reckon(ledger.calls, fleet.written);
    const { lost, doubled, untold } = reckoning;
    for (const what of [...lost, ...doubled, ...untold]) ledger.breach(what);
    if (ledger.wire.received === 0 || ledger.wire.sent === 0) ledger.breach('no wire was judged');
    return { title, ledger, reckoning };
  } finally {
    await fleet.destroy();
    await rabbit.stop();
  }
}

/** A fleet that cannot go on is what a run is there to find. */
async function inGoodOrder(ledger: Ledger, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof FleetFailure)) throw error;
    ledger.breach(error.message);
  }
}
