// What a node of the older release and a conductor of the newer one do together. Each case is played twice: by a
// TypeScript node with a Python conductor, and by a Python node with a TypeScript conductor.

import type { JsonValue } from '../../../../src/core/json.js';
import { ADA, ADA_DATA, BOB, BOB_DATA, type Data, envelope, older, PORTS } from './servers.js';
import { type Places, type Step, USER } from './sides.js';

export type Language = 'typescript' | 'python';

/** An error: its class on each side, its fields, and a part of its text. */
interface Fails {
  readonly kind: Readonly<Record<Language, string>>;
  readonly fields?: Readonly<Record<string, JsonValue>>;
  readonly text?: string;
}

export interface Case {
  readonly title: string;
  readonly step: (places: Places) => Step;
  readonly result?: JsonValue;
  /** What the object that was called is afterwards. */
  readonly object?: JsonValue;
  readonly fails?: Fails;
  /** A server that is read after it, as a node sees it. */
  readonly stored?: Data;
}

const adas = older(ADA_DATA);
const bobs = older(BOB_DATA);
const port = envelope('Port', '1.0', { address: '10.0.0.3' });
const tuned = { name: 'm1.tiny', vcpus: 3 };
const large = envelope('Flavor', '1.0', { name: 'm1.large', vcpus: 8 });

const METHODS: readonly Case[] = [
  {
    title:
      'a static method: text, null, time, set, list and objects inside, at the versions of the node',
    step: () => ({ call: 'Server.get_by_uuid', args: [ADA] }),
    result: adas,
  },
  {
    title: 'a value that the older release does not know is told as one that it does',
    step: () => ({ call: 'Server.get_by_uuid', args: [BOB] }),
    result: bobs,
  },
  {
    title: 'a list of one object',
    step: () => ({ call: 'Server.find', args: ['ä'] }),
    result: [adas],
  },
  { title: 'an empty list', step: () => ({ call: 'Server.find', args: ['none'] }), result: [] },
  {
    title: 'a map of objects',
    step: () => ({ call: 'Server.by_name' }),
    result: { 'grüße 🐘': adas, bob: bobs },
  },
  {
    title: 'an object that is a list',
    step: () => ({ call: 'ServerList.get_all' }),
    result: envelope('ServerList', '1.0', { objects: [adas, bobs] }, ['objects']),
  },
  {
    title: 'a method of an object: what was saved is no change any more, and is stored',
    step: () => ({ call: 'save', on: adas, set: { note: 'süß', zones: ['ß'] } }),
    result: null,
    object: older({ ...ADA_DATA, note: 'süß', zones: ['ß'] }),
    stored: { ...ADA_DATA, note: 'süß', zones: ['ß'] },
  },
  {
    title: 'null as a value that is saved',
    step: () => ({ call: 'save', on: bobs, set: { note: null, flavor: large, launched_at: null } }),
    result: null,
    object: older({ ...BOB_DATA, note: null, flavor: large }),
    stored: { ...BOB_DATA, note: null, flavor: large },
  },
  {
    title: 'what the conductor changed and did not save is still changed',
    step: () => ({ call: 'rename', on: adas, args: ['neu'] }),
    result: null,
    object: older({ ...ADA_DATA, name: 'neu' }, ['name']),
  },
  {
    title: 'what was changed before the call still is',
    step: () => ({ call: 'rename', on: adas, args: ['neu'], set: { load: 0.5 } }),
    result: null,
    object: older({ ...ADA_DATA, name: 'neu', load: 0.5 }, ['load', 'name']),
  },
  {
    title: 'all that is newer at the conductor is taken over',
    step: () => ({ call: 'refresh', on: older({ uuid: ADA, name: 'old', ports: [port] }) }),
    result: null,
    object: adas,
  },
  {
    title: 'an object as an argument, and a list of objects that grew',
    step: () => ({ call: 'attach', on: adas, args: [port] }),
    result: 3,
    object: older({ ...ADA_DATA, ports: [...PORTS, port] }, ['ports']),
  },
  {
    title: 'an argument that is newer than the node is brought down first',
    step: () => ({
      call: 'attach',
      on: adas,
      args: [envelope('Port', '1.1', { address: '10.0.0.3', mtu: 9000 })],
    }),
    result: 3,
    object: older({ ...ADA_DATA, ports: [...PORTS, port] }, ['ports']),
  },
  {
    title: 'an object inside that was replaced by a newer one, which is the result as well',
    step: () => ({ call: 'resize', on: adas, args: ['m1.large'] }),
    result: large,
    object: older({ ...ADA_DATA, flavor: large }),
  },
  {
    title: 'an object inside that the conductor changed where it stood is still changed',
    step: () => ({ call: 'retune', on: adas }),
    result: null,
    object: older(
      {
        ...ADA_DATA,
        flavor: envelope('Flavor', '1.0', { name: 'm1.tiny', vcpus: 2 }, ['vcpus']),
      },
      ['flavor'],
    ),
  },
  {
    title: 'an object inside that the node changed is no change any more once it is saved',
    step: () => ({
      call: 'save',
      on: older({ ...ADA_DATA, flavor: envelope('Flavor', '1.0', tuned, ['vcpus']) }, ['flavor']),
    }),
    result: null,
    object: older({ ...ADA_DATA, flavor: envelope('Flavor', '1.0', tuned) }),
    stored: { ...ADA_DATA, flavor: envelope('Flavor', '1.0', tuned) },
  },
  {
    title: 'a field that is loaded when it is read',
    step: () => ({ load: 'note', on: older({ uuid: BOB }) }),
    result: 'n',
    object: older({ uuid: BOB, note: 'n' }),
  },
  {
    title: 'a field with objects that is loaded when it is read',
    step: () => ({ load: 'ports', on: older({ uuid: ADA }) }),
    result: PORTS,
    object: older({ uuid: ADA, ports: PORTS }),
  },
];

