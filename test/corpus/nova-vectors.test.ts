// What Nova's own code makes of random instances of its objects, against what the generated code makes of
// them: through the library, and through the program as a user pipes data through it.

import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/core/json.js';
import { load } from '../../src/load/index.js';
import { buildModel } from '../../src/model/index.js';
import type { Registry } from '../../src/runtime/index.js';
import { schemaFiles } from '../compute/compute-model.js';
import { registryOf } from '../support/generated.js';
import { backlevel } from '../support/program.js';
import { novaVectors, type Vector } from './nova-corpus.js';

const SCHEMAS = 'test/corpus/nova/schemas';
const CHANGES = 'nova_object.changes';

const plain = novaVectors().filter(({ kind }) => kind === 'plain');

describe('853 backports that Nova computed by dropping fields', () => {
  let registry: Registry;

  beforeAll(async () => {
    const loaded = load(schemaFiles(SCHEMAS));
    const settings = {
      namespace: 'nova',
      children: 'manifest',
      propertyNames: 'camelCase',
    } as const;
    const { model, findings } = buildModel(loaded.declarations, settings);
    expect([...loaded.findings, ...findings], 'the corpus compiles without a finding').toEqual([]);
    expect(model.objects.size).toBe(106);
    registry = await registryOf('nova-vectors', model, { prefix: 'nova_object' });
  });

  test('come out equal from a primitive, as a conductor backports it', () => {
    for (const { input, manifest, output, object, target } of plain) {
      const { primitive } = registry.backport(input, { manifest });
      expect(comparable(primitive), `${object} ${target}`).toEqual(comparable(output));
    }
  });

  test('come out equal from an instance, as a sender encodes it for an older peer', () => {
    for (const { input, manifest, output, object, target } of plain) {
      const primitive = registry.decode(input).objToPrimitive({ manifest });
      expect(comparable(primitive), `${object} ${target}`).toEqual(comparable(output));
    }
  });

  test('come out equal, line for line, from `backlevel convert`', async () => {
    const lines = plain.map(({ input: primitive, manifest }) =>
      JSON.stringify({ primitive, manifest }),
    );
    const wire = ['--prefix', 'nova_object', '--namespace', 'nova'];
    const { stdout, stderr, code } = await backlevel(
      ['convert', '--jsonl', '--schemas', resolve(SCHEMAS), ...wire],
      { cwd: resolve('.'), stdin: `${lines.join('\n')}\n` },
    );
    expect(code, stderr).toBe(0);
    const answers = stdout.trimEnd().split('\n');
    expect(answers).toHaveLength(853);
    for (const [i, vector] of plain.entries()) {
      const answer = JSON.parse(answers[i] ?? '{}') as { primitive?: unknown };
      expect(comparable(answer.primitive), name(vector)).toEqual(comparable(vector.output));
    }
  });
});

function name({ object, target }: Vector): string {
  return `${object} ${target}`;
}

/** Without what is not promised: `changes` of nested objects, and the order of sets and of `changes`. */
function comparable(value: unknown, isRoot = true): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => comparable(item, false));
    return items.some((item) => typeof item === 'object') ? items : [...items].sort();
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, JsonValue>>)
    .filter(([key]) => isRoot || key !== CHANGES)
    .map(([key, member]): [string, unknown] => [key, comparable(member, false)]);
  return Object.fromEntries(entries);
}
