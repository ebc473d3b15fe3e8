// Parcels in a database beside what the page says of them: everybody who writes or reads one is followed step by step,
// and what there is then is held against what there should be.

import { sql } from 'kysely';
import { expect } from 'vitest';
import type { JsonValue } from '../../../src/core/json.js';
import { type Database, migrateOnline, openStore, type Store } from '../../../src/db/index.js';
import type { Loss } from '../../../src/runtime/index.js';
import { expectRow, expectSaved } from './expected.js';
import {
  dataOf,
  type Held,
  insideLabel,
  objectOf,
  type Parcel,
  pickFrom,
  pinOf,
  put,
  type Service,
  sorted,
} from './objects.js';
import * as page from './page.js';
import { type Code, labelAt, NEWEST_OBJECT, RELEASES } from './parcels.js';
import { rawRow, type RawRow, TABLES } from './raw.js';
import { type Data, manifestOf } from './steps.js';

export class Fleet {
  readonly #database: Database;
  readonly #codes: readonly Code[];
  readonly #stores = new Map<string, Store>();
  readonly parcels: Parcel[] = [];
  /** What was told to be lost since it was last asked. */
  #losses: Loss[] = [];
  #made = 0;

  constructor(database: Database, codes: readonly Code[]) {
    this.#database = database;
    this.#codes = codes;
  }

  async clear(): Promise<void> {
    for (const table of [...TABLES, 'parcels']) {
      await sql`delete from ${sql.id(table)}`.execute(this.#database.db);
    }
    this.parcels.length = 0;
    this.#losses = [];
  }

  get #newest(): Code {
    const code = this.#codes.find(({ type }) => type.version === '2.1');
    if (code === undefined) throw new Error('there is no newest code');
    return code;
  }

