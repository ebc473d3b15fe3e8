// Traps 18 to 29: which version a thing is in, which one it goes to, and everything that comes along.

import { expect } from 'vitest';
import {
  BlockDevice,
  Diagnostics,
  DiagnosticsV1,
  Flavor,
  Host,
  Instance,
  Migration,
  Network,
  Port,
  registry,
  Tag,
} from '../../generated/index.js';
import { compare } from '../../src/model/index.js';
import { isError, type Loss, type Registry } from '../../src/runtime/index.js';
import { modelOf, objectOf } from '../model/story.js';
import { dataOf, envelope, errorOf, flavor, instance, partOf, UUID } from '../runtime/things.js';
import { registryOf } from '../support/generated.js';
import { DIFFERENCES, thing } from './differences.js';
import { samples } from './samples.js';
import { trap, type Trap } from './trap.js';

const ALL = registry.manifest();

export const betweenVersions: readonly Trap[] = [
  trap(18, 'versions are two integers, 1.10 after 1.9, and a third part is read past', () => {
    const made = new Host({ name: 'h', instances: new Set() });
    expect(partOf(made.objToPrimitive({ manifest: { Host: '1.9' } }), 'version')).toBe('1.9');
    expect(partOf(made.objToPrimitive({ manifest: { Host: '1.10' } }), 'version')).toBe('1.10');
    expect(partOf(made.objToPrimitive({ manifest: { Host: '1.10.7' } }), 'version')).toBe('1.10');
    expect(Host.objFromPrimitive(envelope('Host', '1.10.7', { name: 'h' })).name).toBe('h');
    for (const version of ['1.0rc1', 'v1.0', '1', '1.0.0.0', '1.-1', '01.0', '1. 0', '1.0\n']) {
      const error = errorOf(() => Host.objFromPrimitive(envelope('Host', version, {})));
      expect(error.code).toBe('incompatible-version');
    }
  }),

  trap(19, 'older is read by newer and not the other way, by the newest major that can', () => {
    expect(registry.decode(envelope('Instance', '1.0', {}))).toBeInstanceOf(Instance);
    expect(registry.decode(envelope('Diagnostics', '1.0', {}))).toBeInstanceOf(DiagnosticsV1);
    expect(registry.decode(envelope('Diagnostics', '2.0', {}))).toBeInstanceOf(Diagnostics);
    for (const version of ['2.8', '3.0']) {
      expect(errorOf(() => registry.decode(envelope('Instance', version, {}))).code).toBe(
        'incompatible-version',
      );
    }
  }),

  trap(
    20,
    'an instance has no version of its own: it is of the newest, and sending changes nothing',
    () => {
      const made = Flavor.objFromPrimitive(envelope('Flavor', '1.0', { name: 'x' }));
      expect(partOf(made.objToPrimitive(), 'version')).toBe('1.1');
      expect(partOf(made.objClone().objToPrimitive(), 'version')).toBe('1.1');
      const sent = instance();
      sent.host = 'h';
      const before = JSON.stringify(sent.objToPrimitive());
      for (const version of ['2.0', '2.6']) sent.objToPrimitive({ version });
      sent.objToPrimitive({ manifest: { ...ALL, Flavor: '1.0', Tag: '1.0' } });
      expect(JSON.stringify(sent.objToPrimitive())).toBe(before);
      expect(sent.objWhatChanged()).toEqual(['host']);
    },
  ),

  trap(21, 'changes of older data are named as that version names them, at every depth', () => {
    const port = new Port({ mac: '00:00:00:00:00:01', securityGroups: [UUID] });
    const made = new Instance({ ports: [port] });
    const older = made.objToPrimitive({ manifest: { ...ALL, Port: '1.0' } });
    expect(partOf(older, 'changes')).toEqual(['ports']);
    const [inner] = dataOf(older)['ports'] as unknown[];
    expect(dataOf(inner)).toEqual({ mac: '00:00:00:00:00:01', security_group: UUID });
    expect(partOf(inner, 'changes')).toEqual(['mac', 'security_group']);
    const gone = new Flavor({ foobars: ['x'] }).objToPrimitive({ version: '1.0' });
    expect(gone).not.toHaveProperty(['versioned_object.changes']);
  }),

  trap(
    22,
    'nothing is sent at a guess: not newer than asked, not relabelled, not at 1.0 for want of an entry',
    () => {
      const made = new Instance({ flavor: flavor(), tags: [new Tag({ tag: 'x' })] });
      expect(
        errorOf(() => made.objToPrimitive({ manifest: { Instance: '2.7', Tag: '1.0' } })),
      ).toMatchObject({
        code: 'incomplete-manifest',
        path: 'Instance.flavor',
      });
      const old = envelope('Instance', '2.7', { flavor: envelope('Flavor', '1.0', {}) });
      expect(
        registry.backport(old, { manifest: { Instance: '2.7', Flavor: '1.1' } }).primitive,
      ).toEqual(old);
    },
  ),

  trap(23, 'objects are reached behind null, in maps, in lists of lists and in unions', () => {
    const made = new Instance({ oldFlavors: { a: [null, flavor()], b: [] } });
    const sent = made.objToPrimitive({ manifest: { ...ALL, Flavor: '1.0' } });
    const old = dataOf(sent)['old_flavors'] as Record<string, unknown[]>;
    expect(old['a']?.[0]).toBeNull();
    expect(partOf(old['a']?.[1], 'version')).toBe('1.0');
    const nested = new Port({ network: new Network({ id: UUID }) });
    const outer = new Instance({ ports: [nested] }).objToPrimitive({
      manifest: { ...ALL, Network: '1.0' },
    });
    const [port] = dataOf(outer)['ports'] as unknown[];
    expect(partOf(dataOf(port)['network'], 'version')).toBe('1.0');
    expect(new BlockDevice({ volume: null }).objToPrimitive({ manifest: ALL })).toBeDefined();
  }),

  trap(
    24,
    'a manifest is of one tree, ends where types hold themselves, and has every object in it',
    async () => {
      const circle = await trees();
      expect(circle.manifest('Node')).toEqual({ Leaf: '1.0', Node: '1.1' });
      expect(circle.manifest('Leaf')).toEqual({ Leaf: '1.0', Node: '1.1' });
      expect(registry.manifest('Flavor')).toEqual({ Flavor: '1.1' });
      const whole = new Set(Object.keys(registry.manifest('Instance')));
      for (const name of [
        'BlockDevice',
        'Volume',
        'NvmeAddress',
        'PciAddress',
        'Port',
        'Network',
      ]) {
        expect(whole).toContain(name);
      }
    },
  ),

  trap(25, 'one long step is the same as all the short ones, in their order', () => {
    for (const made of samples()) {
      const { $$type: type } = made;
      let stepwise = made.objToPrimitive();
      for (const version of type.versions.toReversed()) {
        const direct = attempt(() => made.objToPrimitive({ version }));
        const next = attempt(() => registry.backport(stepwise, { to: version }).primitive);
        if (next === undefined) break;
        expect(direct).toEqual(next);
        stepwise = next;
      }
      expect(partOf(stepwise, 'version')).not.toBe(type.version);
    }
  }),

  trap(
    26,
    'what a peer cannot see is refused or left out as the schema says, and either is told',
    () => {
      const error = errorOf(() =>
        new Migration({ hidden: true }).objToPrimitive({ version: '1.0' }),
      );
      expect(error).toMatchObject({
        code: 'backport-refused',
        object: 'Migration',
        path: 'Migration.hidden',
        value: 'true',
        from: '1.5',
        to: '1.0',
      });
      const losses: Loss[] = [];
      new Flavor({ foobars: ['x'] }).objToPrimitive({ version: '1.0', losses });
      expect(losses).toMatchObject([
        { object: 'Flavor', path: 'Flavor.foobars', kind: 'drop', since: '1.1' },
      ]);
      // One element that cannot go refuses the whole, unless the rule says that it may be left out.
      const devices = [new BlockDevice({ source: 'blank' }), new BlockDevice({ encrypted: true })];
      const manifest = { ...ALL, BlockDevice: '1.5' };
      expect(
        errorOf(() => new Instance({ blockDevices: devices }).objToPrimitive({ manifest })).path,
      ).toBe('Instance.block_devices[1].encrypted');
      const host = new Host({ capabilities: new Set(['memory_encryption']) });
      expect(dataOf(host.objToPrimitive({ version: '1.10' }))['capabilities']).toEqual([]);
    },
  ),

  trap(28, 'an older major stays readable for as long as data of it is kept', () => {
    const kept = envelope('Diagnostics', '1.0', { instance_uuid: UUID, counters: { a: 1 } });
    const read = registry.decode(kept);
    expect(read).toBeInstanceOf(DiagnosticsV1);
    expect(dataOf(read.objToPrimitive({ version: '1.0' }))).toEqual(dataOf(kept));
    const old = registry.decode(envelope('Instance', '1.2', { state: 'active', uuid: UUID }));
    expect(old).toBeInstanceOf(Instance);
    expect(old.toJSON()).toMatchObject({ vmState: 'active' });
  }),

  trap(29, 'a comparison of two shapes sees every way in which they can differ', () => {
    for (const [before, after, kind] of DIFFERENCES) {
      const [older, newer] = [before, after].map(
        (fields) => objectOf(modelOf(thing(fields)), 'test/Thing').shape,
      );
      if (older === undefined || newer === undefined) throw new Error('no shape');
      expect(compare(older, newer).map((change) => change.kind)).toEqual([kind]);
      expect(compare(older, older)).toEqual([]);
    }
  }),
];

/** Objects that hold themselves, by way of each other. */
function trees(): Promise<Registry> {
  return registryOf(
    'traps-trees',
    modelOf([
      'object: Node\nversion: "1.1"\nfields: { children: list<Node>, leaf: "Leaf?" }\nhistory: { "1.1": A note, "1.0": First version }',
      'object: Leaf\nversion: "1.0"\nfields: { of: "Node?" }\nhistory: { "1.0": First version }',
    ]),
  );
}

/** What it gives; undefined where a rule refuses. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (isError(error, 'backport-refused')) return undefined;
    throw error;
  }
}
