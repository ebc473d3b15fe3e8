// Nova's hand-written rules, said in the schema language, against what Nova itself computed: equal where
// Nova is right; where it is not, what is right instead, and why.

import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/core/envelope.js';
import type { JsonValue } from '../../src/core/json.js';
import { interpret, type Interpreted } from '../../src/interpret/index.js';
import { backportTo1_4 } from './nova-rules/hooks/instance-numa-cell.js';
import { novaVectors, novaWithRules, type Vector } from './nova-corpus.js';
import {
  comparable,
  dataOf,
  novaPrimitive,
  relabelled,
  tooNew,
  withData,
  without,
} from './nova-primitive.js';

/** A fault of Nova's: which of the object's vectors it shows in, and what would be right there. */
interface Fault {
  readonly pythonIsWrong: string;
  readonly where: (vector: Vector) => boolean;
  readonly cases: number;
  /** Fails if what backlevel gives is not right. */
  readonly check: (vector: Vector, ours: Interpreted) => void;
}

/** Object by object: Nova is right in all of its vectors, or in all but some. */
const VERDICTS: Readonly<Record<string, 'agrees' | Fault>> = {
  ImageMetaProps: 'agrees',
  InstanceNUMACell: 'agrees',
  InstanceGroup: {
    pythonIsWrong:
      'it takes out `rules`, but the field is called `_rules`: versions before 1.11 are sent a field ' +
      'that they do not have, and are told that it changed',
    where: ({ input }) => Object.hasOwn(dataOf(input), '_rules'),
    cases: 33,
    check: ({ output }, ours) => {
      expectOutput(ours, without(output, '_rules'));
    },
  },
  PciDevice: {
    pythonIsWrong:
      'it looks at the status of a device whose status is not set, which is a KeyError',
    where: ({ error }) => error === 'KeyError',
    cases: 1,
    // Of what this device has, only the UUID came after 1.4.
    check: ({ input, target }, ours) => {
      expectOutput(ours, relabelled(without(input, 'uuid'), target));
    },
  },
  Migration: {
    pythonIsWrong: 'it deletes fields without asking whether they are set, which is a KeyError',
    where: ({ error }) => error === 'KeyError',
    cases: 8,
    check: ({ input, target }, ours) => {
      const left = migrationFieldsAfter(target).reduce<JsonValue>(without, input);
      expectOutput(ours, relabelled(left, target));
    },
  },
  MigrationContext: {
    pythonIsWrong:
      'it does not call what brings its children down: they stay newer than the manifest allows, and ' +
      'the peer rejects them',
    where: () => true,
    cases: 5,
    check: ({ output, manifest }, ours) => {
      expect(tooNew(output, manifest)).not.toEqual([]);
      if (!ours.ok) {
        // One of its devices is of a type that came with PciDevice 1.7.
        expect(JSON.stringify(output)).toContain('"vdpa"');
        expect(manifest['PciDevice']).not.toBe('1.7');
        expectRefusal(ours, /^MigrationContext\.(old|new)_pci_devices\.objects\[\d\]\.dev_type$/);
        return;
      }
      expect(tooNew(ours.primitive, manifest)).toEqual([]);
      expect(Object.keys(dataOf(ours.primitive))).toEqual(Object.keys(dataOf(output)));
    },
  },
  BuildRequestList: {
    pythonIsWrong:
      'a request keeps its `tags` at 1.0, though they came with 1.3: an `elif` skips them',
    where: () => true,
    cases: 2,
    check: ({ output }, ours) => {
      const { objects } = dataOf(output);
      const requests = Array.isArray(objects) ? objects : [];
      const right = requests.map((request: JsonValue) => without(request, 'tags'));
      expectOutput(ours, withData(output, { objects: right }));
    },
  },
};

/** When Nova's migrations gained what. */
const MIGRATION_HISTORY: readonly (readonly [version: string, fields: readonly string[]])[] = [
  ['1.2', ['migration_type', 'hidden']],
  ['1.4', ['memory_total', 'memory_processed', 'memory_remaining']],
  ['1.4', ['disk_total', 'disk_processed', 'disk_remaining']],
  ['1.5', ['uuid']],
  ['1.6', ['cross_cell_move']],
  ['1.7', ['user_id', 'project_id']],
];

