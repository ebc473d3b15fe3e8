// Whole projects of random schemas: odd names and texts, every type, every change and rule. A change is
// proposed at random and kept where the model has no finding about it, so that what comes out is valid
// without a second copy of the model's rules in here.

import { stringify } from 'yaml';
import type { NameRef } from '../../src/core/type-expr.js';
import { type Declaration, load, type SourceFile } from '../../src/load/index.js';
import { buildModel, type Model, type ModelSettings } from '../../src/model/index.js';
import { createRandom, type Random } from '../../src/testing/values/index.js';
import { randomEnum } from './random-schemas/enums.js';
import { randomField, type Written } from './random-schemas/fields.js';
import { type ObjectDraft, olderVersion, startObject, writeObject } from './random-schemas/objects.js';
import type { World } from './random-schemas/types.js';
import { typeName } from './random-schemas/words.js';

export interface RandomSchemas {
  readonly files: readonly SourceFile[];
  readonly settings: ModelSettings;
  readonly model: Model;
}

const ENUMS = 3;
const OBJECTS = 5;

/** The same seed gives the same schemas. */
export function randomSchemas(seed: number): RandomSchemas {
  const random = createRandom(seed);
  const settings: ModelSettings = {
    namespace: 'random',
    children: random.once(4) ? 'cascade' : 'manifest',
    propertyNames: random.once(4) ? 'asWritten' : 'camelCase',
  };
  const project = new Project(settings);
  const enums = new Map<string, readonly (readonly string[])[]>();
  for (let i = 0; i < ENUMS; i++) {
    const name = typeName(random);
    const { file, versions } = randomEnum(name, random);
    if (project.accepts(`${name}.enum.yaml`, file)) enums.set(name, versions);
  }
  const objects: NameRef[] = [];
  const world: World = { random, enums, objects, cascade: settings.children === 'cascade' };
  const mixin = project.addMixin(world);
  const drafts: ObjectDraft[] = [];
  for (let i = 0; i < OBJECTS; i++) {
    const draft = startObject(typeName(random), world, random.once(3) ? mixin : undefined);
    if (!project.accepts(fileOf(draft), writeObject(draft))) continue;
    drafts.push(draft);
    objects.push(draft.ref);
  }
  for (const draft of drafts) for (const one of grown(draft, world, project)) age(one, world, project);
  return { files: project.files, settings, model: project.model };
}

/** The object with fields, as far as they can stand there, and now and then an older major of it. */
function grown(draft: ObjectDraft, world: World, project: Project): readonly ObjectDraft[] {
  for (let i = world.random.below(14); i >= 0; i--) {
    const fields = new Map(draft.fields);
    draft.addField(randomField(world));
    if (!project.accepts(fileOf(draft), writeObject(draft))) draft.fields = fields;
  }
  return [draft];
}
