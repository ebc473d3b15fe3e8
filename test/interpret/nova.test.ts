import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { load } from '../../src/load/index.js';
import { buildModel } from '../../src/model/index.js';
import type { Model, Type } from '../../src/model/index.js';
import { shapeAt } from '../../src/model/index.js';
import { parseVersion } from '../../src/core/version.js';
import { interpret } from '../../src/interpret/index.js';
import { SETTINGS } from './story.js';

const CORPUS = new URL('../corpus/nova/', import.meta.url);

interface Vector {
  readonly kind: 'plain' | 'special';
  readonly object: string;
  readonly input: JsonObject;
  readonly manifest: Readonly<Record<string, string>>;
  readonly output?: JsonObject;
}

type Json = null | boolean | number | string | Json[] | JsonObject;
type JsonObject = { [key: string]: Json };

function novaModel(): Model {
  const folder = new URL('schemas/', CORPUS);
  const files = readdirSync(folder).map((path) => ({
    path,
    text: readFileSync(new URL(path, folder), 'utf8'),
  }));
  const { declarations } = load(files);
  return buildModel(declarations, { ...SETTINGS, namespace: 'nova' }).model;
}

function vectors(kind: Vector['kind']): readonly Vector[] {
  const text = gunzipSync(readFileSync(new URL('vectors.jsonl.gz', CORPUS))).toString('utf8');
  const all = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Vector);
  return all.filter((vector) => vector.kind === kind);
}

const model = novaModel();

describe('Nova’s own backports', () => {
  const plain = vectors('plain');

  test('are all there to compare with', () => {
    expect(plain).toHaveLength(853);
  });

  test('are what the histories say, data and labels at every depth', () => {
    const wrong: unknown[] = [];
    for (const [i, { object, input, manifest, output }] of plain.entries()) {
      const surroundings = { wire: { prefix: 'nova_object' }, hooks: () => undefined };
      const result = interpret(model, input, { manifest }, surroundings);
      const got = result.ok ? comparable(result.primitive as JsonObject, true) : result;
      const wanted = output && comparable(output, true);
      try {
        expect(got).toEqual(wanted);
      } catch (error) {
        wrong.push([i, object, String(error).slice(0, 600)]);
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** Nested `changes` left out, sets in one order: what the vectors promise. */
function comparable(envelope: JsonObject, isRoot: boolean): JsonObject {
  const { 'nova_object.changes': changes, 'nova_object.data': data, ...labels } = envelope;
  const name = labels['nova_object.name'] as string;
  const version = parseVersion(labels['nova_object.version'] as string);
  const object = model.objects.get(`nova/${name}`);
  const shape = object && version && shapeAt(object, version);
  const fields = Object.entries(data as JsonObject).map(([key, value]) => {
    const type = shape?.fields.get(key)?.type;
    return [key, type === undefined ? value : ordered(value, type)];
  });
  return {
    ...labels,
    data: Object.fromEntries(fields) as JsonObject,
    ...(isRoot ? { changes: [...((changes ?? []) as string[])].sort() } : {}),
  };
}

function ordered(value: Json, type: Type): Json {
  if (value === null) return null;
  switch (type.kind) {
    case 'object':
    case 'union':
      return comparable(value as JsonObject, false);
    case 'list':
      return (value as Json[]).map((item) => ordered(item, type.element));
    case 'set':
      return (value as Json[])
        .map((item) => ordered(item, type.element))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    case 'map': {
      const entries = Object.entries(value as JsonObject);
      return Object.fromEntries(entries.map(([k, item]) => [k, ordered(item, type.element)]));
    }
    case 'scalar':
    case 'enum':
      return value;
  }
}
