// A transport for tests and for one process: no broker, but all becomes bytes and back.

import { Endpoint } from '../endpoint.js';
import type { Transport, TransportOptions } from '../transport.js';
import { newId } from '../wire/ids.js';
import { MemoryBroker } from './broker.js';
import type { MemoryBus } from './bus.js';

export { MemoryBus } from './bus.js';
export type { Faults } from './faults.js';

/** An endpoint of the bus; `name` is what it is cut off by. */
export function memoryTransport(
  bus: MemoryBus,
  options: TransportOptions & { readonly name?: string } = {},
): Transport {
  const { name = newId(), ...rest } = options;
  return new Endpoint(rest, (notify) => new MemoryBroker(bus, name, notify));
}
