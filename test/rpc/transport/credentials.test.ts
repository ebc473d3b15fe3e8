// Passwords come with the URL of a broker. They must stand in no error, no event and no picture of an object.

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { loadConnect } from '../../../src/rpc/transport/amqp/amqplib.js';
import { parseBrokerUrls } from '../../../src/rpc/transport/amqp/broker-urls.js';
import { amqpTransport } from '../../../src/rpc/transport/index.js';
import { codeOf, message, watch } from './harness.js';

const SECRET = 'p@ss:w%rd';
const WRITTEN = encodeURIComponent(SECRET);

describe('URLs of brokers', () => {
  it('one that cannot be used is told by its place, and never shown', async () => {
    for (const url of [
      `http://nova:${WRITTEN}@host/`,
      `nova:${WRITTEN}@host`,
      `amqp://nova:%ZZ${WRITTEN}@host`,
      `amqp://nova:${WRITTEN}@host:99999`,
      `amqp://nova:${WRITTEN}@host/?heartbeat=x`,
      '',
    ]) {
      const { code, message: text } = await codeOf(amqpTransport({ url: ['amqp://host', url] }));
      expect(code).toBe('bad-setting');
      expect(text).toContain('broker URL 2');
      expect(text).not.toMatch(/nova|w%rd|w%25rd/);
    }
    expect((await codeOf(amqpTransport({ url: [] }))).code).toBe('bad-setting');
  });

  it('are taken apart: port, virtual host, TLS, heartbeat', () => {
    const [plain, full] = parseBrokerUrls([
      'amqp://h',
      `amqps://nova:${WRITTEN}@[::1]/a%2Fb?heartbeat=7`,
    ]);
    expect(plain).toMatchObject({ title: 'h:5672', isTls: false });
    expect(plain?.connect).toMatchObject({
      protocol: 'amqp',
      hostname: 'h',
      port: 5672,
      heartbeat: 60,
    });
    expect(full).toMatchObject({ title: '[::1]:5671', isTls: true });
    expect(full?.connect).toMatchObject({
      protocol: 'amqps',
      hostname: '::1',
      username: 'nova',
      password: SECRET,
      vhost: 'a%2Fb',
      heartbeat: 7,
    });
  });

  it('a broker that is not there shows host and port alone: in errors, in events, in what is inspected', async () => {
    const watched = watch();
    const url = `amqp://nova:${WRITTEN}@127.0.0.1:1/vhost`;
    const transport = await amqpTransport({ url, ...watched });
    const call = transport.call({ topic: 'x' }, message('m'), { timeoutMs: 400 });
    const error: unknown = await call.catch((e: unknown) => e);
    await transport.close();
    expect(watched.kinds()).toContain('connect-failed');
    const shown = [
      inspect(transport, { depth: 20, showHidden: true }),
      inspect(error, { depth: 20, showHidden: true }),
      JSON.stringify([transport, error, watched.events]),
      String(error),
    ].join('\n');
    expect(shown).toContain('127.0.0.1:1');
    for (const secret of [SECRET, WRITTEN, 'nova']) expect(shown).not.toContain(secret);
  });

  it('a text of others loses user and password', () => {
    const [broker] = parseBrokerUrls(`amqp://nova:${WRITTEN}@h`);
    const text = `login of nova with ${SECRET} (${WRITTEN}) failed`;
    expect(broker?.scrub(text)).toBe('login of *** with *** (***) failed');
  });
});

describe('the package amqplib', () => {
  it('where it is missing the error says what to install', async () => {
    const missing = (): Promise<never> =>
      Promise.reject(
        Object.assign(new Error("Cannot find package 'amqplib'"), { code: 'ERR_MODULE_NOT_FOUND' }),
      );
    const error = await codeOf(loadConnect(missing));
    expect(error).toMatchObject({ code: 'package-missing' });
    expect(error.message).toContain('npm install amqplib');
  });
});
