// Attributes of metrics and spans, by OpenTelemetry's semantic conventions 1.45 where those have a name.

import { DONE } from './outcome.js';

/** What an instrument or a span is told besides. */
export type Attributes = Record<string, string | number | boolean>;

/** Both ends of a call; `rpc.method` is fully qualified, and holds what older conventions put in `rpc.service`. */
export function attributesOfCall(method: string): Attributes {
  return { 'rpc.system.name': 'backlevel', 'rpc.method': method };
}

/** A call that ended. */
export function attributesOfEnd(method: string, outcome: string): Attributes {
  const failed = outcome === DONE ? {} : { 'error.type': outcome };
  return { ...attributesOfCall(method), ...failed };
}

/** A broker, by `host:port`. */
export function attributesOfBroker(title: string): Attributes {
  const [, host = title, port] = /^(.*):(\d+)$/.exec(title) ?? [];
  return { 'server.address': host, ...(port === undefined ? {} : { 'server.port': Number(port) }) };
}
