// Objects between the languages, live on RabbitMQ: oslo.messaging and oslo.versionedobjects in Python, on the one side
// or on the other.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/core/json.js';
import { newTopic, sleep } from '../../rpc/transport/harness.js';
import { anyRabbit, missingRabbit, type Rabbit } from '../../support/rabbitmq.js';
import { missingPython } from '../python/python-peer.js';
import { describeWith } from '../requirement.js';
import { CASES, type Language } from './python-objects/cases.js';
import { pythonConductor, pythonNode } from './python-objects/python-sides.js';
import {
  ADA,
  ADA_DATA,
  BOB,
  BOB_DATA,
  type Data,
  envelope,
  inOrder,
  older,
  STORED,
} from './python-objects/servers.js';
import type { Conductor, Heard, Node, Outcome, Places, Side } from './python-objects/sides.js';
import { SHUT_OUT, typescriptConductor } from './python-objects/typescript-conductor.js';
import { typescriptNode } from './python-objects/typescript-node.js';
import { missingOslo } from './python-peer.js';

/** Ports of which the conductor has changed one. */
const READDRESSED = [
  envelope('Port', '1.0', { address: '10.9.9.9' }, ['address']),
  envelope('Port', '1.0', { address: '10.0.0.2' }),
];

interface Pair {
  readonly places: Places;
  readonly node: Node;
  readonly conductor: Conductor;
}

describeWith(
  missingRabbit ?? missingOslo() ?? missingPython(),
  'objects between the languages',
  () => {
    let rabbit: Rabbit;
    beforeAll(async () => {
      rabbit = await anyRabbit();
    });
    afterAll(() => rabbit.stop());

    describe('a TypeScript node with a Python conductor', () => {
      const pair = paired(() => rabbit.url, typescriptNode, pythonConductor);
      conversation('typescript', pair);

      it('a value that a Python conductor does not bring down is an error, and the object stays as it was', async () => {
        const came = await pair().node.step({ call: 'shelve', on: older(ADA_DATA) });
        expect(came.error?.text).toContain('Server.state');
        expectObject(came, older(ADA_DATA));
      });

      it('of a list whose members it changed a Python conductor says nothing, and the members do', async () => {
        const came = await pair().node.step({ call: 'readdress', on: older(ADA_DATA) });
        expectObject(came, older({ ...ADA_DATA, ports: READDRESSED }));
      });

      it('a method that the Python class does not have is what Python says of it', async () => {
        const { error } = await pair().node.step({ call: 'forget', on: older(ADA_DATA) });
        expect(error?.kind).toBe('RemoteFailure AttributeError');
      });

      it('a node that is pinned to less than it reads has newer objects inside brought down as well', async () => {
        const { places } = pair();
        const pin = { Server: '1.0', ServerList: '1.0', Port: '1.0', Flavor: '1.0' };
        const apart = { ...places, nodes: newTopic() };
        const node = await typescriptNode(apart, { speaks: 'between', pin });
        const came = await node.step({ call: 'resize', on: older(ADA_DATA), args: ['m1.large'] });
        await node.end();
        const flavor = envelope('Flavor', '1.0', { name: 'm1.large', vcpus: 8 });
        expectResult(came, flavor);
        expectObject(came, older({ ...ADA_DATA, flavor }));
      });
    });

    describe('a Python node with a TypeScript conductor', () => {
      const served: string[] = [];
      const conductorOf = (places: Places): Promise<Conductor> =>
        typescriptConductor(places, (event) => {
          if (event.kind === 'served') served.push(event.method);
        });
      const pair = paired(() => rabbit.url, pythonNode, conductorOf);
      conversation('python', pair);

      it('an answer is at the versions of the node at once: nothing is asked again', async () => {
        served.length = 0;
        const { node } = pair();
        await node.step({ call: 'Server.by_name' });
        await node.step({ call: 'resize', on: older(ADA_DATA), args: ['m1.large'] });
        expect(served).toEqual(['compute.Server/by_name', 'compute.Server/resize']);
      });

      it('a value that the node does not know is told as one that it does', async () => {
        const came = await pair().node.step({ call: 'shelve', on: older(ADA_DATA) });
        expectResult(came, null);
        expectObject(came, older({ ...ADA_DATA, state: 'stopped' }, ['state']));
      });

      it('a list whose members the conductor changed is still changed', async () => {
        const came = await pair().node.step({ call: 'readdress', on: older(ADA_DATA) });
        expectObject(came, older({ ...ADA_DATA, ports: READDRESSED }, ['ports']));
      });

      it('a field that is not set any more stays as it was in Python, which has no word for it', async () => {
        const came = await pair().node.step({ call: 'forget', on: older(BOB_DATA) });
        expectResult(came, null);
        expectObject(came, older(BOB_DATA));
      });

      it('arguments by name', async () => {
        const came = await pair().node.step({ call: 'Server.find', named: { zone: 'ä' } });
        expectResult(came, [older(ADA_DATA)]);
      });

      it('who may not call hears it, and arguments that do not fit, as errors of a class that Python has not', async () => {
        const { node } = pair();
        const refused = await node.step({ call: 'Server.by_name', user: SHUT_OUT });
        expect(refused.error?.kind).toBe('RemoteError RpcError');
        expect(refused.error?.text).toContain('Server.by_name() may not be called');
        const wrong = await node.step({ call: 'Server.find', args: ['ä', 'too many'] });
        expect(wrong.error?.kind).toBe('RemoteError RpcError');
        expect(wrong.error?.text).toContain('1 argument');
      });
    });
  },
);

