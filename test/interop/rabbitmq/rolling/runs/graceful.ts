// Run 1: a whole upgrade in good order. Nobody who calls may notice.

import { isGood, type Ledger } from './ledger.js';
import type { Fleet } from './fleet.js';
import { Pace } from './pace.js';
import type { RunSettings } from './settings.js';
import { named } from './settings.js';

/** Takes the fleet from A to B, one node back and forth again; what was wrong is in the ledger. */
export async function graceful(fleet: Fleet, ledger: Ledger, settings: RunSettings): Promise<void> {
  const { conductors, nodes, seconds } = settings;
  const steps = conductors + nodes + 6;
  const pace = new Pace(fleet, ledger, (seconds * 1000) / steps);
  await fleet.start(named('conductor', conductors, 'a'), named('node', nodes, 'a'), 'a');
  await pace.step();
  for (const name of fleet.conductors) {
    await fleet.replaceConductor(name, 'b');
    await pace.step();
  }
  for (const name of fleet.nodes) {
    await fleet.replaceNode(name, 'b');
    await pace.step();
  }
  await fleet.pin(undefined);
  await pace.step();
  await rollBack(fleet, ledger, pace);
  judge(ledger);
}

/** One node goes back to A, as operators do it: first nobody writes B any more, then its code goes. */
async function rollBack(fleet: Fleet, ledger: Ledger, pace: Pace): Promise<void> {
  const [name] = fleet.nodes;
  if (name === undefined) return;
  const why = await fleet.refusalOf('a');
  if (!why.includes('already writes')) ledger.breach(`a node of A would have started: ${why}`);
  await fleet.pin('a');
  await pace.step();
  await fleet.replaceNode(name, 'a');
  await pace.step();
  await fleet.replaceNode(name, 'b');
  await pace.step();
  await fleet.pin(undefined);
  await pace.step();
}

function judge(ledger: Ledger): void {
  for (const { node, method, outcome, message } of ledger.calls.filter((call) => !isGood(call))) {
    ledger.breach(`${node}: ${method} failed: ${outcome}: ${message}`);
  }
  if (ledger.wire.retries > 0) ledger.breach('something was sent again though nothing failed');
  if (ledger.wire.asked > 0) ledger.breach('a node was told of something newer than it knows');
}
