// A network that drops, doubles, delays and garbles, and peers that say what they should not.

import { afterEach, describe, expect, it } from 'vitest';
import {
  countEvents,
  MemoryBus,
  memoryTransport,
  type Transport,
  type TransportOptions,
} from '../../../src/rpc/transport/index.js';
import { codeOf, message, methods, newTopic, serving, sleep, until, watch } from './harness.js';

const opened: Transport[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((transport) => transport.close()));
});

function open(bus: MemoryBus, options: TransportOptions & { name?: string } = {}): Transport {
  const transport = memoryTransport(bus, options);
  opened.push(transport);
  return transport;
}

describe('messages that go astray', () => {
  it('a request that comes twice runs once', async () => {
    const bus = new MemoryBus();
    const { observer, counts } = countEvents();
    const [client, server] = [open(bus), open(bus, { observer })];
    const topic = newTopic();
    let ran = 0;
    await server.serve(serving(topic), () => ++ran);
    bus.inject({ duplicate: 1 });
    for (let n = 1; n <= 20; n++) expect(await client.call({ topic }, message('x'))).toBe(n);
    await until(() => (counts().duplicate ?? 0) === 20);
    expect(ran).toBe(20);
  });

  it('no more is remembered than was asked for', async () => {
    const bus = new MemoryBus();
    const [client, server] = [open(bus), open(bus)];
    const topic = newTopic();
    let ran = 0;
    await server.serve(serving(topic, { remembered: 2 }), () => ++ran);
    // The second of each pair comes after three others.
    bus.inject({ duplicate: 1, delay: 0.5, delayMs: 60, seed: 3 });
    await Promise.all(Array.from({ length: 8 }, () => client.call({ topic }, message('x'))));
    await sleep(150);
    expect(ran).toBeGreaterThan(8);
  });

  it('under all faults at once every call ends, and no process does', async () => {
    const bus = new MemoryBus();
    const watched = countEvents();
    const [client, server] = [open(bus, watched), open(bus, watched)];
    const topic = newTopic();
    await server.serve(serving(topic), ({ args }) => args['n'] ?? null);
    bus.inject({ seed: 7, drop: 0.1, duplicate: 0.1, garble: 0.2, delay: 0.3, delayMs: 20 });
    const ends = await Promise.allSettled(
      Array.from({ length: 300 }, (_, n) =>
        client.call({ topic }, message('x', { n }), { timeoutMs: 1000 }),
      ),
    );
    const right = ends.filter((end, n) => end.status === 'fulfilled' && end.value === n);
    const failed = ends.flatMap((end) =>
      end.status === 'rejected' ? [end.reason as { code: string }] : [],
    );
    expect(right.length).toBeGreaterThan(100);
    expect(failed.length).toBeGreaterThan(50);
    // A byte that changed inside of a name is another name, which the server does not answer.
    const codes = new Set(failed.map(({ code }) => code));
    expect(
      [...codes].filter(
        (code) => !['call-timeout', 'broken-reply', 'remote-failure'].includes(code),
      ),
    ).toEqual([]);
    expect(watched.counts()['request-refused']).toBeGreaterThan(10);
    bus.inject({});
    expect(await client.call({ topic }, message('x', { n: 1 }))).toBe(1);
  });

  it('the same seed gives the same faults', async () => {
    const run = async (): Promise<string> => {
      const bus = new MemoryBus();
      const [client, server] = [open(bus), open(bus)];
      const topic = newTopic();
      await server.serve(serving(topic), () => 'x');
      bus.inject({ seed: 11, drop: 0.3 });
      const ends: string[] = [];
      for (let n = 0; n < 12; n++) {
        const call = client.call({ topic }, message('x'), { timeoutMs: 30 });
        ends.push(
          await call.then(
            () => '+',
            () => '-',
          ),
        );
      }
      return ends.join('');
    };
    const first = await run();
    expect(first).toMatch(/\+/);
    expect(first).toMatch(/-/);
    expect(await run()).toBe(first);
  });

  it('garbage in a queue is an event, and the server goes on', async () => {
    const bus = new MemoryBus();
    const watched = watch();
    const [client, server] = [open(bus), open(bus, watched)];
    const topic = newTopic();
    await server.serve(serving(topic), methods);
    for (const text of [
      '',
      'x',
      '[]',
      '{}',
      '{"oslo.version":"9.0","oslo.message":"{}"}',
      '['.repeat(5000),
    ]) {
      bus.put(topic, Buffer.from(text));
    }
    expect(await client.call({ topic }, message('sleep', { ms: 1 }))).toBe(1);
    expect(watched.kinds().filter((kind) => kind === 'request-refused')).toHaveLength(6);
  });
});

