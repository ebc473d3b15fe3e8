// Attributes of metrics and spans, by OpenTelemetry's semantic conventions 1.45 where those have a name.

import { OTHER } from './call-names.js';
import { DONE } from './outcome.js';

/** What an instrument or a span is told besides. */
export type Attributes = Record<string, string | number | boolean>;

const SYSTEM = 'backlevel';

/**
 * Both ends of a call; `rpc.method` is fully qualified, and holds what older conventions put in `rpc.service`. Without
 * `rpc.method_original`, which the conventions ask for beside `_OTHER`: it would be whatever a stranger wrote.
 */
export function attributesOfCall(method: string): Attributes {
  return { 'rpc.system.name': SYSTEM, 'rpc.method': method };
}

/** What a span is called. */
export function spanNameOf(method: string): string {
  return method === OTHER ? SYSTEM : method;
}

/** A call that ended. */
export function attributesOfEnd(method: string, outcome: string): Attributes {
  const failed = outcome === DONE ? {} : { 'error.type': outcome };
  return { ...attributesOfCall(method), ...failed };
}

/** A broker, by `host:port`; an address of IPv6 stands in brackets there, and without them here. */
export function attributesOfBroker(title: string): Attributes {
  const [, host = title, port] = /^\[?(.*?)\]?:(\d+)$/.exec(title) ?? [];
  return { 'server.address': host, ...(port === undefined ? {} : { 'server.port': Number(port) }) };
}
