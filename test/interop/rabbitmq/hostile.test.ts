// Strangers on the broker: whoever may publish there can send anything to anyone. An event or an error each, and
// the process stays up.

import { type Channel, type ChannelModel, connect } from 'amqplib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  amqpTransport,
  type Transport,
  type TransportEvent,
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
import { anyRabbit, missingRabbit, type Rabbit } from '../../support/rabbitmq.js';
import { describeWith } from '../requirement.js';

describeWith(missingRabbit, 'strangers on the broker', () => {
  let rabbit: Rabbit;
  let stranger: ChannelModel;
  let channel: Channel;
  const opened: Transport[] = [];
  beforeAll(async () => {
    rabbit = await anyRabbit();
    stranger = await connect(rabbit.url, { noDelay: true });
    stranger.on('error', () => undefined);
  });
  afterAll(async () => {
    await stranger.close();
    await rabbit.stop();
  });
  beforeEach(async () => {
    channel = await stranger.createChannel();
    channel.on('error', () => undefined);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((transport) => transport.close()));
    await channel.close().catch(() => undefined);
  });

  async function open(options: TransportOptions = {}, url = rabbit.url): Promise<Transport> {
    const transport = await amqpTransport({ ...options, url });
    opened.push(transport);
    return transport;
  }
  const enveloped = (payload: unknown): Buffer =>
    Buffer.from(JSON.stringify({ 'oslo.version': '2.0', 'oslo.message': JSON.stringify(payload) }));
  const count = (events: readonly TransportEvent[], kind: TransportEvent['kind']): number =>
    events.filter((event) => event.kind === kind).length;

  it('requests that are none are dropped one by one, and those between them answered', async () => {
    const watched = watch();
    const [client, server] = [
      await open(),
      await open({ ...watched, limits: { maxBytes: 100_000 } }),
    ];
    const topic = newTopic();
    await server.serve(serving(topic), methods);
    const hostile = [
      Buffer.alloc(0),
      Buffer.from([0xff, 0x00, 0xfe]),
      Buffer.from('garbage'),
      Buffer.from('{"oslo.version":"9.0","oslo.message":"{}"}'),
      Buffer.from('{"oslo.version":"2.0","oslo.message":[1]}'),
      Buffer.from('['.repeat(50_000)),
      Buffer.alloc(5_000_000, 0x20),
      enveloped({
        method: 'x',
        args: { deep: JSON.parse('['.repeat(700) + ']'.repeat(700)) as unknown },
      }),
      enveloped({ method: { __proto__: null }, args: {} }),
      enveloped({ method: 'x', _msg_id: 'x', _reply_q: topic }),
      enveloped([]),
    ];
    for (const body of hostile) {
      channel.sendToQueue(topic, body, {
        headers: { 'x-death': [{ count: 9 }] },
        expiration: '60000',
      });
      expect(await client.call({ topic }, message('sleep', { ms: 0 }))).toBe(0);
    }
    expect(count(watched.events, 'request-refused')).toBe(hostile.length);
  });

  it('methods that every object has, and keys that are prototypes, reach the handler as plain data', async () => {
    const [client, server] = [await open(), await open()];
    const topic = newTopic();
    const asked: string[] = [];
    await server.serve(serving(topic), (request) => {
      asked.push(
        `${request.method} ${Object.keys(request.args).join()} ${Object.keys(request.context).join()}`,
      );
      return null;
    });
    const text =
      '{"method":"__proto__","args":{"__proto__":{"polluted":1}},"version":"3.0","_context___proto__":{"polluted":1}}';
    channel.sendToQueue(
      topic,
      Buffer.from(JSON.stringify({ 'oslo.version': '2.0', 'oslo.message': text })),
    );
    await client.call({ topic }, message('constructor'));
    expect(asked).toEqual(['__proto__ __proto__ __proto__', 'constructor  ']);
    expect('polluted' in {}).toBe(false);
  });

  it('answers that nobody waits for are events; one that cannot be read ends its call at once', async () => {
    const watched = watch();
    const client = await open(watched);
    const topic = newTopic();
    await channel.assertExchange('openstack', 'topic', { durable: false });
    await channel.assertQueue(topic, { durable: false });
    await channel.bindQueue(topic, 'openstack', topic);
    const requests: { _msg_id: string; _reply_q: string }[] = [];
    await channel.consume(topic, (delivery) => {
      const outer = JSON.parse(delivery?.content.toString() ?? '') as { 'oslo.message': string };
      requests.push(JSON.parse(outer['oslo.message']) as { _msg_id: string; _reply_q: string });
    });
    const reply = (body: Buffer | string): void => {
      channel.sendToQueue(requests[0]?._reply_q ?? '', Buffer.from(body));
    };
    const calls = Array.from({ length: 3 }, () =>
      codeOf(client.call({ topic }, message('x'), { timeoutMs: 20_000 })),
    );
    await until(() => requests.length === 3);
    reply('garbage');
    reply(Buffer.alloc(0));
    reply(enveloped({ result: 1, failure: null, ending: true, _msg_id: 'f'.repeat(32) }));
    reply(enveloped({ result: 1, failure: null, ending: true, _msg_id: '__proto__' }));
    await until(
      () =>
        count(watched.events, 'reply-refused') === 2 &&
        count(watched.events, 'reply-unknown') === 2,
    );
    const ids = requests.map(({ _msg_id }) => _msg_id);
    const broken = JSON.stringify(
      `{"result": NaN, "failure": null, "ending": true, "_msg_id": "${ids[0] ?? ''}"}`,
    );
    reply(`{"oslo.version":"2.0","oslo.message":${broken}}`);
    reply(
      enveloped({ result: 'x'.repeat(17_000_000), failure: null, ending: true, _msg_id: ids[1] }),
    );
    reply(enveloped({ result: null, failure: '{"class":5}', ending: true, _msg_id: ids[2] }));
    for (const call of calls)
      expect(await call).toMatchObject({ code: 'broken-reply', mayHaveRun: true });
  });

  it('callers that are not there cost a bounded effort', async () => {
    const watched = watch();
    const [client, server] = [await open(), await open({ ...watched, patienceMs: 1500 })];
    const topic = newTopic();
    await server.serve(serving(topic), methods);
    for (let n = 0; n < 1500; n++) {
      const ids = { _msg_id: `m${n}`, _reply_q: `reply_nobody_${n}`, _unique_id: `u${n}` };
      channel.sendToQueue(topic, enveloped({ method: 'echo', version: '3.0', ...ids }));
    }
    await until(() => count(watched.events, 'request-ended') >= 1500);
    // No place is taken by them.
    expect(await client.call({ topic }, message('sleep', { ms: 1 }))).toBe(1);
    await until(() => count(watched.events, 'reply-abandoned') >= 1500);
    const why = new Set(
      watched.events.flatMap((event) => (event.kind === 'reply-abandoned' ? event.why : [])),
    );
    expect([...why].sort()).toEqual(['no-queue', 'too-many']);
  });

  it('the same request twice runs once', async () => {
    const watched = watch();
    const server = await open(watched);
    const topic = newTopic();
    let ran = 0;
    await server.serve(serving(topic), () => ++ran);
    for (let n = 0; n < 5; n++)
      channel.sendToQueue(topic, enveloped({ method: 'x', version: '3.0', _unique_id: 'same' }));
    await until(() => count(watched.events, 'duplicate') === 4);
    expect(ran).toBe(1);
  });

  it('a queue that someone deletes is made again', async () => {
    const [client, server] = [await open(), await open()];
    const topic = newTopic();
    await server.serve(serving(topic), methods);
    await client.call({ topic }, message('sleep', { ms: 0 }));
    await channel.deleteQueue(topic);
    expect(await client.call({ topic }, message('sleep', { ms: 2 }), { timeoutMs: 20_000 })).toBe(
      2,
    );
    expect(await client.call({ topic, server: 'one' }, message('sleep', { ms: 3 }))).toBe(3);
  });

  it('a topic that stands there with other flags is refused with the reason of the broker', async () => {
    const topic = newTopic();
    await channel.assertQueue(topic, { durable: true });
    const watched = watch();
    const server = await open(watched);
    const error = await codeOf(server.serve(serving(topic), methods));
    expect(error.code).toBe('broker-refused');
    expect(error.message).toMatch(/PRECONDITION_FAILED.*durable/);
    // The transport itself goes on.
    const other = newTopic();
    await server.serve(serving(other), methods);
    expect(await server.call({ topic: other }, message('sleep', { ms: 1 }))).toBe(1);
    await channel.deleteQueue(topic);
  });

  it('an exchange that stands there with other flags is an error of the calls to it alone', async () => {
    const exchange = newTopic();
    await channel.assertExchange(exchange, 'topic', { durable: true });
    const [client, server] = [await open(), await open()];
    const topic = newTopic();
    await server.serve(serving(topic, { concurrency: 4 }), methods);
    const good = client.call({ topic }, message('sleep', { ms: 300 }), { timeoutMs: 5000 });
    const bad = await codeOf(client.call({ topic, exchange }, message('x'), { timeoutMs: 5000 }));
    expect(bad).toMatchObject({ code: 'broker-refused', mayHaveRun: false });
    expect(await good).toBe(300);
    await channel.deleteExchange(exchange);
  });

  it('a login that is refused is told without the password', async () => {
    const watched = watch();
    const url = rabbit.url.replace(/\/\/[^@]*@/, '//guest:wr0ng-passw0rd@');
    const client = await open(watched, url);
    const error = await codeOf(client.call({ topic: 'x' }, message('x'), { timeoutMs: 2000 }));
    expect(error).toMatchObject({ code: 'not-connected', mayHaveRun: false });
    expect(error.message).toContain('ACCESS_REFUSED');
    expect(JSON.stringify([error, watched.events])).not.toContain('wr0ng');
  });

  it('what we publish has the properties that oslo.messaging gives it', async () => {
    const client = await open();
    const topic = newTopic();
    await channel.assertExchange('openstack', 'topic', { durable: false });
    await channel.assertQueue(topic, { durable: false });
    await channel.bindQueue(topic, 'openstack', topic);
    const seen: Record<string, unknown>[] = [];
    await channel.consume(topic, (delivery) => {
      const all = delivery?.properties as Record<string, unknown> | undefined;
      seen.push(
        Object.fromEntries(Object.entries(all ?? {}).filter(([, value]) => value !== undefined)),
      );
    });
    const common = {
      contentType: 'application/json',
      contentEncoding: 'utf-8',
      deliveryMode: 2,
      priority: 0,
      headers: {},
    };
    await client.cast({ topic }, message('x'));
    await codeOf(client.call({ topic }, message('x'), { timeoutMs: 700 }));
    await sleep(50);
    expect(seen).toHaveLength(2);
    expect(seen[0]).toEqual(common);
    expect(seen[1]).toEqual({ ...common, expiration: expect.any(String) as unknown });
    expect(Number(seen[1]?.['expiration'])).toBeGreaterThan(300);
    expect(Number(seen[1]?.['expiration'])).toBeLessThanOrEqual(700);
  });
});
