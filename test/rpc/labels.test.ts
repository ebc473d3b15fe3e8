// What a caller speaks is read off what it sent, as far as objects may stand there, and the oldest counts.

import { expect, test } from 'vitest';
import { Flavor, Host, Instance } from '../../generated/index.js';
import type { JsonValue } from '../../src/core/json.js';
import { labelsIn } from '../../src/rpc/labels.js';

function primitive(name: string, version: JsonValue, data: JsonValue = {}): JsonValue {
  return {
    'versioned_object.name': name,
    'versioned_object.namespace': 'compute',
    'versioned_object.version': version,
    'versioned_object.data': data,
  };
}

test('of several labels of one object the oldest is what the caller surely reads', () => {
  const old_flavors = {
    a: [primitive('Flavor', '1.1'), primitive('Flavor', '1.0'), primitive('Flavor', '1.1.7')],
  };
  expect(labelsIn(Instance.$$type, primitive('Instance', '2.6', { old_flavors }))).toEqual({
    'compute/Instance': '2.6',
    'compute/Flavor': '1.0',
  });
});

test('an envelope of an object that cannot stand there says nothing', () => {
  const extra = { forged: primitive('Instance', '1.0'), other: primitive('constructor', '1.0') };
  expect(labelsIn(Host.$$type, primitive('Host', '1.12', { extra }))).toEqual({
    'compute/Host': '1.12',
  });
});

test('a label that is no version says nothing', () => {
  for (const version of ['', 'x', '1.99999999999', '-1.0', 7, null, {}]) {
    expect(labelsIn(Flavor.$$type, primitive('Flavor', version))).toEqual({});
  }
});
