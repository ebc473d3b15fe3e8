// `backlevel conductor` as an operator runs it: a program on a broker, which backports for whoever asks, and
// leaves when it is told to.

import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  amqpTransport,
  ConductorClient,
  conductorPort,
  LocalCalls,
  RequestContext,
  type Transport,
} from '../../../src/rpc/index.js';
import { folderWith } from '../../support/folder.js';
import { backlevel, startBacklevel } from '../../support/program.js';
import { anyRabbit, missingRabbit, type Rabbit } from '../../support/rabbitmq.js';
import { codeOf } from '../../rpc/fleet.js';
import { describeWith } from '../requirement.js';

const FILES = {
  'backlevel.config.yaml': 'namespace: shop\n',
  'schemas/box.yaml': `object: Box
version: "1.1"
fields: { id: integer, label: string }
methods: { save: {} }
history:
  "1.1":
    - add: label
  "1.0": First version
`,
};

const BOX = {
  'versioned_object.name': 'Box',
  'versioned_object.namespace': 'shop',
  'versioned_object.version': '1.1',
  'versioned_object.data': { id: 1, label: 'Ärmel' },
  'versioned_object.changes': ['label'],
};

describeWith(missingRabbit, 'RabbitMQ', () => {
  let rabbit: Rabbit | undefined;
  let transport: Transport | undefined;
  beforeAll(async () => {
    rabbit = await anyRabbit();
    transport = await amqpTransport({ url: rabbit.url });
  });
  afterAll(async () => {
    await transport?.close();
    await rabbit?.stop();
  });

  it('backports for older peers, refuses what it cannot do, and drains on SIGTERM', async () => {
    if (rabbit === undefined || transport === undefined) throw new Error('there is no broker');
    const cwd = folderWith(FILES);
    const env = { BACKLEVEL_AMQP_URL: rabbit.url };
    const program = startBacklevel(['conductor', '--topic', 'boxes'], { cwd, env });
    let told = '';
    program.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
    await expect.poll(() => told, { timeout: 30_000 }).toContain('answers boxes: 1 object');
    expect(told).not.toContain('guest@');

    const client = new ConductorClient(
      conductorPort(transport, { target: { topic: 'boxes' }, timeoutMs: 20_000 }),
      Date.now,
    );
    const context = new RequestContext({ calls: new LocalCalls([]) });
    expect(await client.ping(context, 'hello')).toEqual({ pong: 'hello' });
    expect(await client.backport(context, BOX, { Box: '1.0' })).toEqual({
      'versioned_object.name': 'Box',
      'versioned_object.namespace': 'shop',
      'versioned_object.version': '1.0',
      'versioned_object.data': { id: 1 },
    });
    const newer = { ...BOX, 'versioned_object.version': '1.2' };
    expect(await codeOf(() => client.backport(context, newer, { Box: '1.0' }))).toBe(
      'conductor-too-old',
    );
    const save = { method: 'save', isIdempotent: false };
    expect(await codeOf(() => client.objectAction(context, save, BOX, []))).toBe('not-implemented');

    program.kill('SIGTERM');
    const [code] = (await once(program, 'exit')) as [number | null];
    expect(told).toContain('0 abandoned');
    // Of the ping, two backports and a method that nobody implemented, one backport was turned down.
    expect(told).toContain('requests 4, backports 1, losses 1, refused 1, dropped 0');
    expect(code).toBe(0);
  });

  it('says what is wrong with its broker, and prints no password', async () => {
    const cwd = folderWith(FILES);
    const wrong = await backlevel(['conductor', '--amqp', 'http://user:secret@host/'], { cwd });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).not.toContain('secret');
    const none = await backlevel(['conductor'], { cwd });
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('BACKLEVEL_AMQP_URL');
  });
});