/** One of each, for all tests of a block. */
function paired(
  url: () => string,
  nodeOf: (places: Places) => Promise<Node>,
  conductorOf: (places: Places) => Promise<Conductor>,
): () => Pair {
  let pair: Pair;
  beforeAll(async () => {
    const places = {
      url: url(),
      ...{ conductors: newTopic(), oldConductors: newTopic() },
      ...{ nodes: newTopic(), notices: newTopic() },
    };
    const [node, conductor] = await Promise.all([nodeOf(places), conductorOf(places)]);
    pair = { places, node, conductor };
  });
  afterAll(async () => {
    await Promise.all([pair.node.end(), pair.conductor.end()]);
  });
  beforeEach(() => pair.conductor.store(STORED));
  return () => pair;
}

/** What holds whichever side is Python. */
function conversation(language: Language, pair: () => Pair): void {
  for (const { title, step, result = null, object, fails, stored } of CASES) {
    it(title, async () => {
      const { node, places } = pair();
      const came = await node.step(step(places));
      if (fails === undefined) {
        expectResult(came, result);
      } else {
        expect(came.error?.kind).toBe(fails.kind[language]);
        expect(came.error?.fields).toEqual(fails.fields ?? {});
        expect(came.error?.text).toContain(fails.text ?? '');
      }
      if (object !== undefined) expectObject(came, object);
      if (stored === undefined) return;
      const asked = { call: 'Server.get_by_uuid', args: [stored['uuid'] ?? null] };
      expectResult(await node.step(asked), older(stored));
    });
  }

  it('a conductor tells nodes of newer objects: one, any, all; each has them brought down', async () => {
    const { node, conductor, places } = pair();
    const { nodes: topic } = places;
    await conductor.tell({ topic, server: 'two', fanout: false }, BOB);
    expect(await hears(node, 1)).toEqual([['two', inOrder(older(BOB_DATA))]]);
    await conductor.tell({ topic, server: null, fanout: true }, ADA);
    const toAll = (await hears(node, 3)).slice(1);
    expect(toAll).toContainEqual(['one', inOrder(older(ADA_DATA))]);
    expect(toAll).toContainEqual(['two', inOrder(older(ADA_DATA))]);
    await conductor.tell({ topic, server: null, fanout: false }, ADA);
    expect(await hears(node, 4)).toContainEqual([expect.any(String), inOrder(older(ADA_DATA))]);
  });

  it('a node tells conductors of its older objects: one, all', async () => {
    const { node, conductor, places } = pair();
    const { notices: topic } = places;
    const data: Data = { uuid: ADA, note: 'ß', zones: ['z'] };
    const changed = older(data, ['note', 'zones']);
    await node.tell({ topic, server: 'one', fanout: false }, changed);
    await hears(conductor, 1);
    await node.tell({ topic, server: null, fanout: true }, changed);
    for (const [, what] of await hears(conductor, 3)) {
      expect(what).toMatchObject({
        'versioned_object.data': data,
        'versioned_object.changes': ['note', 'zones'],
      });
    }
  });
}

function expectResult({ error, result }: Outcome, wanted: JsonValue): void {
  expect(error).toBeUndefined();
  expect(inOrder(result ?? null)).toEqual(inOrder(wanted));
}

function expectObject({ object }: Outcome, wanted: JsonValue): void {
  expect(inOrder(object ?? null)).toEqual(inOrder(wanted));
}

/** All that a side has heard, once it is so much. */
async function hears(side: Side, count: number): Promise<readonly Heard[]> {
  for (let heard = await side.heard(); ; heard = await side.heard()) {
    expect(heard.length).toBeLessThanOrEqual(count);
    if (heard.length === count) return heard.map(([listener, what]) => [listener, inOrder(what)]);
    await sleep(10);
  }
}
