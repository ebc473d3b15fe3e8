// Whole projects of random schemas: odd names and texts, every type, every change and rule. A change is
// proposed at random and kept where the model has no finding about it, so that what comes out is valid
// without a second copy of the model's rules in here.

import type { NameRef } from '../../src/core/type-expr.js';
import type { SourceFile } from '../../src/load/index.js';
import type { Model, ModelSettings } from '../../src/model/index.js';
import { createRandom } from '../../src/testing/values/index.js';
import { type Fields, proposeChange } from './random-schemas/changes.js';
import { randomEnum } from './random-schemas/enums.js';
import { randomField, writeField, type Written } from './random-schemas/fields.js';
import {
  fileOf,
  type ObjectDraft,
  withChange,
  withEntry,
  writeObject,
} from './random-schemas/objects.js';
import { Project } from './random-schemas/project.js';
import { shuffled, type World } from './random-schemas/types.js';
import { fieldName, oddDoc, typeName } from './random-schemas/words.js';

export interface RandomSchemas {
  readonly files: readonly SourceFile[];
  readonly settings: ModelSettings;
  readonly model: Model;
}

/** The seeds of a run: as many as BACKLEVEL_SCHEMAS says, from BACKLEVEL_SEED on. */
export const SEEDS: readonly number[] = Array.from(
  { length: Number(process.env['BACKLEVEL_SCHEMAS'] ?? 12) },
  (_, i) => Number(process.env['BACKLEVEL_SEED'] ?? 1) + i,
);

const ENUMS = 3;
const OBJECTS = 5;
const MIXIN = 'RandomMixin';

/** The same seed gives the same schemas. */
export function randomSchemas(seed: number): RandomSchemas {
  const random = createRandom(seed);
  const settings: ModelSettings = {
    namespace: 'random',
    children: random.once(4) ? 'cascade' : 'manifest',
    propertyNames: random.once(4) ? 'asWritten' : 'camelCase',
  };
  const project = new Project(settings);
  const enums = randomEnums(project, random);
  const objects: NameRef[] = [];
  const world: World = { random, enums, objects, cascade: settings.children === 'cascade' };
  const mixed = randomMixin(project, world);
  const drafts: ObjectDraft[] = [];
  for (let i = 0; i < OBJECTS; i++) {
    const draft = emptyObject(world, mixed);
    if (!project.accepts({ [fileOf(draft)]: writeObject(draft) })) continue;
    drafts.push(draft);
    objects.push(draft.ref);
  }
  // Fields come when all objects are there, so that they may stand in each other and in themselves.
  for (const draft of drafts) {
    const aged = withHistory(withFields(draft, project, world), project, world);
    if (random.once(3)) addOlderMajor(aged, project, world, objects);
  }
  return { files: project.files, settings, model: project.model };
}

function randomEnums(project: Project, random: World['random']): World['enums'] {
  const enums = new Map<string, readonly (readonly string[])[]>();
  for (let i = 0; i < ENUMS; i++) {
    const name = typeName(random);
    const { file, versions } = randomEnum(name, random);
    if (project.accepts({ [`random/${name}.enum.yaml`]: file })) enums.set(name, versions);
  }
  return enums;
}

/** The fields of a mixin, some of which may have been refused. */
function randomMixin(project: Project, world: World): Fields {
  let fields: Fields = new Map();
  for (let i = 0; i < 2; i++) {
    const more = new Map([...fields, [fieldName(world.random), randomField(world)]]);
    const written = [...more].map(([name, field]) => [name, writeField(field)] as const);
    const file: Written = { mixin: MIXIN, fields: Object.fromEntries(written) };
    if (project.accepts({ 'random/mixin.yaml': file })) fields = more;
  }
  return fields;
}

function emptyObject({ random, objects }: World, mixed: Fields): ObjectDraft {
  const isMixed = random.once(3) && mixed.size > 0;
  const [listed] = random.once(5) ? shuffled(objects, random) : [];
  const head: Written = {
    ...(random.once(2) ? { doc: oddDoc(random) } : {}),
    ...(random.once(6) ? { stability: 'experimental' } : {}),
    ...(random.once(4) ? { methods: { refresh_all: { static: true } } } : {}),
    ...(isMixed ? { mixins: [MIXIN] } : {}),
    ...(listed === undefined || listed.namespace !== undefined ? {} : { listOf: listed.name }),
  };
  const name = typeName(random);
  const ref = random.once(6) ? { name, namespace: 'other' } : { name };
  const minor = random.below(7);
  const older: Fields = isMixed ? mixed : new Map();
  return { ref, major: random.once(3) ? 2 : 1, minor, head, fields: new Map(), history: [], older };
}

/** As many fields as can stand there. */
function withFields(draft: ObjectDraft, project: Project, world: World): ObjectDraft {
  let result = draft;
  for (let i = 1 + world.random.below(14); i > 0; i--) {
    const entry = [fieldName(world.random), randomField(world)] as const;
    const fields = new Map([...result.fields, entry]);
    const next = { ...result, fields, older: new Map([...result.older, entry]) };
    if (project.accepts({ [fileOf(next)]: writeObject(next) })) result = next;
  }
  return result;
}

/** The object with all its versions, newest first. */
function withHistory(draft: ObjectDraft, project: Project, world: World): ObjectDraft {
  let result = draft;
  for (let minor = draft.minor; minor > 0; minor--) {
    const newer = result.older;
    result = withEntry(result, minor);
    for (let tries = 0; tries < 4; tries++) {
      const proposal = proposeChange(newer, result.older, world);
      if (proposal === undefined) continue;
      const next = withChange(result, proposal);
      if (project.accepts({ [fileOf(next)]: writeObject(next) })) result = next;
    }
    // An entry without a change has a note, which is written as one.
    if (result.history.at(-1)?.changes.length === 0) result = withNote(result);
  }
  return result;
}

function withNote(draft: ObjectDraft): ObjectDraft {
  return withChange(draft, { change: 'Nothing changed shape', older: draft.older });
}

/** Where it can be done, the object goes on from a major of its own before it. */
function addOlderMajor(
  draft: ObjectDraft,
  project: Project,
  world: World,
  objects: NameRef[],
): void {
  if (draft.major === 1) return;
  const minor = world.random.below(4);
  const newer = draft.older;
  let next = withEntry({ ...draft, from: `1.${minor}` }, 0);
  let older = majorBefore(next, minor);
  const write = (a: ObjectDraft, b: ObjectDraft): Readonly<Record<string, Written>> => ({
    [fileOf(a)]: writeObject(a),
    [fileOf(b)]: writeObject(b),
  });
  if (!project.accepts(write(next, older))) return;
  for (let tries = 0; tries < 4; tries++) {
    const proposal = proposeChange(newer, next.older, world);
    if (proposal === undefined) continue;
    const changed = withChange(next, proposal);
    const before = majorBefore(changed, minor);
    if (project.accepts(write(changed, before))) [next, older] = [changed, before];
  }
  objects.push(older.ref);
  withHistory(older, project, world);
}

function majorBefore({ ref, older }: ObjectDraft, minor: number): ObjectDraft {
  return {
    ref: { ...ref, major: 1 },
    major: 1,
    minor,
    head: {},
    fields: older,
    history: [],
    older,
  };
}
