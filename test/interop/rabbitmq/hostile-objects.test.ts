// A conductor that is sent data which is not what it seems: objects where others are wanted, envelopes where there are
// none, secrets in the wrong place, and more of it than anything should hold.

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { UUID } from '../../rpc/fleet.js';
import { missingRabbit } from '../../support/rabbitmq.js';
import { describeWith } from '../requirement.js';
import { MANIFEST, primitive } from './hostile/requests.js';
import { enveloped, type JsonMap } from './hostile/stranger.js';
import { Victim } from './hostile/victim.js';
import { deep, HUGE, PROTO, WRONG } from './hostile/wrong.js';

describeWith(missingRabbit, 'strange objects for a conductor', () => {
  let victim: Victim;
  beforeAll(async () => {
    victim = await Victim.start();
  });
  afterAll(() => victim.stop());
  beforeEach(() => {
    victim.ran.length = 0;
  });

  it('another object where one is wanted is refused, at the top and inside', async () => {
    const tag = primitive('Tag', '1.0', { tag: 'x' });
    expect((await victim.refusesAction(tag, 'destroy')).failure?.class).toBe('NoSuchMethod');
    for (const [name, wrong] of [
      ...['flavor', 'tags', 'old_flavors', 'passthrough'].map((field) => [field, tag] as const),
      ['flavor', primitive('Instance', '2.7', {})],
      ['flavor', { ...primitive('Flavor', '1.1', {}), 'versioned_object.namespace': 'network' }],
      ['tags', [[tag]]],
      ['passthrough', [tag]],
      ['flavor', PROTO],
    ] as const) {
      await victim.refusesAction(
        primitive('Instance', '2.7', { uuid: UUID, [name]: wrong }),
        'save',
      );
    }
    expect(victim.ran).toEqual([]);
  });

  it('an envelope forged inside of plain data stays data, and is no object to anybody', async () => {
    const forged = primitive('Instance', '9.9', { user_data: 'x' });
    const extra = { forged, deep: [[forged]], ...(PROTO as JsonMap) };
    const host = primitive('Host', '1.12', { uuid: UUID, extra, cpu_info: forged });
    const asked = { objinst: host, objmethod: 'save', args: [], kwargs: {} };
    const { failure } = await victim.stranger.ask(victim.topic, 'object_action', asked);
    expect(failure).toBeNull();
    expect(victim.saved?.extra).toEqual(extra);
    expect(victim.saved?.cpuInfo).toEqual(forged);
    const aggregate = primitive('Aggregate', '1.3', { id: 1 });
    await victim.refusesAction(aggregate, 'update_metadata', [{ a: forged }]);
    const text = JSON.stringify(forged);
    await victim.stranger.ask(victim.topic, 'object_action', {
      ...{ objinst: aggregate, objmethod: 'update_metadata', args: [{ a: text }] },
    });
    expect(victim.ran).toEqual(['save', `metadata ${JSON.stringify({ a: text })}`]);
    const device = primitive('BlockDevice', '1.8', { connection_info: forged });
    const attach = { objinst: device, objmethod: 'attach', args: ['a'] };
    const answer = await victim.stranger.ask(victim.topic, 'object_action', attach);
    expect(answer.result).toEqual([{ obj_what_changed: [] }, { stored: forged }]);
    await victim.isUp();
  });

  it('no refusal says what stood in a sensitive field or argument', async () => {
    const secret = 'hunter2, 4711';
    const instance = (data: JsonMap, version = '2.7') => primitive('Instance', version, data);
    const manifest = { ...MANIFEST, Instance: '1.2' };
    const userData = Buffer.from(secret).toString('base64');
    for (const [method, args] of [
      ['object_action', { objinst: instance({ user_data: secret }), objmethod: 'save' }],
      ['object_action', { objinst: instance({ user_data: [secret] }), objmethod: 'save' }],
      [
        'object_backport_versions',
        { objinst: instance({ user_data: userData }, '1.4'), object_versions: manifest },
      ],
      [
        'object_action',
        {
          objinst: primitive('BlockDevice', '1.8', { encryption_secret_uuid: secret }),
          objmethod: 'save',
        },
      ],
      [
        'object_action',
        {
          objinst: instance({ uuid: UUID }, '2.5'),
          objmethod: 'set_admin_password',
          args: [secret, secret],
        },
      ],
      ...[[{ [secret]: secret }], [[secret]], [4711]].map(
        (args) =>
          [
            'object_class_action_versions',
            { objname: 'ConsoleToken', objmethod: 'validate', object_versions: MANIFEST, args },
          ] as const,
      ),
    ] as const) {
      const { text } = await victim.refuses(method, args);
      expect(text).not.toMatch(/hunter2|4711/);
      expect(text).not.toContain(userData);
    }
  });

  it('what is too deep for an object is an error, what is too deep or large for a message is dropped', async () => {
    const host = primitive('Host', '1.12', { uuid: UUID, extra: { a: deep(300) } });
    expect((await victim.refusesAction(host, 'save')).failure?.class).toBe('LimitExceededError');
    for (const body of [
      enveloped({ method: 'object_action', version: '3.0', args: { objinst: deep(600) } }),
      enveloped({ method: 'ping', version: '3.0', args: { arg: HUGE.repeat(9) } }),
      enveloped('{"method":"ping","args":{"arg":'.padEnd(100_000, '[')),
      Buffer.from('{"oslo.version":"2.0","oslo.message":"\\ud800"}'),
      Buffer.alloc(1_000, 0xff),
    ]) {
      victim.stranger.send(victim.topic, body);
      await victim.isUp();
    }
    expect(victim.ran).toEqual([]);
  });

  it('a sender is whoever it says it is, and what it says harms nobody', async () => {
    for (const [title, wrong] of Object.entries(WRONG)) {
      const more = {
        _context_request_id: wrong,
        _context_user_id: wrong,
        _context_deadline: wrong,
      };
      const named = title.length < 20 ? { [`_context_${title}`]: wrong } : {};
      const { failure } = await victim.stranger.ask(
        victim.topic,
        'ping',
        { arg: 1 },
        { ...more, ...named },
      );
      expect(failure).toBeNull();
      await victim.refuses(
        'object_class_action_versions',
        { objname: title },
        { ...more, ...named },
      );
    }
  });
});
