// The worked domain is the example that users copy from, and the ground that the generated code is tested
// on: what it does not use is shown to nobody.

import { describe, expect, test } from 'vitest';
import { SCALARS } from '../../src/core/type-expr.js';
import { computeModel } from './compute-model.js';
import { featuresOf } from './features.js';

const LANGUAGE = {
  types: [
    ...SCALARS.map((scalar) => `type ${scalar}`),
    ...['scalar', 'enum', 'object', 'list', 'set', 'map', 'union'].map((kind) => `type ${kind}`),
    ...['scalar', 'enum', 'object', 'list', 'map', 'union'].map((kind) => `type ${kind} nullable`),
    'type inline enum',
    'type declared enum',
    'type of another namespace',
    'type Name@1',
    'type list of object',
    'type list of union',
    'type list of set',
    'type map of list',
    'type set of enum',
    'type set of scalar',
    'type map of scalar',
  ],
  fields: [
    'field default',
    'field default null',
    'field doc',
    'field readOnly',
    'field sensitive',
    'field deprecated',
    'field deprecated since',
    'field min',
    'field max',
    'field minLength',
    'field maxLength',
    'field pattern',
    'field typescriptName',
    'field of a mixin',
  ],
  objects: [
    'object experimental',
    'object listOf',
    'object mixins',
    'object typescriptName',
    'object of an older major',
    'object joined by from',
    'object not joined',
    'history notes of the first version',
    'history notes beside changes',
  ],
  methods: [
    'method static',
    'method of an instance',
    'method idempotent',
    'method doc',
    'method returns',
    'method argument',
    'method argument default',
    'method add',
    'method remove',
    'method change',
  ],
  enums: [
    'enum typescriptName',
    'enum value doc',
    'enum rename',
    ...['value', 'unset', 'refuse'].flatMap((kind) => [`enum add ${kind}`, `enum remove ${kind}`]),
  ],
  'fields that come and go': [
    ...['drop', 'refuse', 'into', 'hook'].map((kind) => `add backport ${kind}`),
    ...['value', 'unset', 'copy', 'from', 'hook'].map((kind) => `add upgrade ${kind}`),
    ...['value', 'copy', 'from', 'unset', 'refuse', 'hook'].map(
      (kind) => `remove backport ${kind}`,
    ),
    ...['drop', 'refuse', 'into'].map((kind) => `remove upgrade ${kind}`),
    'replace splits',
    'replace merges',
  ],
  'fields that change': [
    'rename',
    'change',
    'change to null possible',
    'change to null impossible',
    'change of kind',
    'change of readOnly',
    'change of default',
    'change of limits',
    'change of inline enum',
    'change of enum version',
    'change over several enum versions',
  ],
  rules: [
    'backport whenNull value',
    'backport whenNull refuse',
    'upgrade whenNull value',
    'backport values value',
    'upgrade values value',
    'upgrade values unset',
    'upgrade values refuse',
    'upgrade values omit',
    'backport else unset',
    'backport else refuse',
    'upgrade else value',
    'upgrade else unset',
    'upgrade else refuse',
    'backport members unset',
    'backport members refuse',
    'upgrade members unset',
    'backport convert round',
    'upgrade convert round',
    'backport convert parse',
    'upgrade convert parse',
    'backport convert first',
    'upgrade convert first',
    'backport convert wrap',
    'upgrade convert wrap',
    'upgrade convert text',
    'backport convert list',
    'upgrade convert set',
    'backport whenEmpty value',
    'upgrade whenEmpty value',
    'backport clamp',
    'upgrade clamp',
    'backport limits refuse',
    'upgrade limits refuse',
    'backport hook',
    'upgrade hook',
    'hook backport loses',
    'hook backport refuses',
    'hook upgrade loses',
  ],
};

describe('the worked domain', () => {
  const { model, findings } = computeModel();

  test('compiles without a finding', () => {
    expect(
      findings.map(({ code, span, message }) => `${span?.file}:${span?.line} ${code} ${message}`),
    ).toEqual([]);
  });

  const found = featuresOf(model);
  test.each(Object.entries(LANGUAGE))('shows every one of the language’s %s', (_, features) => {
    expect(features.filter((feature) => !found.has(feature))).toEqual([]);
  });

  test('has the flavor that the tutorials speak of', () => {
    const flavor = model.objects.get('compute/Flavor');
    expect(flavor?.versions).toEqual([
      { major: 1, minor: 0 },
      { major: 1, minor: 1 },
    ]);
    expect([...(flavor?.shape.fields.keys() ?? [])]).toEqual([
      'id',
      'name',
      'memory_mb',
      'vcpus',
      'root_gb',
      'ephemeral_gb',
      'flavorid',
      'swap',
      'rxtx_factor',
      'vcpu_weight',
      'disabled',
      'is_public',
      'extra_specs',
      'projects',
      'foobars',
    ]);
  });
});
