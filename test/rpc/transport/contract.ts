// What every transport must do, run over memory and over a real broker.

import { afterEach, describe, expect, it } from 'vitest';
import { CallFailure, isTransportError, type Transport } from '../../../src/rpc/transport/index.js';
import {
  codeOf,
  echo,
  message,
  methods,
  newTopic,
  type Open,
  serving,
  sleep,
  until,
  watch,
} from './harness.js';

export function transportContract(name: string, open: Open): void {
  describe(`${name}: calls`, () => {
    const opened: Transport[] = [];
    const endpoint: Open = async (options) => {
      const transport = await open(options);
      opened.push(transport);
      return transport;
    };
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((transport) => transport.close()));
    });

    it('everything of a request arrives, and its answer comes back', async () => {
      const [client, server] = [await endpoint(), await endpoint()];
      const topic = newTopic();
      await server.serve(
        serving(topic, { endpoints: [{ version: '3.2', namespace: 'ns' }] }),
        echo,
      );
      const args = { text: 'grüße 🐘 \u0000"\\', list: [1, null, true, -0.5], map: { a: {} } };
      const context = { user_id: 'u1', roles: ['a', 'b'], nothing: null };
      const asked = message('echo', args, { context, namespace: 'ns', version: '3.1' });
      expect(await client.call({ topic }, asked)).toEqual({ ...asked, isCall: true });
    });

    it('null is a result, and so are false, 0 and the empty text', async () => {
      const [client, server] = [await endpoint(), await endpoint()];
      const topic = newTopic();
      await server.serve(serving(topic), ({ args }) => args['value'] ?? null);
      for (const value of [null, false, 0, '', [], {}]) {
        expect(await client.call({ topic }, message('echo', { value }))).toEqual(value);
      }
    });

    it('keys that every object answers to are data, in arguments and in the context', async () => {
      const [client, server] = [await endpoint(), await endpoint()];
      const topic = newTopic();
      await server.serve(serving(topic), ({ args, context }) => ({ args, context }));
      const hostile = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}') as object;
      const data = hostile as Record<string, string>;
      const result = await client.call({ topic }, message('x', data, { context: data }));
      expect(JSON.stringify(result)).toBe(JSON.stringify({ args: data, context: data }));
      expect('polluted' in {}).toBe(false);
    });

    it('a declared failure comes out with its class, module, message and arguments, and no stack', async () => {
      const [client, server] = [await endpoint(), await endpoint()];
      const topic = newTopic();
      await server.serve(serving(topic), methods);
      const error: unknown = await client.call({ topic }, message('fail')).catch((e: unknown) => e);
      if (!isTransportError(error, 'remote-failure')) throw new Error('another error');
      expect(error).toMatchObject({
        remoteClass: 'InstanceNotFound',
        remoteModule: 'compute.errors',
        message: 'no instance ü',
        args: ['no instance ü'],
        kwargs: { uuid: 'u-1' },
        mayHaveRun: true,
      });
      expect(error.stack).not.toContain('harness');
    });

    it('an error that nobody declared, an unknown method and a version that nobody answers fail as such', async () => {
      const [client, server] = [await endpoint(), await endpoint()];
      const topic = newTopic();
      await server.serve(serving(topic), methods);
      const classOf = async (asked: ReturnType<typeof message>): Promise<string> => {
        const error: unknown = await client.call({ topic }, asked).catch((e: unknown) => e);
        if (!isTransportError(error, 'remote-failure')) throw new Error('another error');
        return `${error.remoteModule}.${error.remoteClass}`;
      };
      const dispatcher = 'oslo_messaging.rpc.dispatcher';
      expect(await classOf(message('bug'))).toBe('backlevel.TypeError');
      expect(await classOf(message('constructor'))).toBe(`${dispatcher}.NoSuchMethod`);
      for (const version of ['4.0', '2.0', '3.3', '3', 'x', '']) {
        expect(await classOf(message('echo', {}, { version }))).toBe(
          `${dispatcher}.UnsupportedVersion`,
        );
      }
      const inNamespace = message('echo', {}, { namespace: 'other' });
      expect(await classOf(inNamespace)).toBe(`${dispatcher}.UnsupportedVersion`);
    });

    it('a failure that a server was answered itself is passed on as it came', async () => {
      const [client, middle, far] = [await endpoint(), await endpoint(), await endpoint()];
      const [topic, further] = [newTopic(), newTopic()];
      await far.serve(serving(further), methods);
      await middle.serve(serving(topic), () => middle.call({ topic: further }, message('fail')));
      await expect(client.call({ topic }, message('x'))).rejects.toMatchObject({
        remoteClass: 'InstanceNotFound',
        kwargs: { uuid: 'u-1' },
      });
    });

    it('no answer in time is an error that says the method may have run', async () => {
      const [client, server] = [await endpoint(), await endpoint()];
      const topic = newTopic();
      let heard = '';
      await server.serve(serving(topic), async ({ signal, timeoutMs }) => {
        await until(() => signal.aborted, 5000);
        heard = `aborted of ${timeoutMs !== undefined && timeoutMs <= 300 && timeoutMs > 200}`;
        return null;
      });
      const error = await codeOf(client.call({ topic }, message('x'), { timeoutMs: 300 }));
      expect(error).toMatchObject({ code: 'call-timeout', mayHaveRun: true });
      expect(error.message).toContain('300 ms');
      // The server hears of it, and may stop.
      await until(() => heard !== '');
      expect(heard).toBe('aborted of true');
    });

    it('nobody serves: the error says that nothing has run', async () => {
      const client = await endpoint();
      const topic = newTopic();
      const call = codeOf(client.call({ topic }, message('x'), { timeoutMs: 400 }));
      const cast = codeOf(client.cast({ topic }, message('x'), { timeoutMs: 400 }));
      expect(await call).toMatchObject({ code: 'no-server', mayHaveRun: false });
      expect(await cast).toMatchObject({ code: 'no-server', mayHaveRun: false });
    });

    it('a server that comes a little later still answers', async () => {
      const [client, server] = [await endpoint(), await endpoint()];
      const topic = newTopic();
      const call = client.call({ topic }, message('sleep', { ms: 1 }), { timeoutMs: 20_000 });
      await sleep(100);
      await server.serve(serving(topic), methods);
      expect(await call).toBe(1);
    });

    it('a long call lives on heartbeats, and its whole time still ends it', async () => {
      const watched = watch();
      const [client, server] = [await endpoint(watched), await endpoint()];
      const topic = newTopic();
      await server.serve(serving(topic), methods);
      const options = { monitorMs: 400, timeoutMs: 20_000 };
      expect(await client.call({ topic }, message('sleep', { ms: 1500 }), options)).toBe(1500);
      expect(watched.kinds().filter((kind) => kind === 'heartbeat').length).toBeGreaterThan(3);
      const short = { monitorMs: 400, timeoutMs: 900 };
      const error = await codeOf(client.call({ topic }, message('sleep', { ms: 1500 }), short));
      expect(error.code).toBe('call-timeout');
    });

    it('a caller gives up by its signal, before or while it waits', async () => {
      const [client, server] = [await endpoint(), await endpoint()];
      const topic = newTopic();
      await server.serve(serving(topic), methods);
      const control = new AbortController();
      const call = codeOf(
        client.call({ topic }, message('sleep', { ms: 2000 }), { signal: control.signal }),
      );
      await sleep(150);
      control.abort();
      expect(await call).toMatchObject({ code: 'call-cancelled', mayHaveRun: true });
      const before = await codeOf(
        client.call({ topic }, message('echo'), { signal: control.signal }),
      );
      expect(before).toMatchObject({ code: 'call-cancelled', mayHaveRun: false });
    });

    it('servers of one topic take turns; one of them can be meant alone', async () => {
      const client = await endpoint();
      const topic = newTopic();
      for (const server of ['a', 'b', 'c']) {
        await (await endpoint()).serve(serving(topic, { server }), () => server);
      }
      const all = Array.from({ length: 30 }, () => client.call({ topic }, message('x')));
      const answers = await Promise.all(all);
      for (const server of ['a', 'b', 'c']) {
        expect(answers.filter((answer) => answer === server).length).toBeGreaterThan(4);
      }
      for (const server of ['a', 'b', 'c', 'a']) {
        expect(await client.call({ topic, server }, message('x'))).toBe(server);
      }
      const missing = client.call({ topic, server: 'd' }, message('x'), { timeoutMs: 300 });
      expect((await codeOf(missing)).code).toBe('no-server');
    });

    it('a cast reaches one server and a fanout all of them, and nobody waits', async () => {
      const client = await endpoint();
      const topic = newTopic();
      const heard: string[] = [];
      for (const server of ['a', 'b', 'c']) {
        await (
          await endpoint()
        ).serve(serving(topic, { server }), ({ method, isCall }) => {
          heard.push(`${method} ${server} ${String(isCall)}`);
          return null;
        });
      }
      await client.cast({ topic }, message('cast'));
      await client.cast({ topic, server: 'b' }, message('directed'));
      await client.fanout({ topic }, message('fanout'));
      await until(() => heard.length === 5);
      await sleep(100);
      expect(heard.filter((text) => text.startsWith('cast'))).toHaveLength(1);
      expect(heard.filter((text) => text.startsWith('directed'))).toEqual(['directed b false']);
      expect(heard.filter((text) => text.startsWith('fanout')).sort()).toEqual(
        ['a', 'b', 'c'].map((server) => `fanout ${server} false`),
      );
      await client.fanout({ topic: newTopic() }, message('to nobody'));
    });

    it('topics of different exchanges are different topics', async () => {
      const [client, server] = [await endpoint({ exchange: 'left' }), await endpoint()];
      const topic = newTopic();
      await server.serve(serving(topic, { exchange: 'right' }), () => 'right');
      expect(await client.call({ topic, exchange: 'right' }, message('x'))).toBe('right');
      const other = client.call({ topic }, message('x'), { timeoutMs: 300 });
      expect((await codeOf(other)).code).toBe('no-server');
    });

    it('no more run at once than may, and all are answered', async () => {
      const [client, server] = [await endpoint(), await endpoint()];
      const topic = newTopic();
      let running = 0;
      let most = 0;
      await server.serve(serving(topic, { concurrency: 4, waiting: 3 }), async () => {
        running += 1;
        most = Math.max(most, running);
        await sleep(10);
        running -= 1;
        return null;
      });
      await Promise.all(Array.from({ length: 60 }, () => client.call({ topic }, message('x'))));
      expect(most).toBe(4);
    });

    it('a slow server holds back few requests that another could run', async () => {
      const client = await endpoint();
      const topic = newTopic();
      const slow = serving(topic, { server: 'slow', concurrency: 1, waiting: 1 });
      await (
        await endpoint()
      ).serve(slow, async () => {
        await sleep(400);
        return 'slow';
      });
      await (await endpoint()).serve(serving(topic, { server: 'quick' }), () => 'quick');
      const calls = Array.from({ length: 30 }, () => client.call({ topic }, message('x')));
      const answers = await Promise.all(calls);
      expect(answers.filter((answer) => answer === 'slow').length).toBeLessThanOrEqual(3);
    });

    it('what is too large or no JSON is refused before it is sent', async () => {
      const limits = { maxBytes: 5000, maxDepth: 5 };
      const [client, server] = [await endpoint({ limits }), await endpoint({ limits })];
      const topic = newTopic();
      await server.serve(serving(topic), ({ args }) =>
        args['deep'] === true ? [[[[[[[]]]]]]] : 'x'.repeat(Number(args['size'] ?? 1)),
      );
      const large = message('x', { text: 'x'.repeat(6000) });
      const deep = message('x', { deep: [[[[[[]]]]]] });
      const none = message('x', { date: NaN });
      expect((await codeOf(client.call({ topic }, large))).code).toBe('message-too-large');
      expect((await codeOf(client.cast({ topic }, deep))).code).toBe('not-json');
      expect((await codeOf(client.fanout({ topic }, none))).code).toBe('not-json');
      // A result that is, is a failure that says so: its caller must not wait in vain.
      const result = (args: { size?: number; deep?: boolean }): Promise<string> =>
        codeOf(client.call({ topic }, message('x', args))).then(({ message: text }) => text);
      expect(await result({ size: 6000 })).toContain('5000');
      expect(await result({ deep: true })).toContain('JSON');
      expect(await client.call({ topic }, message('x', { size: 1 }))).toBe('x');
    });

    it('what arrives too large or too deep is dropped with an event, and the server goes on', async () => {
      const watched = watch();
      const strict = { limits: { maxBytes: 5000, maxDepth: 5 }, observer: watched.observer };
      const [client, server] = [await endpoint(), await endpoint(strict)];
      const topic = newTopic();
      await server.serve(serving(topic), echo);
      await client.cast({ topic }, message('x', { text: 'x'.repeat(6000) }));
      await client.cast({ topic }, message('x', { deep: [[[[[[[[[]]]]]]]]] }));
      await client.call({ topic }, message('echo'));
      expect(
        watched.events.flatMap((event) => (event.kind === 'request-refused' ? event.why : [])),
      ).toEqual(['too-large', 'too-deep']);
    });

    it('a server that drains answers what runs, and leaves the rest to others', async () => {
      const [client, old, fresh] = [await endpoint(), await endpoint(), await endpoint()];
      const topic = newTopic();
      const served = await old.serve(
        serving(topic, { server: 'old', concurrency: 2 }),
        async () => {
          await sleep(300);
          return 'old';
        },
      );
      const calls = Array.from({ length: 6 }, () => client.call({ topic }, message('x')));
      await sleep(150);
      const drained = served.drain(5000);
      await fresh.serve(serving(topic, { server: 'fresh' }), () => 'fresh');
      expect(await drained).toEqual({ finished: 2, abandoned: 0 });
      expect((await Promise.all(calls)).sort()).toEqual([
        ...Array.from({ length: 4 }, () => 'fresh'),
        ...Array.from({ length: 2 }, () => 'old'),
      ]);
    });

    it('a drain ends when its time is over', async () => {
      const [client, server] = [await endpoint(), await endpoint()];
      const topic = newTopic();
      let isAborted = false;
      const served = await server.serve(serving(topic), async ({ signal }) => {
        signal.addEventListener('abort', () => {
          isAborted = true;
        });
        await sleep(1500);
        return null;
      });
      const call = codeOf(client.call({ topic }, message('x'), { timeoutMs: 3000 }));
      await sleep(150);
      expect(await served.drain(200)).toEqual({ finished: 0, abandoned: 1 });
      expect(isAborted).toBe(true);
      await client.close();
      expect(await call).toMatchObject({ code: 'transport-closed', mayHaveRun: true });
    });

    it('addresses that nobody can mean are refused', async () => {
      const client = await endpoint();
      for (const target of [
        { topic: '' },
        { topic: 'x'.repeat(300) },
        { topic: '#' },
        { topic: 'a.*' },
        { topic: 'a', server: '#' },
        { topic: 'a', server: '' },
        { topic: 'a', exchange: '' },
      ]) {
        expect((await codeOf(client.call(target, message('x')))).code).toBe('bad-setting');
        const served = client.serve(serving(target.topic, { server: 'one', ...target }), echo);
        expect((await codeOf(served)).code).toBe('bad-setting');
      }
      expect((await codeOf(client.cast({ topic: 'a' }, message('')))).code).toBe('bad-setting');
    });

    it('a failure whose arguments cannot cross still comes with its class', async () => {
      const limits = { maxBytes: 5000 };
      const [client, server] = [await endpoint(), await endpoint({ limits })];
      const topic = newTopic();
      await server.serve(serving(topic), ({ method }) => {
        throw new CallFailure({
          class: 'TooMuch',
          module: 'compute',
          message: 'ü'.repeat(100_000),
          args: method === 'large' ? ['x'.repeat(10_000)] : [NaN],
        });
      });
      for (const method of ['large', 'none']) {
        const call = client.call({ topic }, message(method));
        await expect(call).rejects.toMatchObject({ remoteClass: 'TooMuch' });
      }
    });

    it('a closed transport says so', async () => {
      const client = await endpoint();
      await client.close();
      for (const use of [
        client.call({ topic: 'x' }, message('x')),
        client.cast({ topic: 'x' }, message('x')),
        client.fanout({ topic: 'x' }, message('x')),
        client.serve(serving('x'), echo),
      ]) {
        expect(await codeOf(use)).toMatchObject({ code: 'transport-closed', mayHaveRun: false });
      }
      await client.close();
    });

    it('an observer that throws breaks nothing', async () => {
      const observer = (): void => {
        throw new Error('an observer that throws');
      };
      const warned: string[] = [];
      const onWarning = (warning: Error): void => void warned.push(warning.message);
      process.on('warning', onWarning);
      const [client, server] = [await endpoint({ observer }), await endpoint({ observer })];
      const topic = newTopic();
      await server.serve(serving(topic), methods);
      expect(await client.call({ topic }, message('sleep', { ms: 1 }))).toBe(1);
      await until(() => warned.length > 0);
      process.off('warning', onWarning);
      expect(warned[0]).toBe('an observer that throws');
    });
  });
}
