// What generated code tells the runtime of an object, beside its functions.

import { kebabCase } from '../core/names.js';
import { formatVersion } from '../core/version.js';
import type { ObjectModel, Type } from '../model/index.js';
import { presentFields } from './class.js';
import { dataName } from './data-types.js';
import type { Doc } from './doc.js';
import { methodInfos } from './methods.js';
import type { ObjectPlan } from './plan.js';
import { storageProperties } from './storage-info.js';
import { storedInfos } from './storage-methods.js';
import { generic, named } from './type-syntax.js';
import { array, json, object, property, text } from './literals.js';
import { call } from './syntax.js';

/** The data members of the type's description. */
export function descriptionProperties(plan: ObjectPlan): Doc[] {
  const { object: model, base, decodesFrom } = plan;
  return [
    property('name', text(model.name)),
    property('namespace', text(model.namespace)),
    property('major', String(model.major)),
    property('versions', array(model.versions.map((version) => text(formatVersion(version))))),
    property('base', String(base)),
    property('decodesFrom', String(decodesFrom)),
    property('cascades', String(cascades(model))),
    property('fields', openArray(fieldInfos(plan))),
    property('rows', array(nameRows(plan))),
    ['children: () => ', array(childClasses(plan).map((name) => `${name}.$$type`))],
    property('hooks', openArray(hookInfos(plan))),
    property('methods', openArray([...methodInfos(plan), ...storedInfos(plan)])),
    ...storageProperties(plan),
  ];
}

function openArray(elements: readonly Doc[]): Doc {
  return array(elements, true);
}

function fieldInfos(plan: ObjectPlan): Doc[] {
  return presentFields(plan).map(({ field, property: name }) => {
    const check = plan.head.checkOf(field);
    return object([
      property('name', text(field.name)),
      property('property', text(name)),
      ...(field.type.nullable ? [property('nullable', 'true')] : []),
      ...(field.readOnly ? [property('readOnly', 'true')] : []),
      ...(field.sensitive ? [property('sensitive', 'true')] : []),
      ...(field.default === undefined ? [] : [property('default', json(field.default))]),
      ...(check.kind === 'codec' ? [property('codec', check.codec)] : []),
    ]);
  });
}

/** A row for each name, over the versions that it is good for; names of all versions go without saying. */
function nameRows(plan: ObjectPlan): Doc[] {
  return plan.lines.flatMap((line) => {
    const rows: { name: string; since: number; until: number }[] = [];
    for (const segment of line.segments) {
      const since = Math.max(segment.since, line.born?.at ?? plan.base);
      const last = rows.at(-1);
      if (last?.name === segment.field.name) last.since = since;
      else rows.push({ name: segment.field.name, since, until: segment.until });
    }
    const [only, other] = rows;
    const always = only?.since === plan.base && only.until === plan.newest;
    if (always && other === undefined) return [];
    return rows.map(({ name, since, until }) =>
      call('rt.row', [String(line.index), text(name), String(since), String(until)]),
    );
  });
}

/** Every class that may stand in the object, at any version. */
export function childClasses(plan: ObjectPlan): string[] {
  const names = new Set<string>();
  const visit = (type: Type): void => {
    if (type.kind === 'object') names.add(plan.head.classOf(type.object.key));
    else if (type.kind === 'union') {
      for (const member of type.members) names.add(plan.head.classOf(member.key));
    } else if ('element' in type) visit(type.element);
  };
  for (const line of plan.lines) for (const segment of line.segments) visit(segment.field.type);
  return [...names].sort();
}

function cascades(model: ObjectModel): boolean {
  const visit = (type: Type): boolean => {
    if (type.kind === 'object') return type.object.version !== undefined;
    if (type.kind === 'union') return type.members.some((member) => member.version !== undefined);
    return 'element' in type ? visit(type.element) : false;
  };
  return [...model.shape.fields.values()].some((field) => visit(field.type));
}

function hookInfos(plan: ObjectPlan): Doc[] {
  return plan.hooks.map(({ at, older, newer, direction, use }) => {
    const [far, near] = direction === 'backport' ? [older, newer] : [newer, older];
    const name = hookName(direction, far);
    const types = [far, near].map((one) => [named(dataName(plan.model, plan.object, one))]);
    return object([
      property('at', String(at)),
      property('direction', text(direction)),
      ['run: ', `hooks.${name}`, ' satisfies ', generic('rt.Hook', types).doc],
      property('loses', array(use.loses.map(text))),
    ]);
  });
}

/** The data types that hooks are written for. */
export function hookTypes({ model, object, hooks }: ObjectPlan): string[] {
  return hooks.flatMap(({ older, newer }) => [
    dataName(model, object, older),
    dataName(model, object, newer),
  ]);
}

/** `backportTo1_3`, `upgradeTo1_4`. */
export function hookName(
  direction: 'backport' | 'upgrade',
  far: { readonly major: number; readonly minor: number },
): string {
  return `${direction}To${far.major}_${far.minor}`;
}

/** The name of an object's file, without an extension. */
export function fileName(model: ObjectModel): string {
  return kebabCase(model.typescriptName);
}
