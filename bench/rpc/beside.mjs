// A read of one object from a conductor, beside the same in Python, across, and beside amqplib alone.
import { quantile } from '../pairwise.mjs';
import { figure } from '../harness/tables.mjs';
import { hasPython } from './fleet.mjs';
import { measured, median, ratio } from './rounds.mjs';

const SIDES = ['backlevel', 'oslo', 'eventlet', 'bare'];
/** Who calls whom; the first is what is measured. */
const PAIRS = {
  'backlevel → backlevel': ['backlevel', 'backlevel'],
  'oslo.messaging → oslo.messaging, threads': ['oslo', 'oslo'],
  'oslo.messaging → oslo.messaging, eventlet': ['eventlet', 'eventlet'],
  'backlevel → oslo.messaging, threads': ['backlevel', 'oslo'],
  'oslo.messaging, threads → backlevel': ['oslo', 'backlevel'],
  'amqplib alone: JSON, unchecked, unconfirmed': ['bare', 'bare'],
};
const OURS = 'backlevel → backlevel';

export async function* beside(fleet, { rounds, seconds }) {
  const sides = SIDES.filter(isHere);
  const conductors = {};
  const clients = {};
  for (const side of sides) {
    const topics = [{ topic: side }];
    conductors[side] = await fleet.start(`${side} conductor`, { name: 'one', topics });
    clients[side] = await fleet.start(`${side} client`);
  }
  const pairs = Object.entries(PAIRS).filter((pair) =>
    pair[1].every((side) => sides.includes(side)),
  );
  const contenders = Object.fromEntries(
    pairs.map(([name, [from, to]]) => [
      name,
      { client: clients[from], conductor: conductors[to], topic: to },
    ]),
  );
  for (const { client, topic } of Object.values(contenders)) {
    await client.ask({ do: 'check', topic });
  }
  for (const inFlight of [1, 32]) {
    const found = await measured(contenders, { rounds, seconds, inFlight });
    yield tableOf(found, inFlight);
  }
}

/** Python is measured where it is installed. */
function isHere(side) {
  if (side === 'oslo') return hasPython();
  return side !== 'eventlet' || hasPython('eventlet, oslo_messaging, oslo_versionedobjects');
}

function tableOf(found, inFlight) {
  const ours = found[OURS];
  const rows = Object.entries(found).map(([name, { perSecond, clientUs, conductorUs, took }]) => [
    name,
    Math.round(median(perSecond)).toLocaleString('en'),
    figure(ratio(perSecond, ours.perSecond)),
    figure(quantile(took, 0.5)),
    figure(quantile(took, 0.99)),
    Math.round(median(clientUs)),
    Math.round(median(conductorUs)),
    took.length.toLocaleString('en'),
  ]);
  return {
    title: `Reading a flavor over RabbitMQ, ${inFlight === 1 ? 'one call after the other' : `${inFlight} calls in flight`}`,
    columns: [
      'client → conductor',
      'calls/s',
      '× ours',
      'p50 ms',
      'p99 ms',
      'client µs',
      'conductor µs',
      'calls',
    ],
    rows,
    note: 'One client, one conductor, one broker, a process each; µs are of processor time for one call. In turn, medians of the rounds and of their ratios. Every answer was compared with what is stored before.',
  };
}