function migrationFieldsAfter(version: string): readonly string[] {
  // All of them are 1.x of one digit, so their texts are in their order.
  return MIGRATION_HISTORY.filter(([since]) => since > version).flatMap(([, fields]) => fields);
}

function expectOutput(ours: Interpreted, right: JsonValue | undefined): void {
  expect(ours).toMatchObject({ ok: true });
  if (ours.ok) expect(comparable(ours.primitive)).toEqual(comparable(right));
}

function expectRefusal(ours: Interpreted, path: RegExp): void {
  expect(ours).toMatchObject({ ok: false, refused: { kind: 'backport' } });
  if (!ours.ok && 'refused' in ours) expect(ours.refused.path).toMatch(path);
}

/** The fields whose values Nova refuses; its vectors name the class of the error alone. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  ImageMetaProps: /^ImageMetaProps\.hw_(video_model|cpu_policy|disk_bus)$/,
  InstanceNUMACell: /^InstanceNUMACell\.cpu_policy$/,
  PciDevice: /^PciDevice\.(dev_type|status)$/,
};

function expectAgreement({ object, output, error }: Vector, ours: Interpreted): void {
  if (output !== undefined) {
    expectOutput(ours, output);
    return;
  }
  expect(error).toBe('ObjectActionError');
  expectRefusal(ours, REFUSED[object] ?? /^no other object refuses/);
}

const { model, findings } = novaWithRules();
const vectors = novaVectors();

function ours({ input, manifest }: Vector): Interpreted {
  return cross(input, manifest);
}

function cross(input: JsonValue, manifest: Manifest): Interpreted {
  return interpret(
    model,
    input,
    { manifest },
    {
      wire: { prefix: 'nova_object' },
      hooks: (object, newer, direction) =>
        object === 'nova/InstanceNUMACell' && newer === '1.5' && direction === 'backport'
          ? backportTo1_4
          : undefined,
    },
  );
}

describe('Nova’s rules in the schema language', () => {
  test('compile without a finding', () => {
    expect(findings).toEqual([]);
  });

  const special = vectors.filter(({ kind }) => kind === 'special');

  test('have a verdict for every object that Nova has a rule for', () => {
    const objects = new Set(special.map(({ object }) => object));
    expect([...objects].sort()).toEqual(Object.keys(VERDICTS).sort());
  });

  test.each(Object.entries(VERDICTS))(
    'give of %s what Nova gives, where Nova is right',
    (name, verdict) => {
      const ofObject = special.filter(({ object }) => object === name);
      for (const vector of ofObject) {
        if (verdict === 'agrees' || !verdict.where(vector)) expectAgreement(vector, ours(vector));
        else verdict.check(vector, ours(vector));
      }
      if (verdict !== 'agrees') expect(ofObject.filter(verdict.where)).toHaveLength(verdict.cases);
    },
  );

  test('leave everything as it was where Nova only drops fields', () => {
    for (const vector of vectors.filter(({ kind }) => kind === 'plain'))
      expectAgreement(vector, ours(vector));
  });

  test.each([
    ['a Virtuozzo host', 'HVSpec', '1.2', '1.0', { hv_type: 'vz' }, { hv_type: 'parallels' }],
    ['no watchdog', 'ImageMetaProps', '1.34', '1.15', { hw_watchdog_action: 'disabled' }, {}],
    [
      'a node without a service',
      'ComputeNode',
      '1.19',
      '1.12',
      { service_id: null },
      { service_id: -1 },
    ],
    [
      'dedicated CPUs',
      'InstanceNUMACell',
      '1.6',
      '1.4',
      { cpu_policy: 'dedicated', cpuset: [], pcpuset: [2, 3] },
      { cpu_policy: 'dedicated', cpuset: [2, 3] },
    ],
    [
      'shared CPUs',
      'InstanceNUMACell',
      '1.6',
      '1.4',
      { cpu_policy: 'shared', cpuset: [1], pcpuset: [] },
      { cpu_policy: 'shared', cpuset: [1] },
    ],
  ])(
    'say %s to older peers as Nova does, though no vector shows it',
    (_, object, from, target, data, right) => {
      const input = novaPrimitive(object, from, data);
      expectOutput(cross(input, { [object]: target }), novaPrimitive(object, target, right));
    },
  );
});
