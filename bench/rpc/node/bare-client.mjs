// The other side of amqplib alone.
import { strict as assert } from 'node:assert';
import amqp from 'amqplib';
import { keysOf } from './code.mjs';
import { load } from './load.mjs';
import { obey } from './obey.mjs';

await obey(async ({ url, flavors }) => {
  const keys = keysOf(flavors);
  const connection = await amqp.connect(url, { noDelay: true });
  const channel = await connection.createChannel();
  const { queue: replyTo } = await channel.assertQueue('', { exclusive: true });
  const waiting = new Map();
  await channel.consume(
    replyTo,
    ({ content, properties: { correlationId } }) => {
      waiting.get(correlationId)(JSON.parse(content.toString()).result);
      waiting.delete(correlationId);
    },
    { noAck: true },
  );
  let last = 0;
  const callerOf = (topic) => (n) =>
    new Promise((resolve) => {
      const correlationId = String(++last);
      waiting.set(correlationId, resolve);
      const asked = { method: 'get_by_flavorid', args: [keys[n % keys.length]] };
      channel.sendToQueue(topic, Buffer.from(JSON.stringify(asked)), { correlationId, replyTo });
    });
  return {
    check: async ({ topic }) => {
      const call = callerOf(topic);
      for (const [i, flavor] of flavors.entries()) assert.deepEqual(await call(i), flavor);
    },
    run: ({ topic, ...measure }) => load(callerOf(topic), measure),
    end: () => connection.close(),
  };
});
