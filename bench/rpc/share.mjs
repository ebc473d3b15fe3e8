// Whose code a call's time goes to: profiles of a client and of a conductor of ours under load, by the file that each
// sample was taken in.
import { ownersOf } from './owners.mjs';

const IN_FLIGHT = 32;
const MOST_TOLD = 12;

export async function* share(fleet, { rounds, seconds }) {
  const topic = 'share';
  const conductor = await fleet.start('backlevel conductor', { name: 'one', topics: [{ topic }] });
  const client = await fleet.start('backlevel client');
  await client.ask({ do: 'check', topic });
  const load = (time) => client.ask({ do: 'run', topic, seconds: time, inFlight: IN_FLIGHT });
  await load(3);
  for (const worker of [client, conductor]) await worker.ask({ do: 'profile' });
  const { took } = await load(rounds * seconds);
  const profiles = [];
  for (const worker of [client, conductor]) profiles.push(await worker.ask({ do: 'profiled' }));
  const [ofClient, ofConductor] = profiles.map((profile) => ownersOf(profile));
  const percent = (part, { busy }) => `${((100 * part) / busy).toFixed(1)} %`;
  const each = (part) => ((part ?? 0) / took.length).toFixed(1);
  yield {
    title: 'Whose code the processor runs for a call',
    columns: ['', 'client', 'µs a call', 'conductor', 'µs a call'],
    rows: Object.keys(ofClient.owners).map((owner) => [
      owner,
      ...[ofClient, ofConductor].flatMap((one) => [
        percent(one.owners[owner], one),
        each(one.owners[owner]),
      ]),
    ]),
    note: `${took.length.toLocaleString('en')} calls, ${IN_FLIGHT} in flight; of the time that the process was not idle. What is built into V8, as JSON.parse, counts for the code that called it.`,
  };
  for (const [side, one] of [
    ['client', ofClient],
    ['conductor', ofConductor],
  ]) {
    yield {
      title: `The functions that take most, in the ${side}`,
      columns: ['', 'of all', 'µs a call'],
      rows: one.functions
        .slice(0, MOST_TOLD)
        .map(({ name, time }) => [name, percent(time, one), each(time)]),
    };
  }
}
