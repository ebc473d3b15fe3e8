// `conductor`: answers older peers over AMQP until it is told to stop. It backports what they cannot read; it
// has no store, and so no methods of objects.

import { amount } from '../../core/amount.js';
import { hostname } from 'node:os';
import {
  amqpTransport,
  Conductor,
  countEvents,
  type EventCounts,
  isTransportError,
  type RpcEvent,
  type RpcObserver,
  serveConductor,
} from '../../rpc/index.js';
import { openVerified } from '../../testing/project/verified-project.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { openProject, settingsOf } from '../project.js';
import { report } from '../report.js';
import { tell, type Terminal } from '../terminal.js';

/** How long calls that run may take to end after SIGTERM, in milliseconds. */
const DRAIN_MS = 30_000;

export async function conductor({ terminal, options }: Invocation): Promise<ExitCode> {
  const url = options.text('amqp') ?? terminal.env['BACKLEVEL_AMQP_URL'];
  if (url === undefined || url === '') {
    throw new CannotRun(
      'name the broker: --amqp amqp://host, or BACKLEVEL_AMQP_URL, which keeps a password out of sight',
    );
  }
  const project = openProject(terminal, options);
  const { settings, findings } = await settingsOf(project);
  const opened =
    settings === undefined
      ? { ok: false as const, findings, objects: 0 }
      : await openVerified(project, settings);
  if (!opened.ok) {
    const { objects } = opened;
    return report(terminal, options, opened.findings, { tree: project.host, objects });
  }
  const { registry } = opened;
  const server = options.text('server') ?? `${hostname()}-${process.pid}`;
  const topic = options.text('topic') ?? 'conductor';
  const exchange = options.text('exchange');
  return serveUntilStopped(terminal, async (observer) => {
    const serving = new Conductor({ registry, implementations: [], observer });
    const transport = await amqpTransport({
      url,
      observer,
      ...(exchange === undefined ? {} : { exchange }),
    });
    const served = await serveConductor(transport, serving, { server, topic });
    tell(terminal, `${server} answers ${topic}: ${amount(registry.types.length, 'object')}`);
    return { transport, served };
  });
}

type Started = {
  readonly transport: { close(): Promise<void> };
  readonly served: Awaited<ReturnType<typeof serveConductor>>;
};

/** Runs until SIGTERM or SIGINT, then lets what runs come to its end. */
async function serveUntilStopped(
  terminal: Terminal,
  start: (observer: RpcObserver) => Promise<Started>,
): Promise<ExitCode> {
  const stopped = new Promise<string>((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, done);
  });
  try {
    const { observer, counts } = countEvents<RpcEvent>((event) => {
      const line = lineOf(event);
      if (line !== undefined) tell(terminal, line);
    });
    const { transport, served } = await start(observer);
    const signal = await stopped;
    tell(terminal, `${signal}: no more requests; waiting for those that run`);
    const { finished, abandoned } = await served.drain(DRAIN_MS);
    await transport.close();
    tell(terminal, `${finished} finished, ${abandoned} abandoned`);
    tell(terminal, summaryOf(counts()));
    return abandoned === 0 ? 0 : 1;
  } catch (error) {
    // A broker that refuses, a URL that is none, a package that is missing: nothing that we could mend.
    if (isTransportError(error)) throw new CannotRun(error.message);
    throw error;
  }
}

/** What an operator should know of; the rest is for counters. */
function lineOf(event: RpcEvent): string | undefined {
  switch (event.kind) {
    case 'connected':
      return `connected to ${event.broker}`;
    case 'connect-failed':
    case 'disconnected':
      return `${event.kind === 'connect-failed' ? 'cannot reach' : 'lost'} ${event.broker}: ${event.reason}`;
    case 'served':
      return event.outcome === 'done' ? undefined : `${event.method} failed: ${event.outcome}`;
    case 'request-refused':
      return `a request was refused: ${event.why}`;
    default:
      return undefined;
  }
}

/** What it did, in all. */
function summaryOf(counts: EventCounts<RpcEvent>): string {
  const {
    served = 0,
    backported = 0,
    lost = 0,
    refused = 0,
    connected = 0,
    duplicate = 0,
  } = counts;
  const dropped = duplicate + (counts['request-refused'] ?? 0);
  return [
    `requests ${served}`,
    `backports ${backported}`,
    `losses ${lost}`,
    `refused ${refused}`,
    `dropped ${dropped}`,
    `answers undelivered ${counts['reply-abandoned'] ?? 0}`,
    `reconnects ${Math.max(0, connected - 1)}`,
  ].join(', ');
}
