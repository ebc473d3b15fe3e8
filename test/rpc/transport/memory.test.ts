import { MemoryBus, memoryTransport } from '../../../src/rpc/transport/index.js';
import { transportContract } from './contract.js';

const bus = new MemoryBus();

transportContract('memory', (options) => Promise.resolve(memoryTransport(bus, options)));
