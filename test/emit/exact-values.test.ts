// Single values where peers, languages and rules are known to differ, written out: what generated code makes
// of each on the way to an older version, and on the way back.

import { describe, expect, test } from 'vitest';
import { isError, type Registry } from '../../src/runtime/index.js';
import { modelOf, twoVersions } from '../model/story.js';
import { registryOf } from '../support/generated.js';

let made = 0;

async function registryFor(fields: string, changes: string): Promise<Registry> {
  made += 1;
  return registryOf(`exact-values-${made}`, modelOf([twoVersions(fields, changes)]));
}

function thing(version: string, data: object): object {
  return {
    'versioned_object.name': 'Thing',
    'versioned_object.namespace': 'test',
    'versioned_object.version': version,
    'versioned_object.data': data,
  };
}

/** The data at 1.0 and the losses, or the code of the refusal. */
function older(registry: Registry, data: object): unknown {
  try {
    const { primitive, losses } = registry.backport(thing('1.1', data), { to: '1.0' });
    const kinds = losses.map(({ kind, path }) => `${kind} ${path}`);
    return [primitive['versioned_object.data'], ...kinds];
  } catch (error) {
    if (!isError(error)) throw error;
    return error.code;
  }
}

describe('on the way to an older version', () => {
  test('halves are rounded upward, below zero too', async () => {
    const registry = await registryFor(
      'f: float',
      '- { change: f, was: integer, backport: { convert: round } }',
    );
    expect(older(registry, { f: 2.5 })).toEqual([{ f: 3 }, 'convert Thing.f']);
    expect(older(registry, { f: -2.5 })).toEqual([{ f: -2 }, 'convert Thing.f']);
    expect(older(registry, { f: -1.7 })).toEqual([{ f: -2 }, 'convert Thing.f']);
    expect(older(registry, { f: 4 })).toEqual([{ f: 4 }]);
  });

  test('a text is cut between characters', async () => {
    const registry = await registryFor(
      'f: string',
      '- { change: f, was: { type: string, maxLength: 3 }, backport: clamp }',
    );
    expect(older(registry, { f: '😀😁😂' })).toEqual([{ f: '😀😁😂' }]);
    expect(older(registry, { f: 'a😀😁😂' })).toEqual([{ f: 'a😀😁' }, 'clamp Thing.f']);
  });

  test('another spelling of a number is a loss, and the usual one is none', async () => {
    const registry = await registryFor(
      'f: string',
      '- { change: f, was: integer, backport: { convert: parse, else: -1 } }',
    );
    expect(older(registry, { f: '7' })).toEqual([{ f: 7 }]);
    expect(older(registry, { f: '-0' })).toEqual([{ f: 0 }, 'convert Thing.f']);
    expect(older(registry, { f: 'seven' })).toEqual([{ f: -1 }, 'value Thing.f']);
  });

  test('a move into a map refuses to overwrite what is there', async () => {
    const registry = await registryFor(
      'f: string\nextra: map<string>',
      '- { add: f, backport: { into: extra.f }, upgrade: { from: extra.f } }',
    );
    expect(older(registry, { f: 'a' })).toEqual([{ extra: { f: 'a' } }]);
    expect(older(registry, { f: 'a', extra: { f: 'a' } })).toEqual([{ extra: { f: 'a' } }]);
    expect(older(registry, { f: 'a', extra: { f: 'b' } })).toBe('backport-refused');
  });

  test('of a field that goes as a whole one loss is told', async () => {
    const registry = await registryFor(
      'f: list<integer?>',
      '- { change: f, was: { type: list<integer>, max: 9 }, backport: { clamp: true, whenNull: unset } }',
    );
    expect(older(registry, { f: [10, 3] })).toEqual([{ f: [9, 3] }, 'clamp Thing.f[0]']);
    expect(older(registry, { f: [10, 11, null] })).toEqual([{}, 'unset Thing.f[2]']);
  });
});