  async #store({ code, pin }: Service): Promise<Store> {
    const name = `${code.name}/${pin ?? ''}`;
    const known = this.#stores.get(name);
    if (known !== undefined) return known;
    const manifest = pin === undefined ? undefined : RELEASES[pin];
    const store = await openStore({
      database: this.#database,
      registry: code.registry,
      onLoss: (loss) => this.#losses.push(loss),
      ...(manifest === undefined ? {} : { pin: () => manifest }),
    });
    this.#stores.set(name, store);
    return store;
  }

  // ── What happens ──────────────────────────────────────────────────────────────────────────────

  async create(service: Service, values: Data): Promise<Held | undefined> {
    const data = { ...values, code: `code-${this.#made++}` };
    const object = objectOf(service.code, data, Object.keys(data));
    const told = await this.#toldBy(async () => (await this.#store(service)).create(object));
    const wanted = page.create(service.code, data, pinOf(service));
    if (!wanted.ok) {
      expect(told.code, 'creating').toBe(wanted.code);
      return undefined;
    }
    expect(told.code, 'creating').toBeUndefined();
    const id = Number(Reflect.get(object, 'id'));
    const place = this.parcels.push({ id, row: wanted.row, ever: new Map() }) - 1;
    const raw = await rawRow(this.#database, id);
    const own = new Set(wanted.names);
    for (const [name, text] of raw.texts) {
      if (own.has(name) || ['id', 'obj_version', 'obj_state'].includes(name)) continue;
      expect(text, `${name} is none of its columns`).toMatch(/^(?:null|\[\])$/);
    }
    expectRow(this.#parcel(place), raw, `parcel ${place}`);
    const seen = await this.#expectRead(service.code, place);
    const held: Held = { service, object, place, seen };
    expectSaved(held, data, { ...data, id }, told.losses, seen);
    return held;
  }

  /** Reads a row; with names of fields, those alone. */
  async read(
    service: Service,
    place: number,
    fields?: readonly string[],
  ): Promise<Held | undefined> {
    const { code } = service;
    const { id } = this.#parcel(place);
    const whole = await this.#expectRead(code, place);
    if (whole === undefined) return undefined;
    const store = await this.#store(service);
    if (fields === undefined) {
      const object = await store.get(code.type, { id });
      return { service, object, place, seen: whole };
    }
    const where = { kind: 'eq', field: 'id', value: id } as const;
    const order = [{ field: 'id', direction: 'asc' as const }];
    const query = { where, order, limit: undefined, after: undefined, fields };
    const [object] = await store.list(code.type, query);
    if (object === undefined) throw new Error(`parcel ${id} is not listed`);
    const seen = new Map([...whole].filter(([name]) => fields.includes(name) || name === 'id'));
    const wanted = [...seen].filter(([, value]) => value !== undefined);
    expect(dataOf(object), `${code.name} reads ${fields.join()}`).toEqual(
      Object.fromEntries(wanted),
    );
    return { service, object, place, seen };
  }

  /** An object that came from elsewhere, with nothing in it but what was changed. */
  send(service: Service, place: number): Held {
    const { id } = this.#parcel(place);
    const object = objectOf(service.code, { id }, []);
    return { service, object, place, seen: undefined };
  }

  /** Changes an object and saves it. */
  async save(held: Held, changes: Data): Promise<void> {
    const { service, object, place, seen } = held;
    const { code } = service;
    const parcel = this.#parcel(place);
    put(code, object, changes);
    const names = new Map(code.type.fields.map(({ property, name }) => [property, name]));
    const changed = object.objWhatChanged().map((property) => names.get(property) ?? property);
    const before = await rawRow(this.#database, parcel.id);
    const inMemory = dataOf(object);
    const told = await this.#toldBy(async () => (await this.#store(service)).save(object));
    if (changed.length === 0) {
      expect(told.code, 'saving nothing').toBeUndefined();
      expect((await rawRow(this.#database, parcel.id)).texts).toEqual(before.texts);
      return;
    }
    const wanted = this.#wanted(held, before, changed, inMemory);
    if (!wanted.ok) {
      expect(told.code, `saving ${changed.join()} of ${place}`).toBe(wanted.code);
      expect(sorted(object.objWhatChanged()), 'what is changed still').toEqual(
        sorted(
          [...names].filter(([, name]) => changed.includes(name)).map(([property]) => property),
        ),
      );
      expect((await rawRow(this.#database, parcel.id)).texts, 'left alone').toEqual(before.texts);
      return;
    }
    expect(told.code, `saving ${changed.join()} of ${place}`).toBeUndefined();
    const viewBefore = page.read(code, parcel.row);
    parcel.row = wanted.row;
    const raw = await rawRow(this.#database, parcel.id);
    for (const [name, text] of raw.texts) {
      if (wanted.names.has(name) || name === 'obj_version' || name === 'obj_state') continue;
      expect(text, `${name} is not what was saved`).toBe(before.texts.get(name));
    }
    expectRow(this.#parcel(place), raw, `parcel ${place}`);
    const now = await this.#expectRead(code, place);
    expectSaved(held, pickFrom(inMemory, changed), inMemory, told.losses, now);
    if (seen === undefined || now === undefined || !viewBefore.ok) return;
    for (const [name, value] of seen) {
      const isFresh =
        name === 'id' || changed.includes(name) || page.isSame(value, viewBefore.data[name]);
      if (isFresh) seen.set(name, now.get(name));
    }
    for (const name of changed) seen.set(name, now.get(name));
  }

  /** What the page says of a save. */
  #wanted(
    { service, place, seen }: Held,
    raw: RawRow,
    changed: readonly string[],
    inMemory: Data,
  ): page.Written {
    const { code } = service;
    const { row } = this.#parcel(place);
    const now = this.#reading(code, row, raw);
    if (!now.ok) return now;
    const isLost = changed.some(
      (name) => seen?.has(name) === true && !page.isSame(seen.get(name), now.data[name]),
    );
    if (isLost) return { ok: false, code: 'lost-race' };
    return page.save(code, row, pickFrom(inMemory, changed), pinOf(service));
  }

  /** Brings all rows to a release, by the newest code. */
  async migrate(release: number, isWayBack: boolean): Promise<void> {
    const code = this.#newest;
    const manifest = RELEASES[release] ?? {};
    const pin = pinOf({ code, pin: release });
    const before: RawRow[] = [];
    for (const { id } of this.parcels) before.push(await rawRow(this.#database, id));
    const [done] = await migrateOnline({
      database: this.#database,
      registry: code.registry,
      manifest,
      isWayBack,
      batch: 2,
      onLoss: (loss) => this.#losses.push(loss),
    });
    this.#losses = [];
    let isStuck = false;
    for (const [place, parcel] of this.parcels.entries()) {
      const was = before[place];
      if (was === undefined) throw new Error('no such row');
      const isOther =
        parcel.row.label < pin.label ||
        (isWayBack && (parcel.row.label > pin.label || this.#isNewerInside(was, manifest)));
      const raw = await rawRow(this.#database, parcel.id);
      const wanted = page.convert(code, parcel.row, pin);
      // It stops at the first that no rule carries; a batch that was begun is kept up to there.
      if (isOther && !wanted.ok) isStuck = true;
      if (!isOther || isStuck || !wanted.ok) {
        expect(raw.texts, `parcel ${place} is left alone`).toEqual(was.texts);
        continue;
      }
      parcel.row = wanted.row;
      for (const [name, text] of raw.texts) {
        if (wanted.names.has(name) || name === 'obj_version' || name === 'obj_state') continue;
        expect(text, `${name} is not migrated`).toBe(was.texts.get(name));
      }
      expectRow(this.#parcel(place), raw, `parcel ${place}`);
      await this.#expectRead(code, place);
    }
    expect(done?.stuck === undefined, 'not stuck').toBe(!isStuck);
  }

  /** A row as somebody may have left it who knew nothing of labels. */
  async unlabel(place: number): Promise<void> {
    const { id, row } = this.#parcel(place);
    if (row.label !== 0) return;
    await sql`update parcels set obj_version = null where id = ${id} and obj_version = '1.0'`.execute(
      this.#database.db,
    );
  }

  // ── What there is ─────────────────────────────────────────────────────────────────────────────

  /** Every code reads every row as the page says. */
  async expectAllRead(): Promise<void> {
    for (const code of this.#codes) {
      for (const place of this.parcels.keys()) await this.#expectRead(code, place);
    }
  }

  async #expectRead(
    code: Code,
    place: number,
  ): Promise<Map<string, JsonValue | undefined> | undefined> {
    const { id, row } = this.#parcel(place);
    const wanted = this.#reading(code, row, await rawRow(this.#database, id));
    const store = await this.#store({ code, pin: undefined });
    const told = `${code.name} reads ${place}, labelled ${labelAt(NEWEST_OBJECT, row.label)}`;
    if (!wanted.ok) {
      await expect(store.get(code.type, { id }), told).rejects.toMatchObject({ code: wanted.code });
      return undefined;
    }
    const object = await store.get(code.type, { id });
    expect(object.objWhatChanged(), told).toEqual([]);
    expect(dataOf(object), told).toEqual({ ...wanted.data, id });
    const fields = [...code.object.shape.fields.keys()];
    return new Map(fields.map((name) => [name, name === 'id' ? id : wanted.data[name]]));
  }

  /** A label that is newer than the code, or says that something inside is, is not read. */
  #reading(code: Code, row: page.Row, raw: RawRow) {
    const isTooNew = this.#isNewerInside(raw, manifestOf(code, {}));
    if (isTooNew) return { ok: false, code: 'incompatible-version' } as const;
    return page.read(code, row);
  }

  #isNewerInside({ label }: RawRow, manifest: Readonly<Record<string, string>>): boolean {
    return [...insideLabel(label)].some(
      ([name, version]) => manifest[name] !== undefined && page.isNewer(version, manifest[name]),
    );
  }

  #parcel(place: number): Parcel {
    const parcel = this.parcels[place];
    if (parcel === undefined) throw new Error(`there is no parcel ${place}`);
    return parcel;
  }

  async #toldBy(
    run: () => Promise<void>,
  ): Promise<{ readonly code: string | undefined; readonly losses: readonly Loss[] }> {
    this.#losses = [];
    try {
      await run();
      return { code: undefined, losses: this.#losses };
    } catch (error) {
      const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
      if (typeof code !== 'string') throw error;
      return { code, losses: this.#losses };
    }
  }
}
