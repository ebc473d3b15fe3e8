// Contenders in turn, round after round; who goes first changes. Medians of what the rounds gave.
import { quantile } from '../pairwise.mjs';

const WARM_UP_S = 2;

/**
 * `{ client, conductor, topic }` of each contender by name; the conductor's time is told where it is known.
 * What comes back has numbers of a round each, but for `took`: every call of all rounds, in milliseconds.
 */
export async function measured(contenders, { rounds, seconds, inFlight }) {
  const names = Object.keys(contenders);
  const found = Object.fromEntries(
    names.map((name) => [name, { perSecond: [], clientUs: [], conductorUs: [], took: [] }]),
  );
  for (const { client, topic } of Object.values(contenders)) {
    await client.ask({ do: 'run', topic, seconds: Math.min(WARM_UP_S, 2 * seconds), inFlight });
  }
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length];
      const { client, conductor, topic } = contenders[name];
      const before = await conductor.ask({ do: 'cpu' });
      const { ms, cpu, took } = await client.ask({ do: 'run', topic, seconds, inFlight });
      const after = await conductor.ask({ do: 'cpu' });
      const { perSecond, clientUs, conductorUs, took: all } = found[name];
      perSecond.push((1000 * took.length) / ms);
      clientUs.push((1000 * cpu) / took.length);
      conductorUs.push((1000 * (after - before)) / took.length);
      for (const one of took) all.push(one);
    }
  }
  return found;
}

export function median(values) {
  return quantile(values, 0.5);
}

/** The median of the rounds' ratios. */
export function ratio(values, others) {
  return median(values.map((value, i) => value / others[i]));
}
