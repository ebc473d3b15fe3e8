// Live against Python's own oslo.messaging on RabbitMQ, in both directions.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  amqpTransport,
  CallFailure,
  isTransportError,
  NoSuchMethod,
  type Transport,
  type TransportEvent,
} from '../../../src/rpc/transport/index.js';
import { codeOf, message, newTopic, serving, sleep, until } from '../../rpc/transport/harness.js';
import { anyRabbit, missingRabbit, type Rabbit } from '../../support/rabbitmq.js';
import { describeWith } from '../requirement.js';
import { missingOslo, PythonPeer } from './python-peer.js';

const ARGS = { text: 'grüße 🐘 \u0001"\\', list: [1, null, true, -0.5], map: { a: { b: [] } } };
const CONTEXT = { user_id: 'u1', request_id: 'req-ü', roles: ['admin'], nothing: null };

describeWith(missingRabbit ?? missingOslo(), 'Python on the same broker', () => {
  let rabbit: Rabbit | undefined;
  const peers: PythonPeer[] = [];
  const opened: Transport[] = [];
  const url = (): string => rabbit?.url ?? '';
  const oslo = (): string => `rabbit://${url().replace(/^amqp:\/\//, '')}/`;

  beforeAll(async () => {
    rabbit = await anyRabbit();
  });
  afterAll(async () => {
    for (const peer of peers.splice(0)) peer.end();
    await rabbit?.stop();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((transport) => transport.close()));
  });

  async function open(observer?: (event: TransportEvent) => void): Promise<Transport> {
    const transport = await amqpTransport({
      url: url(),
      ...(observer === undefined ? {} : { observer }),
    });
    opened.push(transport);
    return transport;
  }

  async function python(...args: string[]): Promise<PythonPeer> {
    const peer = new PythonPeer('peer.py', ...args);
    peers.push(peer);
    return peer.ready();
  }

  describe('a Python server', () => {
    const topic = newTopic();
    const servers: PythonPeer[] = [];
    beforeAll(async () => {
      servers.push(
        ...(await Promise.all(
          ['py-a', 'py-b'].map((name) => python('server', oslo(), topic, name)),
        )),
      );
    });

    it('understands our calls, and we its answers: unicode, null, context, namespaces', async () => {
      const client = await open();
      const echoed = await client.call({ topic }, message('echo', ARGS, { context: CONTEXT }));
      expect(echoed).toMatchObject({ args: ARGS, context: CONTEXT });
      expect(await client.call({ topic }, message('nothing'))).toBeNull();
      const special = message('whoami', {}, { namespace: 'special', version: '1.0' });
      expect(await client.call({ topic }, special)).toBe('special');
    });

    it('answers alone when it is meant alone', async () => {
      const client = await open();
      for (const server of ['py-a', 'py-b', 'py-a']) {
        const answer = await client.call({ topic, server }, message('echo'));
        expect(answer).toMatchObject({ server });
      }
    });

    it('fails in four ways, each with its class', async () => {
      const client = await open();
      const failure = async (asked: ReturnType<typeof message>): Promise<unknown[]> => {
        const error: unknown = await client.call({ topic }, asked).catch((e: unknown) => e);
        if (!isTransportError(error, 'remote-failure')) throw new Error('another error');
        expect(JSON.stringify(error)).not.toContain('Traceback');
        return [error.remoteModule, error.remoteClass, error.message, error.kwargs];
      };
      const dispatcher = 'oslo_messaging.rpc.dispatcher';
      expect(await failure(message('value_error'))).toEqual([
        'builtins',
        'ValueError',
        'a wrong value ü',
        {},
      ]);
      expect(await failure(message('not_found'))).toEqual([
        '__main__',
        'InstanceNotFound',
        'no instance',
        { uuid: 'u-1' },
      ]);
      expect(await failure(message('expected'))).toEqual([
        'builtins',
        'KeyError',
        "'expected'",
        {},
      ]);
      expect((await failure(message('missing'))).slice(0, 2)).toEqual([dispatcher, 'NoSuchMethod']);
      const tooNew = await failure(message('echo', {}, { version: '4.0' }));
      expect(tooNew.slice(0, 2)).toEqual([dispatcher, 'UnsupportedVersion']);
    });

    it('keeps a long call alive with heartbeats, and ends it where there is no time', async () => {
      const events: TransportEvent[] = [];
      const client = await open((event) => events.push(event));
      const options = { monitorMs: 2000, timeoutMs: 30_000 };
      expect(await client.call({ topic }, message('sleep', { seconds: 5 }), options)).toBe(5);
      expect(events.filter(({ kind }) => kind === 'heartbeat').length).toBeGreaterThanOrEqual(3);
      const short = client.call({ topic }, message('sleep', { seconds: 2 }), { timeoutMs: 500 });
      expect(await codeOf(short)).toMatchObject({ code: 'call-timeout', mayHaveRun: true });
      // The late answer belongs to nobody.
      await until(() => events.some(({ kind }) => kind === 'reply-unknown'));
    });

    it('a large answer comes whole', async () => {
      const client = await open();
      const text = await client.call({ topic }, message('large', { size: 3_000_000 }));
      expect(text).toHaveLength(3_000_000);
    });

    it('gets our casts and fanouts', async () => {
      const client = await open();
      const heard = (): unknown[] =>
        servers.flatMap(({ said }) =>
          said.flatMap(({ note, server }) => (note === undefined ? [] : [[note, server]])),
        );
      await client.cast({ topic, server: 'py-b' }, message('note', { n: 1 }));
      await until(() => heard().length === 1);
      expect(heard()).toEqual([[{ n: 1 }, 'py-b']]);
      await client.fanout({ topic }, message('note', { n: 2 }));
      await until(() => heard().length === 3);
      await client.cast({ topic }, message('note', { n: 3 }));
      await until(() => heard().length === 4);
      await sleep(200);
      expect(
        heard()
          .filter((entry) => JSON.stringify(entry).includes('"n":2'))
          .sort(),
      ).toEqual([
        [{ n: 2 }, 'py-a'],
        [{ n: 2 }, 'py-b'],
      ]);
      expect(heard()).toHaveLength(4);
    });
  });

  describe('a Python client', () => {
    let client: PythonPeer | undefined;
    beforeAll(async () => {
      client = await python('client', oslo());
    });
    const ask = async (request: Record<string, unknown>): Promise<unknown> => client?.ask(request);

    it('understands our answers, and we its calls', async () => {
      const topic = newTopic();
      const server = await open();
      await server.serve(serving(topic), ({ args, context, version, isCall }) => ({
        args,
        context,
        version,
        isCall,
      }));
      const answer = await ask({
        topic,
        method: 'echo',
        args: ARGS,
        context: CONTEXT,
        version: '3.1',
      });
      expect(answer).toEqual({
        result: { args: ARGS, context: CONTEXT, version: '3.1', isCall: true },
      });
    });

    it('gets its own classes for failures of ours, and learns what we do not serve', async () => {
      const topic = newTopic();
      const server = await open();
      await server.serve(serving(topic), ({ method }) => {
        switch (method) {
          case 'value_error':
            throw new CallFailure({ class: 'ValueError', module: 'builtins', message: 'wrong ü' });
          case 'declared':
            throw new CallFailure({
              class: 'InstanceNotFound',
              module: 'compute',
              message: 'none',
              kwargs: { uuid: 'u' },
            });
          case 'bug':
            throw new TypeError('a bug');
          case 'nothing':
            return null;
          default:
            throw new NoSuchMethod(method);
        }
      });
      expect(await ask({ topic, method: 'value_error' })).toMatchObject({
        error: 'ValueError',
        text: expect.stringContaining('wrong ü') as unknown,
      });
      expect(await ask({ topic, method: 'declared' })).toMatchObject({
        error: 'RemoteError',
        remote: 'InstanceNotFound',
      });
      expect(await ask({ topic, method: 'bug' })).toMatchObject({
        error: 'RemoteError',
        remote: 'TypeError',
      });
      expect(await ask({ topic, method: 'gone' })).toMatchObject({
        error: expect.stringContaining('NoSuchMethod') as unknown,
      });
      expect(await ask({ topic, method: 'nothing', version: '4.0' })).toMatchObject({
        error: expect.stringContaining('UnsupportedVersion') as unknown,
      });
      expect(await ask({ topic, method: 'nothing' })).toEqual({ result: null });
    });

    it('is kept waiting by our heartbeats, and times out without an answer', async () => {
      const topic = newTopic();
      const server = await open();
      await server.serve(serving(topic), async ({ args }) => {
        await sleep(Number(args['ms']));
        return 'done';
      });
      const long = { topic, method: 'x', args: { ms: 5000 }, monitor: 2, timeout: 30 };
      expect(await ask(long)).toEqual({ result: 'done' });
      const short = { topic, method: 'x', args: { ms: 3000 }, timeout: 1 };
      expect(await ask(short)).toMatchObject({ error: 'MessagingTimeout' });
    });

    it('reaches one of us, all of us, and nobody in particular', async () => {
      const topic = newTopic();
      const heard: string[] = [];
      for (const server of ['a', 'b']) {
        await (
          await open()
        ).serve(serving(topic, { server }), ({ method, isCall }) => {
          heard.push(`${method} ${server} ${String(isCall)}`);
          return server;
        });
      }
      expect(await ask({ topic, method: 'call', prepare: { server: 'b' } })).toEqual({
        result: 'b',
      });
      await ask({ topic, method: 'cast', cast: true });
      await ask({ topic, method: 'all', cast: true, prepare: { fanout: true } });
      await until(() => heard.length === 4);
      expect(heard.filter((text) => text.startsWith('all')).sort()).toEqual([
        'all a false',
        'all b false',
      ]);
      expect(heard[0]).toBe('call b true');
    });
  });

  it('Python and we serve one topic side by side', async () => {
    const topic = newTopic();
    await python('server', oslo(), topic, 'py');
    const [client, server] = [await open(), await open()];
    await server.serve(serving(topic, { server: 'ts' }), () => ({ server: 'ts' }));
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => client.call({ topic }, message('echo'))),
    );
    const by = (name: string): number =>
      answers.filter((answer) => JSON.stringify(answer).includes(`"${name}"`)).length;
    expect(by('py')).toBeGreaterThan(5);
    expect(by('ts')).toBeGreaterThan(5);
    expect(by('py') + by('ts')).toBe(40);
  });
});
