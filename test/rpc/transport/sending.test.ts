// Messages whose fate is not known: nothing is sent twice that may have run, and a drain waits for every answer.

import { expect, it } from 'vitest';
import type { Sent } from '../../../src/rpc/transport/broker.js';
import { Endpoint } from '../../../src/rpc/transport/endpoint.js';
import { MemoryBus, memoryTransport } from '../../../src/rpc/transport/index.js';
import { codeOf, message, newTopic, serving, sleep, until, watch } from './harness.js';
import { scripted } from './scripted.js';

const REQUEST = Buffer.from(
  '{"method":"x","version":"3.0","_msg_id":"1","_reply_q":"reply_x","_unique_id":"u"}',
);

it('a message that left and was not confirmed is not sent again: it may be acted on already', async () => {
  const { broker, sent } = scripted(() => 'unsure');
  const endpoint = new Endpoint({}, () => broker);
  const call = codeOf(endpoint.call({ topic: 't' }, message('a'), { timeoutMs: 400 }));
  const cast = codeOf(endpoint.cast({ topic: 't' }, message('b'), { timeoutMs: 400 }));
  expect(await call).toMatchObject({ mayHaveRun: true });
  expect(await cast).toMatchObject({ code: 'not-confirmed', mayHaveRun: true });
  expect(sent).toHaveLength(2);
  await endpoint.close();
});

it('a message that found no queue is sent again with the time that is left', async () => {
  const ends: Sent[] = ['returned', 'returned', 'taken'];
  const { broker, sent } = scripted(() => ends.shift() ?? 'taken');
  const endpoint = new Endpoint({}, () => broker);
  const control = new AbortController();
  const waiting = { timeoutMs: 9_000, signal: control.signal };
  const call = codeOf(endpoint.call({ topic: 't' }, message('a'), waiting));
  await until(() => sent.length === 3);
  const [first = 0, , third = 0] = sent.map(({ expiresMs }) => expiresMs);
  expect(first).toBeLessThanOrEqual(9_000);
  expect(third).toBeLessThanOrEqual(first - 400);
  control.abort();
  expect(await call).toMatchObject({ code: 'call-cancelled', mayHaveRun: true });
  await endpoint.close();
});

it('a drain is over when the last answer is out, and says how many were not', async () => {
  let answered = (_sent: Sent): void => undefined;
  const { broker, hand } = scripted(() => new Promise<Sent>((resolve) => (answered = resolve)));
  const watched = watch();
  const endpoint = new Endpoint(watched, () => broker);
  const served = await endpoint.serve(serving('t'), () => 'x');
  hand({ body: REQUEST });
  await until(() => watched.kinds().includes('request-ended'));
  let isOver = false;
  const drained = served.drain(20_000).then((end) => {
    isOver = true;
    return end;
  });
  await sleep(50);
  expect(isOver).toBe(false);
  answered('taken');
  expect((await drained).abandoned).toBe(0);
  await endpoint.close();
});

it('a server that drains gives back what still comes', async () => {
  const { broker, hand } = scripted();
  const endpoint = new Endpoint({}, () => broker);
  const did: string[] = [];
  const served = await endpoint.serve(serving('t'), () => {
    did.push('ran');
    return null;
  });
  const drained = served.drain(1_000);
  hand({
    giveBack: () => {
      did.push('given back');
    },
  });
  await drained;
  expect(did).toEqual(['given back']);
  await endpoint.close();
});

it('a server that never says anything is missed as soon as its caller bears no more', async () => {
  const { broker } = scripted();
  const endpoint = new Endpoint({}, () => broker);
  const waiting = { timeoutMs: 100_000, monitorMs: 100 };
  const call = codeOf(endpoint.call({ topic: 't' }, message('a'), waiting));
  expect(await call).toMatchObject({ code: 'server-silent', mayHaveRun: true });
  await endpoint.close();
});

it('an answer whose way is not known is sent again: its caller ends a call once', async () => {
  const ends: Sent[] = ['unsure', 'unsure', 'taken'];
  const { broker, sent, hand } = scripted(() => ends.shift() ?? 'taken');
  const endpoint = new Endpoint({}, () => broker);
  await endpoint.serve(serving('t'), () => 'x');
  hand({ body: REQUEST });
  await until(() => sent.length === 3);
  await sleep(20);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect(sent).toHaveLength(3);
  await endpoint.close();
});

it('an answer whose queue was not there is given up for that, however its time ends', async () => {
  let tries = 0;
  const { broker, hand } = scripted((_parcel, signal) => {
    tries += 1;
    if (tries === 1) return 'returned';
    return new Promise<Sent>((resolve) => {
      signal.addEventListener('abort', () => {
        resolve('unsure');
      });
    });
  });
  const watched = watch();
  const endpoint = new Endpoint({ ...watched, patienceMs: 400 }, () => broker);
  await endpoint.serve(serving('t'), () => null);
  hand({ body: REQUEST });
  await until(() => watched.kinds().includes('reply-abandoned'));
  expect(watched.events).toContainEqual({ kind: 'reply-abandoned', why: 'no-queue' });
  await endpoint.close();
});

it('of answers that find no queue a thousand are tried again, and no more', async () => {
  const { broker, hand } = scripted(() => 'returned');
  const watched = watch();
  const endpoint = new Endpoint({ ...watched, patienceMs: 600 }, () => broker);
  await endpoint.serve(serving('t'), () => null);
  for (let n = 0; n < 1_200; n++) {
    hand({
      body: Buffer.from(
        `{"method":"x","version":"3.0","_msg_id":"${n}","_reply_q":"reply_${n}","_unique_id":"${n}"}`,
      ),
    });
  }
  const why = (): string[] =>
    watched.events.flatMap((event) => (event.kind === 'reply-abandoned' ? event.why : []));
  await until(() => why().length === 1_200);
  expect(why().filter((one) => one === 'too-many')).toHaveLength(200);
  await endpoint.close();
});

it('an answer that comes after its call has ended belongs to nobody', async () => {
  const watched = watch();
  const bus = new MemoryBus();
  const [client, server] = [memoryTransport(bus, watched), memoryTransport(bus)];
  const topic = newTopic();
  await server.serve(serving(topic), async () => {
    await sleep(150);
    return 1;
  });
  await codeOf(client.call({ topic }, message('x'), { timeoutMs: 50 }));
  await until(() => watched.kinds().includes('reply-unknown'));
  await client.close();
  await server.close();
});

it('a server where none may wait still answers, and a call may wait for months', async () => {
  const bus = new MemoryBus();
  const [client, server] = [memoryTransport(bus), memoryTransport(bus)];
  const topic = newTopic();
  await server.serve(serving(topic, { waiting: 0, concurrency: 0 }), async () => {
    await sleep(30);
    return 1;
  });
  for (const timeoutMs of [5_000, 2 ** 33]) {
    expect(await client.call({ topic }, message('x'), { timeoutMs })).toBe(1);
  }
  await client.close();
  await server.close();
});

it('the text of a failure is cut where nobody would read on', async () => {
  const bus = new MemoryBus();
  const [client, server] = [memoryTransport(bus), memoryTransport(bus)];
  const topic = newTopic();
  await server.serve(serving(topic), () => {
    throw new TypeError('x'.repeat(1_000_000));
  });
  const { message: text } = await codeOf(client.call({ topic }, message('x')));
  expect(text.length).toBeLessThan(5_000);
  await client.close();
  await server.close();
});
