// A PostgreSQL for tests: the one that BACKLEVEL_POSTGRES_URL names, else a private one on a free port with a folder of its
// own. It refuses to run as root, so then it runs as the user `postgres`, whom Debian's package makes.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.js';

const HOME = '/usr/lib/postgresql';
const NAMED = process.env['BACKLEVEL_POSTGRES_URL'];

/** The newest installed; undefined where there is none. */
const BIN = existsSync(HOME)
  ? readdirSync(HOME)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(HOME, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'postgres')))
  : undefined;

/** What is missing for a server that a test may stop and start. */
export const missingPrivatePostgres: string | undefined =
  BIN === undefined ? `PostgreSQL (Debian's postgresql) is not installed` : undefined;

/** What is missing for any server. */
export const missingPostgres: string | undefined =
  NAMED === undefined && missingPrivatePostgres !== undefined
    ? `${missingPrivatePostgres}, and BACKLEVEL_POSTGRES_URL names none`
    : undefined;

export interface Postgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** The server that is named, or a private one. */
export async function anyPostgres(): Promise<Postgres> {
  if (NAMED !== undefined) return { url: NAMED, stop: () => Promise.resolve() };
  return privatePostgres();
}

export async function privatePostgres(): Promise<PrivatePostgres> {
  if (BIN === undefined) throw new Error(missingPrivatePostgres);
  const server = new PrivatePostgres(BIN, await freePort());
  await server.start();
  return server;
}

export class PrivatePostgres implements Postgres {
  readonly url: string;
  readonly #bin: string;
  readonly #port: number;
  readonly #folder: string;
  readonly #user: { readonly uid: number; readonly gid: number } | undefined;
  #child: ChildProcess | undefined;
  readonly #atExit = (): void => {
    this.#child?.kill('SIGKILL');
  };

  constructor(bin: string, port: number) {
    this.#bin = bin;
    this.#port = port;
    this.url = `postgres://backlevel@127.0.0.1:${port}/postgres`;
    this.#folder = mkdtempSync(join(tmpdir(), 'backlevel-postgres-'));
    this.#user = userInfo().uid === 0 ? userNamed('postgres') : undefined;
    if (this.#user !== undefined) chownSync(this.#folder, this.#user.uid, this.#user.gid);
    execFileSync(
      join(bin, 'initdb'),
      ['-D', this.#data, '-U', 'backlevel', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
      { ...this.#user, cwd: this.#folder, stdio: 'ignore' },
    );
    process.on('exit', this.#atExit);
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  async start(): Promise<void> {
    const settings = ['-h', '127.0.0.1', '-p', String(this.#port), '-k', this.#folder, '-F'];
    this.#child = spawn(join(this.#bin, 'postgres'), ['-D', this.#data, ...settings], {
      ...this.#user,
      cwd: this.#folder,
      stdio: 'ignore',
    });
    for (let tries = 0; tries < 300; tries++) {
      if (this.#child.exitCode !== null) break;
      if (await answers(this.url)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('PostgreSQL did not start');
  }

  /** Ends it at once, as a power cut does. */
  async kill(): Promise<void> {
    await this.#end('SIGQUIT');
  }

  /** Ends it, and leaves nothing behind. */
  async stop(): Promise<void> {
    await this.#end('SIGINT');
    process.off('exit', this.#atExit);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}

/** Whether it lets somebody in: after a crash it answers long before it has recovered. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
}

function userNamed(name: string): { readonly uid: number; readonly gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`));
  const [, , uid, gid] = (line ?? '').split(':');
  if (uid === undefined || gid === undefined) throw new Error(`there is no user ${name}`);
  return { uid: Number(uid), gid: Number(gid) };
}
