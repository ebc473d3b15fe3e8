// The registry of generated code that was loaded into this process.

import type { Registry } from '../../runtime/index.js';

/** Generated code always gives the registry of the runtime that it was loaded with, which is ours. */
export function knownRegistry(value: object): Registry {
  if (!isRegistry(value)) throw new Error('the registry is not one of this runtime');
  return value;
}

function isRegistry(value: object): value is Registry {
  return ['decode', 'typeOf', 'backport', 'upgrade', 'manifest', 'find'].every(
    (name) => typeof Reflect.get(value, name) === 'function',
  );
}
