// The schemas that Python is made to speak: one domain with every type that both sides know, and
// the worked domain with its real history and hooks.

import { readdirSync } from 'node:fs';
import { kebabCase } from '../../../src/core/names.js';
import { formatVersion } from '../../../src/core/version.js';
import { hookName } from '../../../src/emit/index.js';
import type { Hook, Hooks } from '../../../src/interpret/index.js';
import type { Model } from '../../../src/model/index.js';
import { modelOf } from '../compile.js';
import type { Reading } from './reading.js';

export interface Domain extends Reading {
  readonly name: string;
  /** For the interpreter: what the generated code calls by itself. */
  readonly hooks: Hooks;
}

const HOOKS = new URL('../../../hooks/', import.meta.url);

export async function readDomains(): Promise<Domain[]> {
  const everything = modelOf('test/interop/python/schemas', 'interop');
  const compute = modelOf('schemas/compute', 'compute');
  return [
    { name: 'everything', model: everything, prefix: 'nova_object', hooks: () => undefined },
    { name: 'compute', model: compute, prefix: 'versioned_object', hooks: await hooksOf(compute) },
  ];
}

async function hooksOf(model: Model): Promise<Hooks> {
  const found = new Map<string, Hook>();
  for (const file of readdirSync(HOOKS)) {
    const exported = (await import(new URL(file, HOOKS).href)) as Readonly<Record<string, Hook>>;
    for (const [name, hook] of Object.entries(exported)) found.set(`${file} ${name}`, hook);
  }
  return (key, newer, direction) => {
    const object = model.objects.get(key);
    const step = object?.steps.find((one) => formatVersion(one.newer) === newer);
    if (object === undefined || step === undefined) return undefined;
    const far = direction === 'backport' ? step.older : step.newer;
    return found.get(`${kebabCase(object.name)}.ts ${hookName(direction, far)}`);
  };
}
