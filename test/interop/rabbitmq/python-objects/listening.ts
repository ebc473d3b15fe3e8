// Objects that are told, beside calls: two listeners of a topic, and who tells them.

import type { JsonValue } from '../../../../src/core/json.js';
import { NoSuchMethod, type Transport } from '../../../../src/rpc/index.js';
import type { VersionedObject } from '../../../../src/runtime/index.js';
import type { Heard, To } from './sides.js';

/** Begins to listen; what was heard is added as it comes. */
export async function listen(
  transport: Transport,
  topic: string,
  listeners: readonly string[],
  read: (what: JsonValue) => VersionedObject | Promise<VersionedObject>,
): Promise<readonly Heard[]> {
  const heard: Heard[] = [];
  for (const server of listeners) {
    await transport.serve(
      { topic, server, endpoints: [{ version: '1.0' }] },
      async ({ method, args }) => {
        if (method !== 'hear') throw new NoSuchMethod(method);
        const object = await read(args['what'] ?? null);
        // A primitive is JSON by construction.
        heard.push([server, object.objToPrimitive() as JsonValue]);
        return null;
      },
    );
  }
  return heard;
}

/** To one, to any, or to all. */
export async function tell(
  transport: Transport,
  { topic, server, fanout }: To,
  what: JsonValue,
): Promise<void> {
  const message = { method: 'hear', args: { what }, context: {}, version: '1.0' };
  if (fanout) await transport.fanout({ topic }, message);
  else await transport.cast(server === null ? { topic } : { topic, server }, message);
}
