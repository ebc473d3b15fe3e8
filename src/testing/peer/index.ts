// The door: fake peers of other releases.

export { conductorOf, type Conductor } from './conductor.js';
export { Peer, type PeerObject, type PeerParts, type PeerValues } from './peer.js';
export { peerAt, type PeerOptions } from './peer-at.js';