const FAILURES: readonly Case[] = [
  {
    title: 'a declared error is of its class, with its fields',
    step: () => ({ call: 'Server.get_by_uuid', args: [ADA.replace('1', '9')] }),
    fails: {
      kind: { typescript: 'NotFound', python: 'NotFound' },
      fields: { uuid: ADA.replace('1', '9') },
      text: 'there is no such server',
    },
  },
  {
    title: `one of Python's own classes, which TypeScript has declared`,
    step: () => ({ call: 'Server.fail', args: ['value'] }),
    fails: { kind: { typescript: 'BadValue', python: 'ValueError' }, text: 'a wrong value ü' },
  },
  {
    title: 'a class that the caller does not know is told by its name',
    step: () => ({ call: 'Server.fail', args: ['fault'] }),
    fails: {
      kind: { typescript: 'RemoteFailure RuntimeError', python: 'RemoteError Fault' },
      text: 'a fault of ours',
    },
  },
  {
    title: 'a method that conductors do not have',
    step: () => ({ call: 'object_nonsense' }),
    fails: {
      kind: { typescript: 'RpcError no-such-method', python: 'NoSuchMethod' },
      text: 'object_nonsense',
    },
  },
  {
    title: 'conductors that answer an interface of another major',
    step: ({ oldConductors: topic }) => ({
      ...{ call: 'Server.get_by_uuid', args: [ADA] },
      aim: { topic },
    }),
    fails: {
      kind: { typescript: 'RpcError unsupported-version', python: 'UnsupportedVersion' },
      text: '3.0',
    },
  },
  {
    title: 'an object that the conductor itself is too old for',
    step: () => ({ call: 'attach', on: adas, args: [envelope('Port', '1.9', {})] }),
    object: adas,
    fails: {
      kind: { typescript: 'RpcError conductor-too-old', python: 'RemoteError RpcError' },
      text: 'too old',
    },
  },
  {
    title: 'an answer that comes too late',
    step: () => ({ call: 'wait', on: adas, args: [1.5], aim: { timeout: 0.5 } }),
    object: adas,
    fails: { kind: { typescript: 'TransportError call-timeout', python: 'MessagingTimeout' } },
  },
];

const CALLS: readonly Case[] = [
  {
    title: 'a call that takes longer than its caller bears silence is kept alive',
    step: () => ({ call: 'wait', on: adas, args: [2.75] }),
    result: 2.75,
    object: adas,
  },
  ...['two', 'one'].map((server) => ({
    title: `a call to one conductor, ${server}, which knows who asks`,
    step: (): Step => ({ call: 'Server.whoami', aim: { server } }),
    result: `${server} for ${USER}`,
  })),
];

export const CASES: readonly Case[] = [...METHODS, ...FAILURES, ...CALLS];
