// From declarations to the model: enums first, as they lean on nothing, then objects, older majors first.

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Declaration, MixinDeclaration } from '../load/index.js';
import { buildEnum } from './build-enum.js';
import { buildObject } from './build-object.js';
import { withoutEchoes } from './echoes.js';
import { excuse } from './excuse.js';
import { fieldShape } from './field-shape.js';
import type { EnumModel, FieldShape, Model, ObjectModel } from './model.js';
import {
  namespaceOf,
  tabulate,
  type DeclaredNames,
  type NameTable,
  type ObjectEntry,
} from './name-table.js';
import { NOW } from './place.js';
import { NOTHING_RELEASED, type Drift, type Released } from './records/released.js';
import type { Scope } from './scope.js';
import type { ModelSettings } from './settings.js';
import { checkIndexNames } from './storage/check-index-names.js';
import { checkTables } from './storage/check-tables.js';
import { checkTypeNames } from './type-names.js';
import { isWhole, nameMayStandIn } from './unsure.js';

export interface Modelled {
  /** Holds every object that could be made out: none that has an error of its own. */
  readonly model: Model;
  readonly findings: readonly Diagnostic[];
  /** Where histories differ from what was released; what it means is not this floor's to say. */
  readonly drifts: readonly Drift[];
  /** Names in TypeScript of the objects that are declared but, by their findings, not in the model. */
  readonly broken: ReadonlySet<string>;
}

/** What every declaration is built with. */
type Shared = Pick<Scope, 'settings' | 'released' | 'drifts' | 'found'> & {
  readonly broken: Set<string>;
};

/**
 * Resolves names, derives every older shape, writes out every rule. `unread` are the files that yielded no
 * declaration: what they may declare is not said to be missing. `released` is what histories are held to.
 * Of objects only those are built whose name is wanted.
 */
export function buildModel(
  declarations: readonly Declaration[],
  settings: ModelSettings,
  unread: readonly string[] = [],
  released: Released = NOTHING_RELEASED,
  only: (name: string) => boolean = () => true,
): Modelled {
  const found: Diagnostic[] = [];
  const drifts: Drift[] = [];
  const broken = new Set<string>();
  const shared: Shared = { settings, released, drifts, found, broken };
  const declared = tabulate(declarations, settings, found);
  const names = withEnums(declared, nameMayStandIn(unread), shared);
  const mixed = mixinFields(names, shared);
  const objects = new Map<string, ObjectModel>();
  for (const [key, majors] of sortedByKey(declared.objects)) {
    if (!only(key.slice(key.lastIndexOf('/') + 1))) continue;
    for (const object of buildMajors(majors, mixed, names, shared)) {
      objects.set(object.key, object);
    }
  }
  checkTypeNames(names, found);
  checkTables(objects, names, found);
  checkIndexNames(objects, names, found);
  const model = { objects: new Map(sortedByKey(objects)), enums: names.enums };
  return { model, findings: found, drifts, broken };
}

function withEnums(
  declared: DeclaredNames,
  mayExist: NameTable['mayExist'],
  shared: Shared,
): NameTable {
  const { settings, found } = shared;
  const enums = new Map<string, EnumModel>();
  const unsureEnums = new Set<string>();
  const names = { ...declared, enums, unsureEnums, mayExist };
  for (const [key, declaration] of sortedByKey(declared.enums)) {
    const own: Diagnostic[] = [];
    const namespace = namespaceOf(declaration, settings);
    const owner = declaration.name.value;
    const model = buildEnum(declaration, { ...shared, names, namespace, owner, found: own });
    if (isWhole(declaration)) {
      enums.set(key, model);
      found.push(...own);
    } else {
      unsureEnums.add(key);
      found.push(...withoutEchoes(own));
    }
  }
  return names;
}

/** `majors` newest first. */
function buildMajors(
  majors: readonly ObjectEntry[],
  mixed: (mixin: MixinDeclaration) => readonly FieldShape[],
  names: NameTable,
  shared: Shared,
): readonly ObjectModel[] {
  const built = new Map<number, ObjectModel>();
  for (const entry of [...majors].reverse()) {
    const own: Diagnostic[] = [];
    const { name: owner, namespace } = entry;
    const scope: Scope = { ...shared, names, namespace, owner, found: own };
    const { object, isWhole: isKnown } = buildObject(entry, mixed, built, scope);
    const excused = excuse(own, entry.declaration.allow);
    shared.found.push(...(isKnown ? excused : withoutEchoes(excused)));
    const hasErrors = excused.some(({ severity }) => severity === 'error');
    if (isKnown && !hasErrors) built.set(entry.major, object);
    else shared.broken.add(entry.typescriptName);
  }
  return [...built.values()];
}

/** The fields of each mixin, read once, so that a mistake in one is one finding. */
function mixinFields(
  names: NameTable,
  shared: Shared,
): (mixin: MixinDeclaration) => readonly FieldShape[] {
  const read = new Map<MixinDeclaration, readonly FieldShape[]>();
  for (const mixin of names.mixins.values()) {
    const namespace = namespaceOf(mixin, shared.settings);
    const scope = { ...shared, names, namespace, owner: mixin.name.value };
    const fields = mixin.fields.flatMap((field) => fieldShape(field, NOW, scope) ?? []);
    read.set(mixin, fields);
  }
  return (mixin) => read.get(mixin) ?? [];
}

function sortedByKey<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
