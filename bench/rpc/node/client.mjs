// A node of ours, which calls conductors.
import { strict as assert } from 'node:assert';
import { keysOf, projectIn } from './code.mjs';
import { load } from './load.mjs';
import { obey } from './obey.mjs';

await obey(async ({ code, url, flavors }) => {
  const {
    amqpTransport,
    ConductorClient,
    conductorPort,
    Flavor,
    registry,
    RemoteCalls,
    RequestContext,
  } = await projectIn(code);
  const keys = keysOf(flavors);
  const transport = await amqpTransport({ url });
  const callerOf = (topic) => {
    const conductor = new ConductorClient(
      conductorPort(transport, { target: { topic } }),
      Date.now,
    );
    const calls = new RemoteCalls({ registry, conductor });
    return (n) =>
      Flavor.getByFlavorid(new RequestContext({ calls, userId: 'ada' }), keys[n % keys.length]);
  };
  return {
    check: async ({ topic }) => {
      const call = callerOf(topic);
      for (const [i, flavor] of flavors.entries()) {
        assert.deepEqual((await call(i)).objToPrimitive(), flavor);
      }
    },
    run: ({ topic, ...measure }) => load(callerOf(topic), measure),
    end: () => transport.close(),
  };
});
