// Whoever writes a row, at whatever version, pinned or not, read by whomever: it is what docs/database.md says, and
// nothing is lost that nobody was told of.

import fc from 'fast-check';
import { it } from 'vitest';
import type { Database } from '../../../src/db/index.js';
import { onEachEngine } from '../databases.js';
import { expanded } from '../shelf.js';
import { Fleet } from './fleet.js';
import { event, play, servicesOf } from './history.js';
import type { Held, Service } from './objects.js';
import { codesOf } from './parcels.js';

/** On SQLite; on PostgreSQL, which takes more than twice as long for each, a fifth. */
const CASES = Number(process.env['BACKLEVEL_CASES'] ?? 150);
const SEED = Number(process.env['BACKLEVEL_SEED'] ?? 20261123);
/** The way to one case, as a failure tells it. */
const PATH = process.env['BACKLEVEL_PATH'];
const REPLAY = PATH === undefined ? {} : { path: PATH, endOnFailure: true };
const EVENTS = 14;

const codes = await codesOf('db-laws');
const services = servicesOf(codes);

async function fleetOn(database: Database): Promise<Fleet> {
  const newest = codes.find(({ type }) => type.version === '2.1');
  if (newest === undefined) throw new Error('there is no newest code');
  return new Fleet(await expanded(database, newest.registry), codes);
}

onEachEngine('whatever happens to rows', (open) => {
  it('is what the page says', { timeout: 60_000 + CASES * 1000 }, async () => {
    const database = await open();
    const fleet = await fleetOn(database);
    const property = fc.asyncProperty(
      fc.array(event, { minLength: 1, maxLength: EVENTS, size: 'max' }),
      async (events) => {
        await fleet.clear();
        await play(fleet, services, events);
      },
    );
    const numRuns = database.engine === 'sqlite' ? CASES : Math.ceil(CASES / 5);
    await fc.assert(property, { seed: SEED, numRuns, ...REPLAY });
  });

  it('is the last that was written, whichever column had it before', async () => {
    const fleet = await fleetOn(await open());
    // As `pieces`, then as `parts`, then by who knows neither, then as `pieces` again.
    await fleet.create(pinnedTo(1), { parts: '1', title: 'a' });
    for (const [pin, changes] of [
      [5, { parts: '7' }],
      [0, { title: 'b' }],
      [1, { parts: '3' }],
      [0, { title: 'c' }],
    ] as const) {
      await fleet.save(await readBy(fleet, pin), changes);
      await fleet.expectAllRead();
    }
  });

  it('is not written over by what was read before it', async () => {
    const fleet = await fleetOn(await open());
    await fleet.create(pinnedTo(1), { title: 'a', is_open: false });
    const held = await readBy(fleet, 0);
    await fleet.save(await readBy(fleet, 1), { title: 'b' });
    // Versions are crossed: the row is read again, and the title in it is another's.
    await fleet.save(held, { is_open: true });
    await fleet.save(held, { title: 'c' });
    await fleet.expectAllRead();
  });
});

/** The newest code, pinned to a release. */
function pinnedTo(pin: number): Service {
  const service = services.find((one) => one.code.name === 'release 7' && one.pin === pin);
  if (service === undefined) throw new Error(`nobody is pinned to ${pin}`);
  return service;
}

async function readBy(fleet: Fleet, pin: number): Promise<Held> {
  const held = await fleet.read(pinnedTo(pin), 0);
  if (held === undefined) throw new Error('it is not read');
  return held;
}
