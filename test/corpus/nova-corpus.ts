// Nova's objects and the backports that Nova computed, as the tests read them.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { JsonValue } from '../../src/core/json.js';
import { load, type SourceFile } from '../../src/load/index.js';
import { buildModel, type Modelled } from '../../src/model/index.js';
import { schemaFiles } from '../compute/compute-model.js';

/** One backport that Nova computed. */
export interface Vector {
  readonly kind: 'plain' | 'special';
  readonly object: string;
  /** The version that the peer's manifest has for `object`. */
  readonly target: string;
  readonly input: JsonValue;
  readonly manifest: Readonly<Record<string, string>>;
  readonly output?: JsonValue;
  /** The class of the error that Nova raised instead. */
  readonly error?: string;
}

const CORPUS = 'test/corpus';

/** Nova's objects with the rules that are not plain drops. */
export function novaWithRules(): Pick<Modelled, 'model' | 'findings'> {
  const rules = schemaFiles(`${CORPUS}/nova-rules/schemas`);
  const replaced = new Set(rules.map(({ path }) => path.replace('nova-rules', 'nova')));
  const rest = schemaFiles(`${CORPUS}/nova/schemas`).filter(({ path }) => !replaced.has(path));
  return modelOf([...rest, ...rules]);
}

/** Nova's objects as their histories were read out of its code. */
export function novaModel(): Pick<Modelled, 'model' | 'findings'> {
  return modelOf(schemaFiles(`${CORPUS}/nova/schemas`));
}

function modelOf(files: readonly SourceFile[]): Pick<Modelled, 'model' | 'findings'> {
  const { declarations, findings } = load(files);
  const { model, findings: more } = buildModel(declarations, {
    namespace: 'nova',
    children: 'manifest',
    propertyNames: 'camelCase',
  });
  return { model, findings: [...findings, ...more] };
}

/** Every vector, in the order of the file. */
export function novaVectors(): readonly Vector[] {
  const text = gunzipSync(readFileSync(`${CORPUS}/nova/vectors.jsonl.gz`)).toString('utf8');
  return text.trim().split('\n').map(readVector);
}

// The corpus is ours and does not change; its lines are what `Vector` says.
function readVector(line: string): Vector {
  return JSON.parse(line) as Vector;
}