describe('a bus that is cut', () => {
  it('calls wait for it to be mended, and say so when it is not', async () => {
    const bus = new MemoryBus();
    const [client, server] = [open(bus, { name: 'client' }), open(bus, { name: 'server' })];
    const topic = newTopic();
    await server.serve(serving(topic), methods);
    bus.cut('client');
    const call = client.call({ topic }, message('x'), { timeoutMs: 50 });
    expect(await codeOf(call)).toMatchObject({ code: 'not-connected', mayHaveRun: false });
    const patient = client.call({ topic }, message('sleep', { ms: 1 }), { timeoutMs: 5000 });
    await sleep(50);
    bus.mend('client');
    expect(await patient).toBe(1);
  });

  it('a server that is lost in the middle of a call is missed long before the call has no time left', async () => {
    const bus = new MemoryBus();
    const [client, server] = [open(bus), open(bus, { name: 'server' })];
    const topic = newTopic();
    await server.serve(serving(topic), methods);
    const options = { monitorMs: 200, timeoutMs: 20_000 };
    const call = codeOf(client.call({ topic }, message('sleep', { ms: 2000 }), options));
    await sleep(300);
    bus.cut('server');
    expect(await call).toMatchObject({ code: 'server-silent', mayHaveRun: true });
  });

  it('an answer that is ready meanwhile comes when it is mended', async () => {
    const bus = new MemoryBus();
    const [client, server] = [open(bus), open(bus, { name: 'server' })];
    const topic = newTopic();
    let begun = false;
    await server.serve(serving(topic), async () => {
      begun = true;
      await sleep(50);
      return 'late';
    });
    const call = client.call({ topic }, message('x'), { timeoutMs: 5000 });
    await until(() => begun);
    bus.cut('server');
    await sleep(150);
    bus.mend();
    expect(await call).toBe('late');
  });

  it('what a lost server was given and had not begun is done by another, once', async () => {
    const bus = new MemoryBus();
    const [client, lost, other] = [open(bus), open(bus, { name: 'lost' }), open(bus)];
    const topic = newTopic();
    const ran: string[] = [];
    const handler =
      (server: string) =>
      async ({ args }: { args: { readonly [key: string]: unknown } }): Promise<null> => {
        ran.push(String(args['n']));
        await sleep(server === 'lost' ? 100 : 1);
        return null;
      };
    await lost.serve(serving(topic, { server: 'lost', concurrency: 1 }), handler('lost'));
    const calls = Array.from({ length: 6 }, (_, n) =>
      client.call({ topic }, message('x', { n }), { timeoutMs: 5000 }),
    );
    await until(() => ran.length === 1);
    bus.cut('lost');
    await other.serve(serving(topic, { server: 'other' }), handler('other'));
    await until(() => ran.length === 6);
    bus.mend();
    await Promise.all(calls);
    expect([...ran].sort()).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  it('after a restart queues are made again, and an answer finds the one it belongs to', async () => {
    const bus = new MemoryBus();
    const watched = watch();
    const [client, server] = [open(bus), open(bus, watched)];
    const topic = newTopic();
    await server.serve(serving(topic), methods);
    const call = client.call({ topic }, message('sleep', { ms: 200 }), { timeoutMs: 5000 });
    await until(() => watched.kinds().includes('request-started'));
    bus.restart();
    expect(await call).toBe(200);
    expect(await client.call({ topic }, message('sleep', { ms: 1 }))).toBe(1);
  });

  it('an answer whose caller is gone is tried for a while, and then left alone', async () => {
    const bus = new MemoryBus();
    const watched = watch();
    const [client, server] = [memoryTransport(bus), open(bus, { ...watched, patienceMs: 600 })];
    const topic = newTopic();
    await server.serve(serving(topic), methods);
    const call = codeOf(client.call({ topic }, message('sleep', { ms: 100 })));
    await until(() => watched.kinds().includes('request-started'));
    await client.close();
    bus.restart();
    expect((await call).code).toBe('transport-closed');
    await until(() => watched.kinds().includes('reply-abandoned'));
    expect(watched.kinds().filter((kind) => kind === 'reply-returned').length).toBeGreaterThan(1);
  });

  it('a queue that was not there for a while is not tried for the next answer', async () => {
    const bus = new MemoryBus();
    const watched = watch();
    const server = open(bus, { ...watched, patienceMs: 400 });
    const topic = newTopic();
    await server.serve(serving(topic), () => null);
    const request = (id: string): Buffer =>
      Buffer.from(
        JSON.stringify({ method: 'x', version: '3.0', _msg_id: id, _reply_q: 'reply_x' }),
      );
    const times = (kind: string): number => watched.kinds().filter((each) => each === kind).length;
    bus.put(topic, request('1'));
    await until(() => times('reply-abandoned') === 1);
    const tried = times('reply-returned');
    bus.put(topic, request('2'));
    await until(() => times('reply-abandoned') === 2);
    expect(times('reply-returned')).toBe(tried);
    // And then it is, once more.
    await sleep(450);
    bus.put(topic, request('3'));
    await until(() => times('reply-returned') > tried);
  });
});
