// A PostgreSQL of a test's own, with boxes in it, which the test may lock, stop and start.

import { afterAll, beforeAll } from 'vitest';
import { type Database, postgresDatabase, type PostgresOptions } from '../../../src/db/index.js';
import type { Registry } from '../../../src/runtime/index.js';
import { describeWith } from '../../interop/requirement.js';
import {
  missingPrivatePostgres,
  type PrivatePostgres,
  privatePostgres,
} from '../../support/postgres.js';
import { expanded, Shelf } from '../shelf.js';

export class OwnPostgres {
  readonly #registry: Registry;
  readonly #opened: Database[] = [];
  #server: PrivatePostgres | undefined;
  #one: Shelf | undefined;
  #next = 1;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  async start(): Promise<void> {
    this.#server = await privatePostgres();
    const database = await expanded(await this.database(), this.#registry);
    this.#one = await Shelf.open(database, this.#registry);
  }

  async stop(): Promise<void> {
    for (const each of this.#opened) await each.close();
    await this.#server?.stop();
  }

  get server(): PrivatePostgres {
    if (this.#server === undefined) throw new Error('the server is asked for before it is there');
    return this.#server;
  }

  /** Who sees what is there, whatever happens to others. */
  get one(): Shelf {
    if (this.#one === undefined) throw new Error('there is nothing to be read yet');
    return this.#one;
  }

  /** Another process's way to it; `settings` are the server's, for its sessions. */
  async database(options: PostgresOptions = {}, ...settings: readonly string[]): Promise<Database> {
    const url = new URL(this.server.url);
    if (settings.length > 0)
      url.searchParams.set('options', settings.map((one) => `-c ${one}`).join(' '));
    return this.databaseAt(url.href, options);
  }

  async databaseAt(url: string, options: PostgresOptions = {}): Promise<Database> {
    const made = await postgresDatabase(url, options);
    this.#opened.push(made);
    return made;
  }

  async shelf(options: PostgresOptions = {}, ...settings: readonly string[]): Promise<Shelf> {
    return Shelf.open(await this.database(options, ...settings), this.#registry);
  }

  /** The key of a fresh row. */
  async made(): Promise<number> {
    const code = `code-${this.#next++}`;
    return Reflect.get(await this.one.create({ code }), 'id') as number;
  }
}

export function onOwnPostgres(
  name: string,
  registry: Registry,
  tests: (postgres: OwnPostgres) => void,
): void {
  describeWith(missingPrivatePostgres, name, () => {
    const postgres = new OwnPostgres(registry);
    beforeAll(() => postgres.start());
    afterAll(() => postgres.stop());
    tests(postgres);
  });
}
