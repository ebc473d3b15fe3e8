// A conductor behind a transport: as many as wanted answer one topic.

import type { Conductor } from './conductor.js';
import { CONDUCTOR_VERSION } from './conductor-port.js';
import { type DeclaredError, failureFor } from './declared-errors.js';
import type { Served, ServeOptions, Transport } from './transport/transport.js';

/** How a conductor is served. */
export interface ConductorOptions extends Pick<ServeOptions, 'concurrency' | 'waiting'> {
  /** This server's own name, by which it can be asked alone. */
  readonly server: string;
  /** `conductor` when absent. */
  readonly topic?: string;
  readonly errors?: readonly DeclaredError[];
  /** The time, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** Begins to answer; `drain` what it gives on SIGTERM. */
export function serveConductor(
  transport: Transport,
  conductor: Conductor,
  { topic = 'conductor', errors = [], now = Date.now, ...options }: ConductorOptions,
): Promise<Served> {
  return transport.serve(
    {
      ...options,
      topic,
      endpoints: [{ version: CONDUCTOR_VERSION }],
      failureOf: (error) => failureFor(error, errors),
    },
    ({ method, args, context, timeoutMs }) => {
      const deadline = timeoutMs === undefined ? {} : { deadline: now() + timeoutMs };
      return conductor.handle({ method, args, context, ...deadline });
    },
  );
}
