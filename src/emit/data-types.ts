// A type for each version's data: the newest in full, each older one as its difference from the next.

import { formatVersion } from '../core/version.js';
import { versionSuffix } from '../core/names.js';
import type { FieldChange, FieldShape, ObjectModel, Step } from '../model/index.js';
import { shapeAt } from '../model/index.js';
import { comment } from './class.js';
import { type Doc, group, hardline, indent, join, line, softline } from './doc.js';
import type { ObjectPlan } from './plan.js';
import { innerUnion, memberKey, text, unionType } from './syntax.js';
import { wireType } from './types.js';

/** The declarations, newest first. */
export function dataTypes(plan: ObjectPlan): Doc[] {
  const { object } = plan;
  const newest = object.shape;
  const whole: Doc = [
    comment([`${object.name} ${formatVersion(object.version)} as data.`]),
    hardline,
    interfaceOf(dataName(object, object.version), undefined, [...newest.fields.values()], plan),
  ];
  const older = [...object.steps].reverse().map((step) => olderType(plan, step));
  return [whole, ...older];
}

export function dataName(object: ObjectModel, version: { major: number; minor: number }): string {
  const base = object.isNewestMajor ? object.typescriptName : object.typescriptName.replace(/V\d+$/, '');
  return base + versionSuffix(formatVersion(version));
}

function olderType(plan: ObjectPlan, step: Step): Doc {
  const { object } = plan;
  const [name, newer] = [dataName(object, step.older), dataName(object, step.newer)];
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
    return [head, hardline, `export type ${name} = ${newer};`];
  }
  const omitted: Doc =
    gone.length === 0
      ? newer
      : ['Omit<', indentedArguments(newer, gone.map((field) => text(field.name))), '>'];
  if (come.length === 0) return [head, hardline, `export type ${name} = `, group(omitted), ';'];
  return [head, hardline, interfaceOf(name, omitted, come, plan)];
}

function indentedArguments(first: string, names: readonly string[]): Doc {
  return [indent(softline, first, ',', names.length === 1 ? [line, names[0] ?? ''] : [line, innerUnion(names)]), softline];
}

function sameWire(plan: ObjectPlan, a: FieldShape, b: FieldShape): boolean {
  return wireType(plan.model, a.type).join('|') === wireType(plan.model, b.type).join('|');
}

function interfaceOf(
  name: string,
  base: Doc | undefined,
  fields: readonly FieldShape[],
  plan: ObjectPlan,
): Doc {
  const head: Doc = base === undefined ? `export interface ${name} {` : [`export interface ${name} extends `, group(base), ' {'];
  if (fields.length === 0) return [head, '}'];
  const members = fields.map((field) => [
    `${memberKey(field.name)}?:`,
    memberType(wireType(plan.model, field.type)),
    ';',
  ]);
  return [head, indent(hardline, ...join(hardline, members)), hardline, '}'];
}

function memberType(types: readonly string[]): Doc {
  if (types.length === 1) return ` ${types[0] ?? ''}`;
  return unionType(types);
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
