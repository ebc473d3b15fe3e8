// Tests of the interpreter tell small stories: some schemas, some data, where it goes.

import { load } from '../../src/load/index.js';
import { buildModel } from '../../src/model/index.js';
import type { Model } from '../../src/model/index.js';
import type { JsonValue } from '../../src/core/json.js';
import { parseVersion } from '../../src/core/version.js';
import { interpret } from '../../src/interpret/index.js';
import type { Goal, Hook, Hooks, Interpreted } from '../../src/interpret/index.js';

export type Data = { readonly [key: string]: JsonValue };

export const PREFIX = 'versioned_object';

export const SETTINGS = {
  namespace: 'compute',
  children: 'manifest',
  propertyNames: 'camelCase',
} as const;

/** The model of some schema texts; throws when they have findings. */
export function modelOf(
  texts: readonly string[],
  children: 'manifest' | 'cascade' = 'manifest',
): Model {
  const files = texts.map((text, i) => ({ path: `schemas/file-${i}.yaml`, text }));
  const { declarations, findings } = load(files);
  const modelled = buildModel(declarations, { ...SETTINGS, children });
  const all = [...findings, ...modelled.findings].filter(({ severity }) => severity === 'error');
  if (all.length > 0) {
    throw new Error(all.map((f) => `${f.span?.line}: ${f.code} ${f.message}`).join('\n'));
  }
  return modelled.model;
}

/** An object on the wire: `Flavor 1.1` and its data. */
export function wire(label: string, data: Data, changes: readonly string[] = []): Data {
  const [name = '', version = ''] = label.split(' ');
  return {
    [`${PREFIX}.name`]: name,
    [`${PREFIX}.namespace`]: 'compute',
    [`${PREFIX}.version`]: version,
    [`${PREFIX}.data`]: data,
    ...(changes.length === 0 ? {} : { [`${PREFIX}.changes`]: changes }),
  };
}

/** Hooks by `Flavor 1.1 backport`. */
export type HookTable = Readonly<Record<string, Hook>>;

export function hooksOf(table: HookTable): Hooks {
  return (key, newer, direction) => table[`${key.replace(/^.*\//, '')} ${newer} ${direction}`];
}

/** Where to: a version of the root, `newest`, or a manifest. */
export function goalOf(to: string | Readonly<Record<string, string>>): Goal {
  if (typeof to !== 'string') return { manifest: to };
  if (to === 'newest') return 'newest';
  const root = parseVersion(to);
  if (root === undefined) throw new Error(`${to} is no version`);
  return { root };
}

export function cross(
  model: Model,
  primitive: JsonValue,
  to: string | Readonly<Record<string, string>>,
  hooks: HookTable = {},
): Interpreted {
  const surroundings = { wire: { prefix: PREFIX }, hooks: hooksOf(hooks) };
  return interpret(model, primitive, goalOf(to), surroundings);
}

/** What came out, short: the data and the losses as `kind path since`, or the refusal, or the error's code. */
export function told(result: Interpreted): {
  data?: JsonValue;
  changes?: JsonValue;
  losses?: readonly string[];
  refused?: string;
  error?: string;
} {
  if (result.ok) {
    const envelope = result.primitive;
    if (!isData(envelope)) throw new Error('no envelope came out');
    const changes = envelope[`${PREFIX}.changes`];
    const losses = result.losses.map(({ kind, path, since }) => `${kind} ${path} ${since}`);
    return {
      data: envelope[`${PREFIX}.data`] ?? null,
      ...(changes === undefined ? {} : { changes }),
      ...(losses.length === 0 ? {} : { losses }),
    };
  }
  if ('refused' in result) return { refused: `${result.refused.path}: ${result.refused.why}` };
  return { error: `${result.error.code} ${result.error.path}` };
}

export function isData(value: JsonValue): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
