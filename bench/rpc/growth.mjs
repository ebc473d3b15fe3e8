// One to three conductors behind one queue: with reads that cost nothing but the processor, and with a store that takes
// its time and bears so many at once, as databases do.
import { cpus } from 'node:os';
import { figure } from '../harness/tables.mjs';
import { measured, median, ratio } from './rounds.mjs';

const CONDUCTORS = 3;
const CLIENTS = 2;
const IN_FLIGHT = 48;
const STORE = { waitMs: 10, concurrency: 4, waiting: 4 };
const KINDS = {
  'at once': {},
  [`a store of ${STORE.waitMs} ms, ${STORE.concurrency} at a time in each conductor`]: STORE,
};

export async function* growth(fleet, { rounds, seconds }) {
  const kinds = Object.entries(KINDS);
  const topicOf = (kind, count) => `growth-${kind}-${count}`;
  const conductors = [];
  for (let n = 1; n <= CONDUCTORS; n++) {
    // Of three processes, two answer the topic of two.
    const counts = Array.from({ length: CONDUCTORS - n + 1 }, (_, i) => i + n);
    const topics = kinds.flatMap(([, parts], kind) =>
      counts.map((count) => ({ topic: topicOf(kind, count), ...parts })),
    );
    conductors.push(await fleet.start('backlevel conductor', { name: `conductor-${n}`, topics }));
  }
  const clients = [];
  for (let n = 0; n < CLIENTS; n++) clients.push(await fleet.start('backlevel client'));
  const contenders = {};
  for (const kind of kinds.keys()) {
    for (let count = 1; count <= CONDUCTORS; count++) {
      const topic = topicOf(kind, count);
      await clients[0].ask({ do: 'check', topic });
      contenders[topic] = { topic, client: all(clients), conductor: all(conductors) };
    }
  }
  const found = await measured(contenders, { rounds, seconds, inFlight: IN_FLIGHT });
  const rows = kinds.map(([name], kind) => [
    name,
    ...Array.from({ length: CONDUCTORS }, (_, i) => {
      const { perSecond } = found[topicOf(kind, i + 1)];
      const told = Math.round(median(perSecond)).toLocaleString('en');
      return i === 0
        ? told
        : `${told} (× ${figure(ratio(perSecond, found[topicOf(kind, 1)].perSecond))})`;
    }),
  ]);
  yield {
    title: 'Calls a second as conductors are added',
    columns: ['the method', 'one', 'two', 'three'],
    rows,
    note: `${CLIENTS} clients with ${IN_FLIGHT} calls in flight each; ${cpus().length} cores for clients, conductors and broker. Reads at once cannot grow past the cores.`,
  };
}

/** Several processes as if they were one. */
function all(workers) {
  return {
    ask: async (what) => {
      const answers = await Promise.all(workers.map((worker) => worker.ask(what)));
      return what.do === 'cpu' ? sum(answers) : together(answers);
    },
  };
}

function together(answers) {
  return {
    ms: Math.max(...answers.map(({ ms }) => ms)),
    cpu: sum(answers.map(({ cpu }) => cpu)),
    took: answers.flatMap(({ took }) => took),
  };
}

function sum(values) {
  return values.reduce((total, one) => total + one, 0);
}
