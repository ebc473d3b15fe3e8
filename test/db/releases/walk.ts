// An upgrade of a database that both releases use, step by step; after each, rows and labels are looked at.

import { expect } from 'vitest';
import {
  contract,
  type Database,
  expand,
  migrateOnline,
  planned,
  statusOf,
  storedTypesOf,
} from '../../../src/db/index.js';
import type { Loss, Registry } from '../../../src/runtime/index.js';
import type { Values } from '../shelf.js';
import { Side } from './side.js';
import { type Exchange, STORIES, type Story } from './stories.js';
import { manifestOf } from './tagged.js';

const PIN = manifestOf('2025.2');
const OLDER_RELEASE = { name: 'release 2025.2', manifest: PIN };

export class Walk {
  readonly #database: Database;
  readonly #older: Registry;
  readonly #newer: Registry;

  constructor(database: Database, older: Registry, newer: Registry) {
    this.#database = database;
    this.#older = older;
    this.#newer = newer;
  }

  /** Tables and rows of the older release. */
  async olderAlone(): Promise<void> {
    await expand(this.#ground(this.#older));
    const older = await this.#olderSide();
    for (const { object, made } of STORIES) {
      await older.store.create(older.made(object, made.change));
    }
    for (const story of STORIES) await reads(older, story, story.made.change);
    await this.#allLabelled('older');
  }

  /** The newer columns are there, and nobody notices. */
  async expanded(): Promise<void> {
    const older = await this.#olderSide();
    const ground = this.#ground(this.#newer);
    const steps = await expand(ground);
    const added = steps.map(({ table, name }) => (name === undefined ? table : `${table}.${name}`));
    expect(added).toEqual(expect.arrayContaining(['hosts.nic', 'instance_trusted_certs']));
    expect(await planned(ground)).toEqual([]);
    for (const story of STORIES) await reads(older, story, story.made.change);
    await this.#allLabelled('older');
  }

  /** Both releases write, and each reads what the other wrote. */
  async newerPinned(): Promise<void> {
    const [older, newer] = [await this.#olderSide(), await this.#newerSide(PIN)];
    for (const story of STORIES) await reads(newer, story, story.made.seen);
    await exchanged(newer, older, ({ pinned }) => pinned);
    await exchanged(older, newer, (story) => story.older);
    await unsaidByPin(newer);
    await this.#allLabelled('older');
  }

  /** The older code takes over again, with nothing done before. */
  async backAgain(): Promise<void> {
    const older = await this.#olderSide();
    for (const story of STORIES) await reads(older, story, story.older.change);
    await older.change('Host', 1, { vcpus: 5 });
    await reads(await this.#newerSide(PIN), hostStory(), { vcpus: 5, ...hostStory().older.seen });
    await this.#allLabelled('older');
  }

  /** New rows: the older code cannot read them, and writes nothing over them. */
  async pinLifted(): Promise<void> {
    const [older, newer] = [await this.#olderSide(), await this.#newerSide()];
    for (const story of STORIES) {
      const { object, key, lifted, late } = story;
      const stale = await older.changed(object, key, late);
      await newer.change(object, key, lifted.change);
      await reads(newer, story, lifted.change);
      const before = await newer.data(object, key);
      await expect(older.get(object, key)).rejects.toMatchObject({ code: 'incompatible-version' });
      await expect(older.store.save(stale)).rejects.toMatchObject({ code: 'incompatible-version' });
      expect(await newer.data(object, key)).toEqual(before);
    }
    await this.#allLabelled('newer');
  }

  /** Rows are brought back to what the older release reads, with their losses; what it refuses stops them. */
  async takenBack(): Promise<void> {
    const newer = await this.#newerSide();
    await newer.change('Instance', 1, { trusted_certs: ['c1'] });
    const losses: Loss[] = [];
    const takeBack = () =>
      migrateOnline({
        ...{ database: this.#database, registry: this.#newer, manifest: PIN, isWayBack: true },
        onLoss: (loss) => losses.push(loss),
      });
    const stopped = (await takeBack()).find(({ stuck }) => stuck !== undefined);
    expect([stopped?.object, stopped?.left, stopped?.stuck?.label?.split(' ')[0]]).toEqual([
      'Instance',
      1,
      '2.7',
    ]);
    expect(stopped?.stuck?.why).toContain('trusted_certs');
    await newer.change('Instance', 1, { trusted_certs: null });
    const rest = await takeBack();
    expect(rest.map(({ left, stuck }) => [left, stuck])).toEqual(rest.map(() => [0, undefined]));
    expect(losses.map(({ path, kind }) => `${path} ${kind}`).sort()).toEqual(
      STORIES.flatMap(({ lost }) => lost).sort(),
    );
    await this.#allLabelled('older');
    const older = await this.#olderSide();
    for (const story of STORIES) await reads(older, story, story.lifted.seen);
    await older.change('Host', 1, { memory_mb: 8192 });
  }

  /** Forward to the end: all rows are new, and what no one needs is dropped. */
  async allTheWay(): Promise<void> {
    const database = this.#database;
    const [older, pinned, newer] = [
      await this.#olderSide(),
      await this.#newerSide(PIN),
      await this.#newerSide(),
    ];
    const ground = { database, registry: this.#newer };
    const early = await contract({ ...ground, speakers: [OLDER_RELEASE] });
    expect(early.ok ? [] : [...new Set(early.obstacles.map(({ kind }) => kind))].sort()).toEqual([
      'rows',
      'speaker',
    ]);
    const some = await migrateOnline({ ...ground, maxCount: 2 });
    expect(some.map(({ done }) => done).reduce((sum, done) => sum + done, 0)).toBe(2);
    await migrateOnline(ground);
    await this.#allLabelled('newer');
    for (const story of STORIES) await reads(newer, story, story.again);
    await reads(newer, hostStory(), { memory_mb: 8192, vcpus: 5 });

    const late = await pinned.changed('Host', 1, { vcpus: 6 });
    const done = await contract({ ...ground, speakers: [] });
    const dropped = done.ok ? done.steps.map(({ table, name }) => `${table}.${name ?? ''}`) : [];
    expect(dropped).toEqual(expect.arrayContaining(['hosts.running_vms', 'volumes.location']));
    for (const story of STORIES) await reads(newer, story, story.again);
    await expect(pinned.store.save(late)).rejects.toMatchObject({ code: 'label-too-old' });
    const again = older.made('Aggregate', { name: 'late', hosts: [], metadata: {} });
    await expect(older.store.create(again)).rejects.toMatchObject({ code: 'label-too-old' });
    await this.#allLabelled('newer');
  }

  /** Every table has one row, with the label of this release. */
  async #allLabelled(release: 'older' | 'newer'): Promise<void> {
    const registry = release === 'older' ? this.#older : this.#newer;
    const found = await statusOf({ database: this.#database, registry: this.#newer });
    const labels = found.map(({ table, labels }) => [table, labels]);
    const wanted = STORIES.map(({ object, table }) => [
      table,
      [{ label: registry.find(object)?.version, rows: 1 }],
    ]);
    expect(labels.sort()).toEqual(wanted.sort());
  }

  #ground(registry: Registry) {
    const { db, engine } = this.#database;
    return { db, engine, types: storedTypesOf(registry) };
  }

  #olderSide(): Promise<Side> {
    return Side.open(this.#database, this.#older);
  }

  #newerSide(pin?: typeof PIN): Promise<Side> {
    return Side.open(this.#database, this.#newer, pin);
  }
}

async function exchanged(
  writer: Side,
  reader: Side,
  exchange: (story: Story) => Exchange,
): Promise<void> {
  for (const story of STORIES) {
    await writer.change(story.object, story.key, exchange(story).change);
    await reads(reader, story, exchange(story).seen);
  }
}

/** What the older release has no words for is told and stays where it was, or is refused. */
async function unsaidByPin(newer: Side): Promise<void> {
  newer.losses.length = 0;
  await newer.change('Flavor', 1, { foobars: ['too', 'new'] });
  expect(newer.losses.map(({ path, kind }) => `${path} ${kind}`)).toEqual(['Flavor.foobars drop']);
  expect((await newer.data('Flavor', 1))['foobars']).toBeUndefined();
  const before = await newer.data('Instance', 1);
  const refused = newer.change('Instance', 1, { trusted_certs: ['c1'], host: 'node-2' });
  await expect(refused).rejects.toMatchObject({ code: 'backport-refused' });
  expect(await newer.data('Instance', 1)).toEqual(before);
}

function hostStory(): Story {
  const story = STORIES.find(({ object }) => object === 'Host');
  if (story === undefined) throw new Error('no story is of a host');
  return story;
}

async function reads(side: Side, { object, key }: Story, wanted: Values): Promise<void> {
  const data = await side.data(object, key);
  const found = Object.fromEntries(Object.keys(wanted).map((name) => [name, data[name]]));
  expect(found, object).toEqual(wanted);
}
