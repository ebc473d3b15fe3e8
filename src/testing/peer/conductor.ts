// A conductor as far as values go: it brings an object down to what a peer can read. It never asks another.

import { InvalidValueError, type DecodingOptions, type Registry } from '../../runtime/index.js';
import { fromBytes, isRequest, toBytes } from './bytes.js';

/** Answers a request to backport an object, or throws why it cannot. */
export type Conductor = (request: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/**
 * The conductor that runs this code. An object that is newer than the code is an `IncompatibleObjectVersion`:
 * then the conductor itself is too old.
 */
export function conductorOf(
  registry: Registry,
  reading: DecodingOptions = {},
): (request: Uint8Array) => Uint8Array {
  return (request) => {
    const asked = fromBytes(request);
    if (!isRequest(asked)) {
      throw new InvalidValueError('input', 'an object and a manifest', 'something else');
    }
    const { objinst, object_versions: manifest } = asked;
    return toBytes(registry.backport(objinst, { manifest }, reading).primitive);
  };
}
