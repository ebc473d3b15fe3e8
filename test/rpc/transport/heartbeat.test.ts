// A server shows its callers that it lives for as long as somebody works for them, and not a moment longer.

import { afterEach, expect, it } from 'vitest';
import {
  MemoryBus,
  memoryTransport,
  type Served,
  type Transport,
} from '../../../src/rpc/transport/index.js';
import { codeOf, message, newTopic, serving, until, watch } from './harness.js';

const opened: Transport[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((transport) => transport.close()));
});

/** A server whose handler hears no signal and never ends, and a caller of it. */
async function stuck(): Promise<{
  client: Transport;
  watched: ReturnType<typeof watch>;
  served: Served;
  topic: string;
}> {
  const bus = new MemoryBus();
  const watched = watch();
  const [server, client] = [memoryTransport(bus), memoryTransport(bus, watched)];
  opened.push(server, client);
  const topic = newTopic();
  const served = await server.serve(serving(topic), () => new Promise(() => undefined));
  return { client, watched, served, topic };
}

it('a server that was closed no longer passes for alive: its caller is not kept until the deadline', async () => {
  const { client, watched, served, topic } = await stuck();
  const call = codeOf(client.call({ topic }, message('x'), { timeoutMs: 60_000, monitorMs: 200 }));
  await until(() => watched.kinds().includes('heartbeat'));
  await served.close();
  expect(await call).toMatchObject({ code: 'server-silent', mayHaveRun: true });
});

it('nobody is told of life who stopped waiting', async () => {
  const { client, watched, topic } = await stuck();
  const call = codeOf(client.call({ topic }, message('x'), { timeoutMs: 300, monitorMs: 100 }));
  expect(await call).toMatchObject({ code: 'call-timeout' });
  // What comes after that finds no call: one may have been on its way.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const late = watched.kinds().filter((kind) => kind === 'reply-unknown');
  expect(late.length).toBeLessThanOrEqual(1);
});
