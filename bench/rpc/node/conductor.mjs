// A conductor of ours: flavors by their key, at once or after some milliseconds, as from a store.
import { setTimeout as sleep } from 'node:timers/promises';
import { projectIn } from './code.mjs';
import { obey } from './obey.mjs';

await obey(async ({ code, url, flavors, name, topics }) => {
  const { amqpTransport, Conductor, Flavor, implement, registry, serveConductor } =
    await projectIn(code);
  const stored = new Map(
    flavors.map((one) => Flavor.objFromPrimitive(one)).map((one) => [one.flavorid, one]),
  );
  const transport = await amqpTransport({ url });
  for (const { topic, waitMs = 0, ...limits } of topics) {
    const getByFlavorid = async (_context, key) => {
      if (waitMs > 0) await sleep(waitMs);
      return stored.get(key);
    };
    const conductor = new Conductor({
      registry,
      implementations: [implement(Flavor, { getByFlavorid })],
    });
    await serveConductor(transport, conductor, { server: name, topic, ...limits });
  }
  return { end: () => transport.close() };
});
