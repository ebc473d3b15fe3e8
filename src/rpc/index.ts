// What `backlevel/rpc` offers: contexts, remotable calls, the conductor, pins and transports.

export { RequestContext, type ContextParts } from './context.js';
export { RpcError, isRpcError, type RpcErrorCode } from './errors.js';
export {
  type Besides,
  implement,
  type Implementation,
  type ImplementationOf,
  type LoadersOf,
  type Removed,
} from './implement.js';
export { LocalCalls } from './local-calls.js';
export { RemoteCalls, type RemoteParts } from './remote-calls.js';
export { ConductorClient, type CallPort } from './conductor-client.js';
export { CONDUCTOR_VERSION, conductorPort, type PortOptions } from './conductor-port.js';
export { Conductor, type ConductorParts, type ConductorRequest, type Wish } from './conductor.js';
export { serveConductor, type ConductorOptions } from './serve-conductor.js';
export { declareError, type DeclaredError } from './declared-errors.js';
export { Reader } from './reader.js';
export {
  assertMayStart,
  AutoPin,
  type AutoPinOptions,
  leastOf,
  type Pin,
  pinnedTo,
  type ServiceReport,
  supports,
} from './pins.js';
export * from './watching/index.js';
export { pinnedToRelease, releaseNamed, type Releases } from './release-pin.js';
export * from './transport/index.js';
