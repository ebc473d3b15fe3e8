// A RabbitMQ for tests: the one that BACKLEVEL_AMQP_URL names, else a private one on free ports with a folder and
// an epmd of its own, so that it meets no other.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';

/** The scripts that run as who calls them, be that root. */
const BIN = '/usr/lib/rabbitmq/bin';
const NAMED = process.env['BACKLEVEL_AMQP_URL'];

/** What is missing for a broker that a test may stop and start. */
export const missingPrivateRabbit: string | undefined = existsSync(`${BIN}/rabbitmq-server`)
  ? undefined
  : `RabbitMQ (Debian's rabbitmq-server) is not installed`;

/** What is missing for any broker. */
export const missingRabbit: string | undefined =
  NAMED === undefined && missingPrivateRabbit !== undefined
    ? `${missingPrivateRabbit}, and BACKLEVEL_AMQP_URL names none`
    : undefined;

/** A broker to test with. */
export interface Rabbit {
  readonly url: string;
  stop(): Promise<void>;
}

/** The broker that is named, or a private one. */
export async function anyRabbit(): Promise<Rabbit> {
  if (NAMED !== undefined) return { url: NAMED, stop: () => Promise.resolve() };
  return privateRabbit();
}

/** A broker of the test's own, with a port that stays over restarts; `config` is its rabbitmq.conf. */
export async function privateRabbit(config?: (tlsPort: number) => string): Promise<PrivateRabbit> {
  const ports = { port: await freePort(), distribution: await freePort(), epmd: await freePort() };
  const rabbit = new PrivateRabbit(ports, await freePort(), config);
  await rabbit.start();
  return rabbit;
}

/** A RabbitMQ that may be stopped, killed and started. */
export class PrivateRabbit implements Rabbit {
  readonly port: number;
  /** Where it speaks TLS, if its configuration says so. */
  readonly tlsPort: number;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #folder = mkdtempSync(join(tmpdir(), 'backlevel-rabbit-'));
  readonly #atExit = (): void => {
    this.#signal('SIGKILL');
    this.#endEpmd();
  };
  #child: ChildProcess | undefined;

  constructor(
    { port, distribution, epmd }: { port: number; distribution: number; epmd: number },
    tlsPort: number,
    config: (tlsPort: number) => string = () => '',
  ) {
    const at = (name: string): string => join(this.#folder, name);
    this.port = port;
    this.tlsPort = tlsPort;
    writeFileSync(at('rabbitmq.conf'), config(tlsPort));
    mkdirSync(at('home'));
    writeFileSync(at('none'), '');
    this.#environment = {
      PATH: process.env['PATH'],
      HOME: at('home'),
      ERL_EPMD_PORT: String(epmd),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      RABBITMQ_NODENAME: 'backlevel@localhost',
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_NODE_PORT: String(port),
      RABBITMQ_DIST_PORT: String(distribution),
      RABBITMQ_MNESIA_BASE: at('mnesia'),
      RABBITMQ_LOG_BASE: at('log'),
      RABBITMQ_LOGS: at('rabbit.log'),
      RABBITMQ_PID_FILE: at('pid'),
      RABBITMQ_ENABLED_PLUGINS_FILE: at('none'),
      RABBITMQ_CONF_ENV_FILE: at('none'),
      RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
      // Its idle threads spin otherwise, which a machine of two cores feels.
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+sbwt none +sbwtdcpu none +sbwtdio none',
    };
    process.on('exit', this.#atExit);
  }

  get url(): string {
    return `amqp://guest:guest@127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    this.#child = spawn(`${BIN}/rabbitmq-server`, [], {
      env: this.#environment,
      stdio: 'ignore',
      detached: true,
    });
    for (let tries = 0; tries < 600; tries++) {
      if (this.#child.exitCode !== null) break;
      if (await greets(this.port)) return;
      await sleep(100);
    }
    throw new Error(`RabbitMQ did not start:\n${this.log()}`);
  }

  /** Ends it in good order. */
  async halt(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Ends it at once, as a power cut does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it, and leaves nothing behind. */
  async stop(): Promise<void> {
    await this.kill();
    this.#endEpmd();
    process.off('exit', this.#atExit);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  log(): string {
    const file = join(this.#folder, 'rabbit.log');
    return existsSync(file) ? readFileSync(file, 'utf8').slice(-4000) : 'it wrote no log';
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    const ended = new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      else
        child.once('exit', () => {
          resolve();
        });
    });
    this.#signal(signal);
    await ended;
    this.#child = undefined;
    while (await greets(this.port)) await sleep(20);
  }

  /** To the whole group: the script, and the Erlang machine that it runs. */
  #signal(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'ESRCH') throw error;
    }
  }

  /** The name server is a daemon, which outlives its node. */
  #endEpmd(): void {
    try {
      execFileSync('epmd', ['-kill'], { env: this.#environment, stdio: 'ignore' });
    } catch (error) {
      // It is gone already.
      if (!(error instanceof Error)) throw error;
    }
  }
}

/** Whether a broker answers there: an open port alone may be one that is not ready. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('AMQP\u0000\u0000\u0009\u0001');
    });
    socket.setTimeout(2000, () => socket.destroy());
    socket.once('data', () => {
      resolve(true);
      socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(false);
    });
  });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
