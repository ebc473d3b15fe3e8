// A field that is not set is loaded where its context says: by what was implemented here, or by a conductor.

import { describe, expect, test } from 'vitest';
import { registry, ServerGroup } from '../../generated/index.js';
import type { JsonValue } from '../../src/core/json.js';
import type { Manifest } from '../../src/core/envelope.js';
import {
  implement,
  type Implementation,
  LocalCalls,
  RemoteCalls,
  RequestContext,
} from '../../src/rpc/index.js';
import { codeOf, fleetWith } from './fleet.js';

const GROUP = '00000000-0000-0000-0000-00000000000a';
const MEMBER = '00000000-0000-0000-0000-00000000000b';

function loaders(asked: string[] = []): Implementation {
  return implement(
    ServerGroup,
    { addMembers: (_context, _group, members) => members, save: () => undefined },
    {
      load: {
        members: (context, group) => {
          asked.push(`${context.userId ?? '?'} ${group.uuid}`);
          return [MEMBER];
        },
        policy: () => 'affinity',
        // What a database of long ago has.
        name: () => JSON.parse('7') as string,
      },
    },
  );
}

function group(): ServerGroup {
  const made = new ServerGroup({ uuid: GROUP });
  made.objResetChanges();
  made.rules = { max: 2 };
  return made;
}

const local = (implementation: Implementation) => (): RequestContext =>
  new RequestContext({ calls: new LocalCalls([implementation]), userId: 'ada' });

describe.each([
  ['here', (asked: string[]) => local(loaders(asked))],
  [
    'by a conductor',
    (asked: string[]) => fleetWith({ implementations: [loaders(asked)] }).contextOf,
  ],
])('a field that is not set, loaded %s,', (_where, contextFor) => {
  test('is set, is no change, and changes nothing else', async () => {
    const asked: string[] = [];
    const made = contextFor(asked)().bind(group());
    expect(await made.objLoadAttr('members')).toEqual([MEMBER]);
    expect(made.members).toEqual([MEMBER]);
    expect(made.objWhatChanged()).toEqual(['rules']);
    expect(made.rules).toEqual({ max: 2 });
    expect(asked).toEqual([`ada ${GROUP}`]);
    await made.objLoadAttr('members');
    expect(asked).toHaveLength(1);
  });

  test('is what the schema says of it, or an error', async () => {
    const made = contextFor([])().bind(group());
    expect(await codeOf(() => made.objLoadAttr('name'))).toMatch(/invalid-value|remote-failure/);
    expect(made.objIsSet('name')).toBe(false);
  });

  test('that nothing loads is an error, and stays unset', async () => {
    const made = contextFor([])().bind(group());
    expect(await codeOf(() => made.objLoadAttr('deletedAt'))).toMatch(
      /not-loadable|remote-failure/,
    );
    expect(made.objIsSet('deletedAt')).toBe(false);
  });
});

describe('over the wire', () => {
  test('it is asked for once, by the name that the sent version has for it', async () => {
    const { requests, contextOf } = fleetWith({ implementations: [loaders()] });
    const pin: Manifest = { ...registry.manifest(), ServerGroup: '1.2' };
    const made = contextOf(pin).bind(new ServerGroup({ uuid: GROUP }));
    // `policies` is a list there.
    expect(await made.objLoadAttr('policy')).toBe('affinity');
    expect(requests.map(({ method, args }) => [method, args['objmethod'], args['args']])).toEqual([
      ['object_action', 'obj_load_attr', ['policies']],
    ]);
  });

  test('a field that the pinned version does not have is not asked for', async () => {
    const { requests, contextOf } = fleetWith({ implementations: [loaders()] });
    const made = contextOf({ ...registry.manifest(), ServerGroup: '1.0' }).bind(
      new ServerGroup({ uuid: GROUP }),
    );
    const error = await made.objLoadAttr('members').catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('ServerGroup 1.0, which this process is pinned to');
    expect(requests).toEqual([]);
  });

  test('whether it may be loaded is for the user to say, by the property', async () => {
    const seen: unknown[] = [];
    const { contextOf } = fleetWith({
      implementations: [loaders()],
      authorise: ({ method, field }) => {
        seen.push([method.name, field]);
        return field !== 'policy';
      },
    });
    const made = contextOf().bind(group());
    expect(await codeOf(() => made.objLoadAttr('policy'))).toBe('not-authorised');
    expect(await made.objLoadAttr('members')).toEqual([MEMBER]);
    expect(seen).toEqual([
      ['obj_load_attr', 'policy'],
      ['obj_load_attr', 'members'],
    ]);
  });

  test.each<[JsonValue[], string]>([
    [['nothing'], 'bad-arguments'],
    [['constructor'], 'bad-arguments'],
    [['__proto__'], 'bad-arguments'],
    [[], 'bad-arguments'],
    [['members', 'name'], 'bad-arguments'],
    [[{ members: 1 }], 'invalid-value'],
    // It was removed in 1.2, and is of 1.1 alone.
    [['metadetails'], 'bad-arguments'],
  ])('%j names no field', async (args, code) => {
    const { conductor } = fleetWith({ implementations: [loaders()] });
    const objinst = group().objToPrimitive() as JsonValue;
    const request = {
      method: 'object_action',
      args: { objinst, objmethod: 'obj_load_attr', args, kwargs: {} },
      context: {},
    };
    expect(await codeOf(() => conductor.handle(request))).toBe(code);
  });

  test('a caller gives what it has, and is given that field and nothing more', async () => {
    const { conductor } = fleetWith({ implementations: [loaders()] });
    const answer = (name: string, objinst: JsonValue): Promise<JsonValue> =>
      conductor.handle({
        method: 'object_action',
        args: { objinst, objmethod: 'obj_load_attr', args: [name], kwargs: {} },
        context: {},
      });
    const objinst = group().objToPrimitive() as JsonValue;
    expect(await answer('members', objinst)).toEqual([
      { members: [MEMBER], obj_what_changed: ['rules'] },
      null,
    ]);
    expect(await answer('rules', objinst)).toEqual([{ obj_what_changed: ['rules'] }, null]);
  });
});

test('who has no conductor and no loaders says so', async () => {
  const made = new RequestContext({ calls: new LocalCalls([]) }).bind(group());
  expect(await codeOf(() => made.objLoadAttr('members'))).toBe('not-loadable');
  const remote = new RemoteCalls({ registry, conductor: fleetWith().client });
  const other = new RequestContext({ calls: remote }).bind(group());
  expect(await codeOf(() => other.objLoadAttr('members'))).toBe('not-loadable');
});
