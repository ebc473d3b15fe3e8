// A conductor whose callers may be anyone: whatever they ask for is refused with an error that says what is wrong
// and nothing else, does no harm, and the next honest call is answered.

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/core/json.js';
import { UUID } from '../../rpc/fleet.js';
import { heapMb } from '../../support/heap.js';
import { missingRabbit } from '../../support/rabbitmq.js';
import { describeWith } from '../requirement.js';
import { INSTANCE, MANIFEST, PARTS, primitive, REQUESTS } from './hostile/requests.js';
import type { JsonMap } from './hostile/stranger.js';
import { Victim } from './hostile/victim.js';
import { HUGE, NO_VERSIONS, WRONG } from './hostile/wrong.js';

/** Where what is wrong elsewhere means something: nothing given, or names that no object has. */
const HARMLESS = new Set([
  'object_action args null',
  'object_action kwargs null',
  'object_class_action_versions kwargs null',
]);

describeWith(missingRabbit, 'strange requests to a conductor', () => {
  let victim: Victim;
  beforeAll(async () => {
    victim = await Victim.start();
  });
  afterAll(() => victim.stop());
  beforeEach(() => {
    victim.ran.length = 0;
  });

  it.each(PARTS)('%s refuses a wrong %s, whatever it is', async (method, part) => {
    const all = REQUESTS[method] ?? {};
    const rest = Object.fromEntries(Object.entries(all).filter(([name]) => name !== part));
    for (const [title, wrong] of Object.entries(WRONG)) {
      if (HARMLESS.has(`${method} ${part} ${title}`)) continue;
      await victim.refuses(method, { ...rest, [part]: wrong });
    }
    if (part !== 'args' && part !== 'kwargs') await victim.refuses(method, rest);
    expect(victim.ran).toEqual([]);
  });

  it('only what a schema declares is a method, however it is called for', async () => {
    const { objinst } = REQUESTS['object_action'] ?? {};
    for (const name of [
      ...['constructor', '__proto__', 'toString', 'valueOf', 'then', '$$put', '$$type', '#run'],
      ...['objToPrimitive', 'objLoad', 'objClone', 'objUnset', 'getByUuid', 'get_by_uuid', 'find'],
      ...['set_admin_password', 'save ', 'Save', 'save\u0000', HUGE],
    ]) {
      await victim.refuses('object_action', { objinst: objinst ?? null, objmethod: name });
      await victim.refuses('object_class_action_versions', {
        ...REQUESTS['object_class_action_versions'],
        objmethod: name === 'get_by_uuid' ? 'save' : name,
      });
    }
    for (const name of ['constructor', '__proto__', 'handle', 'knows', '#classAction', 'Ping']) {
      expect((await victim.refuses(name, {})).failure?.class).toBe('NoSuchMethod');
    }
    expect(victim.ran).toEqual([]);
  });

  it('an argument has the name that the schema gives it, and no other', async () => {
    const base = REQUESTS['object_class_action_versions'];
    const named = JSON.parse(
      `[{"__proto__":"${UUID}"},{"constructor":1},{"toString":1},{"UUID":1},{"uuid":"${UUID}"},{"":1}]`,
    ) as JsonValue[];
    for (const kwargs of named)
      await victim.refuses('object_class_action_versions', { ...base, kwargs });
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`a${i}`, i]));
    await victim.refuses('object_class_action_versions', { ...base, kwargs: many });
    await victim.refuses('object_class_action_versions', { ...base, kwargs: { [HUGE]: 1 } });
  });

  it('a query asks for fields of the schema, in the form that queries have', async () => {
    const names = [
      '__proto__',
      'constructor',
      'toString',
      'displayName',
      'no_such',
      '$$type',
      HUGE,
    ];
    const queries: JsonValue[] = [
      ...names.flatMap((field) => [
        { where: { kind: 'eq', field, value: 'x' } },
        { where: { kind: 'not', one: { kind: 'isSet', field } } },
        { where: { kind: field, field: 'host', value: 'x' } },
        { order: [{ field, direction: 'asc' }] },
        { order: [{ field: 'host', direction: field }] },
        { fields: [field] },
        { [field]: 1 },
      ]),
      ...Object.entries(WRONG).flatMap(([, wrong]) => [
        { where: { kind: 'eq', field: wrong, value: 'x' } },
        { where: { kind: 'and', all: [wrong] } },
        { order: [wrong] },
        { fields: [wrong] },
      ]),
      ...NO_VERSIONS.map((version) => ({ version })),
    ];
    const base = { objname: 'Instance', objmethod: 'list', object_versions: MANIFEST };
    for (const query of queries) {
      const args = [{ version: '2.7', ...(query as JsonMap) }];
      const { failure } = await victim.refuses('object_class_action_versions', { ...base, args });
      expect(failure?.class).not.toBe('RpcError');
    }
  });

  it('a version that is none is an error, of the object and in the manifest', async () => {
    for (const version of NO_VERSIONS) {
      const args = { objinst: primitive('Instance', version, { uuid: UUID }) };
      await victim.refuses('object_action', { ...args, objmethod: 'save' });
      await victim.refuses('object_backport_versions', { ...args, object_versions: MANIFEST });
      if (version === '9.9') continue;
      const object_versions = { ...MANIFEST, Instance: version };
      await victim.refuses('object_backport_versions', { objinst: INSTANCE, object_versions });
    }
    // The third part is a peer's own affair, and a peer that speaks newer gets our newest.
    for (const [version, is] of [
      ['2.3.1', '2.3'],
      ['2.99', '2.7'],
    ]) {
      const asked = {
        objinst: INSTANCE,
        object_versions: { ...MANIFEST, Instance: version ?? '' },
      };
      const { result } = await victim.stranger.ask(victim.topic, 'object_backport_versions', asked);
      expect(result).toMatchObject({ 'versioned_object.version': is });
    }
  });

  it('a manifest may name what it likes: 100,000 objects of no schema change nothing', async () => {
    const entries = Array.from({ length: 100_000 }, (_, i): [string, string] => [`No${i}`, '1.0']);
    const many = JSON.parse(
      `{"__proto__":"1.0",${JSON.stringify(Object.fromEntries(entries)).slice(1)}`,
    ) as JsonMap;
    await victim.refuses('object_backport_versions', { objinst: INSTANCE, object_versions: many });
    const object_versions = { ...many, Instance: '2.3' };
    const asked = { objinst: INSTANCE, object_versions };
    const { result } = await victim.stranger.ask(victim.topic, 'object_backport_versions', asked);
    expect(result).toMatchObject({ 'versioned_object.version': '2.3' });
  });

  it('2,000 hostile requests leave nothing behind', async () => {
    const small = Object.entries(WRONG).filter(([title]) => !/huge|long|deep/.test(title));
    const before = heapMb();
    for (let round = 0; round < 20; round++) {
      const asked = Array.from({ length: 100 }, (_, i) => {
        const [method, part] = PARTS[i % PARTS.length] ?? ['', ''];
        const [, wrong = null] = small[i % small.length] ?? [];
        const own = `x${round}-${i}`;
        const context = {
          _context_request_id: own.repeat(500),
          [`_context_${own}`]: HUGE.slice(0, 9_000),
        };
        const args = { ...REQUESTS[method], [part]: i % 3 === 0 ? { [own]: own } : wrong };
        return victim.stranger.ask(victim.topic, i % 5 === 0 ? own : method, args, context);
      });
      await Promise.all(asked);
    }
    await victim.isUp();
    expect(heapMb() - before).toBeLessThan(24);
  });
});
