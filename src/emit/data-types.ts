// A type for each version's data: the newest in full, each older one as its difference from the next.

import { type Version, formatVersion, sameVersion } from '../core/version.js';
import { kebabCase, versionSuffix } from '../core/names.js';
import type { FieldChange, FieldShape, Model, ObjectModel, Step } from '../model/index.js';
import { shapeAt } from '../model/index.js';
import { comment } from './class.js';
import { type Doc, hardline, indent, join } from './doc.js';
import type { ObjectPlan } from './plan.js';
import { extension } from './settings.js';
import { memberKey, object as object_, text } from './literals.js';
import { annotation, generic, literalType, named } from './type-syntax.js';
import { assignment } from './syntax.js';
import { wireType } from './types.js';

/** The declarations, newest first; those of versions that a newer major was joined to come from its file. */
export function dataTypes(plan: ObjectPlan): Doc[] {
  const { object, model } = plan;
  const shared = sharedVersions(model, object);
  const newest = object.shape;
  const whole: Doc = [
    comment([`${object.name} ${formatVersion(object.version)} as data.`]),
    hardline,
    interfaceOf(
      dataName(model, object, object.version),
      undefined,
      [...newest.fields.values()],
      plan,
    ),
  ];
  const isShared = (version: Version): boolean =>
    shared?.versions.some((one) => sameVersion(one, version)) === true;
  const older = [...object.steps]
    .reverse()
    .filter((step) => !isShared(step.older))
    .map((step) => olderType(plan, step));
  const own = isShared(object.version) ? older : [whole, ...older];
  if (shared === undefined) return own;
  const names = shared.versions.map((version) => dataName(model, object, version)).reverse();
  const file = `./${kebabCase(shared.successor.typescriptName)}${extension(plan.settings)}`;
  // One name alone is never put on a line of its own.
  const list = names.length === 1 ? `{ ${names[0] ?? ''} }` : object_(names);
  return [...own, ['export type ', list, ` from "${file}";`]];
}

/** The versions of an older major that the newest one goes on from. */
export function sharedVersions(
  model: Model,
  object: ObjectModel,
): { readonly successor: ObjectModel; readonly versions: readonly Version[] } | undefined {
  const successor = newestMajor(model, object);
  if (successor === object) return undefined;
  const versions = object.versions.filter((version) =>
    successor.versions.some((other) => sameVersion(other, version)),
  );
  return versions.length === 0 ? undefined : { successor, versions };
}

function newestMajor(model: Model, object: ObjectModel): ObjectModel {
  return model.objects.get(`${object.namespace}/${object.name}`) ?? object;
}

/** `ComputeNodeV1_16`: every major's data is named after the newest one's class. */
export function dataName(model: Model, object: ObjectModel, version: Version): string {
  return newestMajor(model, object).typescriptName + versionSuffix(formatVersion(version));
}

function olderType(plan: ObjectPlan, step: Step): Doc {
  const { object } = plan;
  const [name, newer] = [
    dataName(plan.model, object, step.older),
    dataName(plan.model, object, step.newer),
  ];
  const olderShape = shapeAt(object, step.older);
  const newerShape = shapeAt(object, step.newer);
  if (olderShape === undefined || newerShape === undefined) throw new Error(`no shape of ${name}`);
  const gone = [...newerShape.fields.values()].filter((field) => {
    const before = olderShape.fields.get(field.name);
    return before === undefined || !sameWire(plan, before, field);
  });
  const come = [...olderShape.fields.values()].filter((field) => {
    const after = newerShape.fields.get(field.name);
    return after === undefined || !sameWire(plan, field, after);
  });
  const head = comment([`${object.name} ${formatVersion(step.older)}${difference(step)}`]);
  if (gone.length === 0 && come.length === 0) {
    return [head, hardline, assignment(`export type ${name}`, newer)];
  }
  const keys = gone.map((field) => literalType(text(field.name)));
  const omitted = gone.length === 0 ? newer : generic('Omit', [[named(newer)], keys]).doc;
  if (come.length === 0) return [head, hardline, assignment(`export type ${name}`, omitted)];
  return [head, hardline, interfaceOf(name, omitted, come, plan)];
}

function sameWire(plan: ObjectPlan, a: FieldShape, b: FieldShape): boolean {
  if (a === b) return true;
  const [one, other] = [a, b].map(({ type, ...field }) =>
    JSON.stringify(wireType(plan.head.namesFor({ type, ...field }), type)),
  );
  return one === other;
}

function interfaceOf(
  name: string,
  base: Doc | undefined,
  fields: readonly FieldShape[],
  plan: ObjectPlan,
): Doc {
  const begin = `export interface ${name}`;
  const head: Doc = base === undefined ? `${begin} {` : [`${begin} extends `, base, ' {'];
  if (fields.length === 0) return [head, '}'];
  const members = fields.map((field) => [
    `${memberKey(field.name)}?:`,
    annotation(wireType(plan.head.namesFor(field), field.type)),
    ';',
  ]);
  return [head, indent(hardline, ...join(hardline, members)), hardline, '}'];
}

/** What a version lacked, in words. */
function difference(step: Step): string {
  const parts = step.changes.map(inWords);
  return parts.length === 0 ? '.' : `: ${parts.join('; ')}.`;
}

function inWords(change: FieldChange): string {
  switch (change.kind) {
    case 'add':
      return `before \`${change.newer.name}\``;
    case 'remove':
      return `still with \`${change.older.name}\``;
    case 'carry':
      return change.older.name === change.newer.name
        ? `another \`${change.older.name}\``
        : `\`${change.newer.name}\` was called \`${change.older.name}\``;
    case 'replace': {
      const names = (fields: readonly FieldShape[]): string =>
        fields.map((field) => `\`${field.name}\``).join(', ');
      return `${names(change.older)} instead of ${names(change.newer)}`;
    }
  }
}
