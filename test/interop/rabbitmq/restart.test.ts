// A broker that goes and comes again in the middle of traffic: everything recovers by itself.

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  amqpTransport,
  type Transport,
  type TransportOptions,
} from '../../../src/rpc/transport/index.js';
import {
  codeOf,
  message,
  methods,
  newTopic,
  serving,
  sleep,
  until,
  watch,
} from '../../rpc/transport/harness.js';
import { missingPrivateRabbit, type PrivateRabbit, privateRabbit } from '../../support/rabbitmq.js';
import { describeWith } from '../requirement.js';

describeWith(missingPrivateRabbit, 'a broker that restarts', () => {
  let rabbit: PrivateRabbit;
  const opened: Transport[] = [];
  beforeAll(async () => {
    rabbit = await privateRabbit();
  });
  afterAll(async () => {
    await rabbit.stop();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((transport) => transport.close()));
  });
  async function open(
    options: TransportOptions = {},
    url: string | string[] = rabbit.url,
  ): Promise<Transport> {
    const transport = await amqpTransport({ ...options, url });
    opened.push(transport);
    return transport;
  }

  it('calls go on after it, nothing runs twice, and those that failed say whether they may have run', async () => {
    const watched = watch();
    const [client, ...servers] = [await open(watched), await open(), await open()];
    const topic = newTopic();
    const ran = new Map<number, number>();
    for (const [index, server] of servers.entries()) {
      await server.serve(serving(topic, { server: `s${index}` }), async ({ args }) => {
        const n = Number(args['n']);
        ran.set(n, (ran.get(n) ?? 0) + 1);
        await sleep(20);
        return n;
      });
    }
    let isOver = false;
    let next = 0;
    const failed: { n: number; code: string; mayHaveRun: boolean }[] = [];
    const answered: number[] = [];
    const steady = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        const n = next++;
        const call = client.call({ topic }, message('x', { n }), { timeoutMs: 20_000 });
        const end = await call.then(
          (answer) => ({ answer }),
          () => codeOf(call),
        );
        if ('code' in end) failed.push({ n, ...end });
        else if (end.answer === n) answered.push(n);
      }
    });
    await until(() => answered.length > 100);
    await rabbit.kill();
    await sleep(500);
    await rabbit.start();
    const before = answered.length;
    await until(() => answered.length > before + 200, 60_000);
    await rabbit.halt();
    await rabbit.start();
    const again = answered.length;
    await until(() => answered.length > again + 200, 60_000);
    isOver = true;
    await Promise.all(steady);

    expect([...ran.values()].filter((times) => times > 1)).toEqual([]);
    // A call that failed and says that it did not run, did not.
    expect(failed.filter(({ n, mayHaveRun }) => !mayHaveRun && ran.has(n))).toEqual([]);
    expect(new Set(failed.map(({ code }) => code)).size).toBeLessThanOrEqual(3);
    // In flight at a restart are no more than there are callers.
    expect(failed.length).toBeLessThanOrEqual(16);
    expect(watched.kinds().filter((kind) => kind === 'connected')).toHaveLength(3);
    process.stdout.write(
      `\nbroker killed once and halted once: ${answered.length} answered, ${failed.length} failed ` +
        `(${failed.map(({ code }) => code).join(' ')}), 0 ran twice\n`,
    );
  });

  it('a call in flight gets its answer over the queue that is made again', async () => {
    const [client, server] = [await open(), await open()];
    const topic = newTopic();
    let begun = false;
    await server.serve(serving(topic), async () => {
      begun = true;
      await sleep(3000);
      return 'after the restart';
    });
    const call = client.call({ topic }, message('x'), { timeoutMs: 40_000 });
    await until(() => begun);
    await rabbit.kill();
    await rabbit.start();
    expect(await call).toBe('after the restart');
  });

  it('what is asked for while it is down waits, and fails in time when it stays so', async () => {
    const [client, server] = [await open(), await open()];
    const topic = newTopic();
    await server.serve(serving(topic), methods);
    await client.call({ topic }, message('echo'));
    await rabbit.halt();
    await sleep(100);
    const error = await codeOf(client.call({ topic }, message('echo'), { timeoutMs: 600 }));
    expect(error).toMatchObject({ code: 'not-connected', mayHaveRun: false });
    expect(error.message).toMatch(/ECONNREFUSED|CONNECTION_FORCED|closed|ECONNRESET/i);
    const cast = codeOf(client.cast({ topic }, message('echo'), { timeoutMs: 300 }));
    expect(await cast).toMatchObject({ code: 'not-connected', mayHaveRun: false });
    const patient = client.call({ topic }, message('sleep', { ms: 1 }), { timeoutMs: 40_000 });
    const told = client.fanout({ topic }, message('sleep', { ms: 1 }), { timeoutMs: 40_000 });
    await rabbit.start();
    expect(await patient).toBe(1);
    await told;
  });

  it('a server that drains while the broker is away ends in time', async () => {
    const [client, server] = [await open(), await open()];
    const topic = newTopic();
    let begun = false;
    const served = await server.serve(serving(topic), async () => {
      begun = true;
      await sleep(200);
      return null;
    });
    const call = codeOf(client.call({ topic }, message('x'), { timeoutMs: 3000 }));
    await until(() => begun);
    await rabbit.halt();
    expect(await served.drain(1000)).toEqual({ finished: 0, abandoned: 1 });
    await server.close();
    expect(await call).toMatchObject({ code: 'call-timeout', mayHaveRun: true });
    await rabbit.start();
  });

  it('of several brokers one that answers is taken', async () => {
    const watched = watch();
    const topic = newTopic();
    const server = await open();
    await server.serve(serving(topic), methods);
    const client = await open(watched, ['amqp://guest:guest@127.0.0.1:1', rabbit.url]);
    expect(await client.call({ topic }, message('sleep', { ms: 1 }))).toBe(1);
    expect(watched.kinds().slice(0, 3)).toEqual(['call-started', 'connect-failed', 'connected']);
  });

  it('with durable queues a cast outlives the broker', async () => {
    const durable = { url: rabbit.url, durableQueues: true, exchange: 'durable' };
    const [client, first] = [await amqpTransport(durable), await amqpTransport(durable)];
    opened.push(client, first);
    const topic = newTopic();
    const served = await first.serve(serving(topic), methods);
    await served.close();
    await client.cast({ topic }, message('x', { n: 7 }));
    await rabbit.halt();
    await rabbit.start();
    const heard: unknown[] = [];
    await first.serve(serving(topic), ({ args }) => {
      heard.push(args['n']);
      return null;
    });
    await until(() => heard.length > 0);
    expect(heard).toEqual([7]);
  });

  it('a transport without a broker is closed at once', async () => {
    await rabbit.halt();
    const transport = await open();
    await sleep(300);
    const before = performance.now();
    await transport.close();
    expect(performance.now() - before).toBeLessThan(1000);
    await rabbit.start();
  });
});
