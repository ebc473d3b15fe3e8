// `conductor`: answers older peers over AMQP until it is told to stop. It backports what they cannot read; it
// has no store, and so no methods of objects.

import { hostname } from 'node:os';
import {
  amqpTransport,
  Conductor,
  isTransportError,
  serveConductor,
  type TransportEvent,
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
  const serving = new Conductor({ registry, implementations: [] });
  return serveUntilStopped(terminal, async (observer) => {
    const transport = await amqpTransport({
      url,
      observer,
      ...(exchange === undefined ? {} : { exchange }),
    });
    const served = await serveConductor(transport, serving, { server, topic });
    tell(terminal, `${server} answers ${topic}: ${count(registry.types.length)}`);
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
  start: (observer: (event: TransportEvent) => void) => Promise<Started>,
): Promise<ExitCode> {
  const stopped = new Promise<string>((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, done);
  });
  try {
    const { transport, served } = await start((event) => {
      const line = lineOf(event);
      if (line !== undefined) tell(terminal, line);
    });
    const signal = await stopped;
    tell(terminal, `${signal}: no more requests; waiting for those that run`);
    const { finished, abandoned } = await served.drain(DRAIN_MS);
    await transport.close();
    tell(terminal, `${finished} finished, ${abandoned} abandoned`);
    return abandoned === 0 ? 0 : 1;
  } catch (error) {
    // A broker that refuses, a URL that is none, a package that is missing: nothing that we could mend.
    if (isTransportError(error)) throw new CannotRun(error.message);
    throw error;
  }
}

/** What an operator should know of; the rest is for counters. */
function lineOf(event: TransportEvent): string | undefined {
  switch (event.kind) {
    case 'connected':
      return `connected to ${event.broker}`;
    case 'connect-failed':
    case 'disconnected':
      return `${event.kind === 'connect-failed' ? 'cannot reach' : 'lost'} ${event.broker}: ${event.reason}`;
    case 'request-ended':
      return event.failure === undefined ? undefined : `${event.method} failed: ${event.failure}`;
    case 'request-refused':
      return `a request was refused: ${event.why}`;
    default:
      return undefined;
  }
}

function count(objects: number): string {
  return `${objects} object${objects === 1 ? '' : 's'}`;
}
