// What is left without any of it: amqplib alone, which answers with ready JSON. Nothing is checked, confirmed or
// known twice.
import amqp from 'amqplib';
import { keysOf } from './code.mjs';
import { obey } from './obey.mjs';

await obey(async ({ url, flavors, topics }) => {
  const connection = await amqp.connect(url, { noDelay: true });
  const channel = await connection.createChannel();
  const stored = new Map(keysOf(flavors).map((key, i) => [key, flavors[i]]));
  for (const { topic } of topics) {
    await channel.assertQueue(topic, { durable: false, autoDelete: true });
    await channel.consume(topic, (message) => {
      channel.ack(message);
      const { args } = JSON.parse(message.content.toString());
      const { replyTo, correlationId } = message.properties;
      const answer = Buffer.from(JSON.stringify({ result: stored.get(args[0]) }));
      channel.sendToQueue(replyTo, answer, { correlationId });
    });
  }
  return { end: () => connection.close() };
});
