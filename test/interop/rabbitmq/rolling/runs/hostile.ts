// Run 2: conductors die, the broker goes and comes. Calls may fail, clearly and in time; nothing is lost or done
// twice, and all is well again without anybody's doing.

import type { PrivateRabbit } from '../../../../support/rabbitmq.js';
import { createRandom } from '../../../../../src/testing/values/random.js';
import type { CallRecord } from '../messages.js';
import type { Fleet } from './fleet.js';
import { isGood, type Ledger } from './ledger.js';
import { Pace } from './pace.js';
import { mixed, named, type RunSettings } from './settings.js';

/** What a call may fail with when its conductor or its broker goes. */
const CLEAR = ['server-silent', 'call-timeout', 'not-connected', 'no-server', 'not-confirmed'];
/** What a busy machine may add to a deadline. */
const GRACE_MS = 5_000;

/** Half of the nodes are at A and half at B, and nobody is pinned: what is too new is brought down. */
export async function hostile(
  fleet: Fleet,
  ledger: Ledger,
  rabbit: PrivateRabbit,
  settings: RunSettings,
): Promise<void> {
  const { conductors, nodes, seconds, killEveryMs, seed, say } = settings;
  const random = createRandom(seed);
  const pace = new Pace(fleet, ledger, 0);
  await fleet.start(named('conductor', conductors, 'b'), mixed('node', nodes), undefined);
  await pace.step();
  const began = Date.now();
  const isOver = (part: number): boolean => Date.now() - began > seconds * 1000 * part;
  let isRestarted = false;
  do {
    const [first, ...others] = fleet.conductors;
    if (first === undefined) throw new Error('there are no conductors');
    await fleet.killConductor(random.pick([first, ...others]), 'b', random.below(1_000));
    await new Promise((resolve) => setTimeout(resolve, killEveryMs));
    if (isRestarted || !isOver(0.5)) continue;
    isRestarted = true;
    await rabbit.halt();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await rabbit.start();
    ledger.brokerCameBack();
    say('the broker was stopped, and is back');
  } while (!isOver(1) || !isRestarted);
  await recovered(ledger, pace);
  for (const call of ledger.calls.filter((one) => !isGood(one))) judge(ledger, call, settings);
}

/** Calls that began in the trouble may still fail; those that begin after everybody got through again may not. */
async function recovered(ledger: Ledger, pace: Pace): Promise<void> {
  await pace.step();
  const since = Date.now();
  await pace.step();
  const later = ledger.calls.filter(({ endedAt, ms }) => endedAt - ms > since);
  for (const { node, method, outcome } of later.filter((call) => !isGood(call))) {
    ledger.breach(`${node}: ${method} failed when all was well again: ${outcome}`);
  }
}

function judge(ledger: Ledger, call: CallRecord, { judgesTime, patience }: RunSettings): void {
  const { node, method, outcome, message, ms } = call;
  if (!CLEAR.includes(outcome)) ledger.breach(`${node}: ${method}: ${outcome}: ${message}`);
  if (judgesTime && ms > patience.deadlineMs + GRACE_MS) {
    ledger.breach(`${node}: ${method} failed only after ${ms.toFixed(0)} ms: ${outcome}`);
  }
}
