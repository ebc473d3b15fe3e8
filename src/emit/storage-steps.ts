// What steps do to stored fields: which they fill in, and how single values read on their newer side.

import { sameJson } from '../core/same-json.js';
import type { Arriving, FieldChange, FieldShape, Shape, Step, Type } from '../model/index.js';
import { comparable, staysComparable, type Comparable } from '../model/storage/comparable.js';
import type { Doc } from './doc.js';
import { array, json, object, property, text } from './literals.js';
import type { Direction, ObjectPlan } from './plan.js';
import { call } from './syntax.js';

/** A row for each field that a step fills in and does not derive. */
export function fillDocs(plan: ObjectPlan): readonly Doc[] {
  return eachStep(plan, (step, at, [older, newer]) =>
    step.changes.flatMap((change) => {
      if (change.kind === 'add') return fillDoc('upgrade', at, change.newer, change.upgrade, older);
      return change.kind === 'remove'
        ? fillDoc('backport', at, change.older, change.backport, newer)
        : [];
    }),
  );
}

function fillDoc(
  direction: Direction,
  at: number,
  far: FieldShape,
  arriving: Arriving,
  near: Shape,
): readonly Doc[] {
  const args = [text(direction), String(at), text(far.name)];
  switch (arriving.kind) {
    case 'unset':
      return [call('rt.fill', args)];
    case 'value': {
      const filled = [property('kind', text('value')), property('value', json(arriving.value))];
      return [call('rt.fill', [...args, object(filled)])];
    }
    case 'copy': {
      const source = near.fields.get(arriving.field);
      const isSame = source !== undefined && staysComparable(source.type, far.type);
      const filled = isSame
        ? [property('kind', text('copy')), property('field', text(arriving.field))]
        : [property('kind', text('opaque'))];
      return [call('rt.fill', [...args, object(filled)])];
    }
    case 'from':
    case 'hook':
    case 'refuse':
      return [];
  }
}

/** A row for each field that is not simply what it was on the older side, under the same name. */
export function carryDocs(plan: ObjectPlan): readonly Doc[] {
  return eachStep(plan, (step, at) => step.changes.flatMap((change) => changeDocs(change, at)));
}

function changeDocs(change: FieldChange, at: number): readonly Doc[] {
  switch (change.kind) {
    case 'add':
      return isDerived(change.upgrade) ? [opaque(at, change.newer.name)] : [];
    case 'remove':
      // A map that something goes into may be made by that.
      return change.upgrade.kind === 'into' ? [opaque(at, change.upgrade.field)] : [];
    case 'replace':
      return change.newer.map(({ name }) => opaque(at, name));
    case 'carry':
      return carryDoc(change, at);
  }
}

function isDerived({ kind }: Arriving): boolean {
  return kind === 'from' || kind === 'hook' || kind === 'refuse';
}

function opaque(at: number, field: string): Doc {
  return call('rt.opaque', [String(at), text(field)]);
}

function carryDoc(
  { older, newer, upgrade }: Extract<FieldChange, { kind: 'carry' }>,
  at: number,
): readonly Doc[] {
  const read = comparable(older.type, newer.type, upgrade);
  if (read === undefined) return [opaque(at, newer.name)];
  const { whenNull } = read;
  const values = withThoseThatStay(older.type, read.values);
  if (older.name === newer.name && values.length === 0 && whenNull === undefined) return [];
  const pairs = values.map((pair) => array(pair.map(json)));
  const differs = [
    ...(values.length === 0 ? [] : [property('values', array(pairs, true))]),
    ...(whenNull === undefined ? [] : [property('whenNull', json(whenNull))]),
  ];
  const rest = differs.length === 0 ? [] : [object(differs)];
  return [call('rt.carry', [String(at), text(newer.name), text(older.name), ...rest])];
}

type Pairs = Comparable['values'];

/** A value that others become, and that the older side may have too, is itself among the pairs. */
function withThoseThatStay(near: Type, pairs: Pairs): Pairs {
  const targets = new Map(pairs.map(([, newer]) => [JSON.stringify(newer), newer]));
  const staying = [...targets.values()].filter((newer) => {
    if (pairs.some(([older]) => sameJson(older, newer))) return false;
    return near.kind !== 'enum' || near.values.some((value) => value === newer);
  });
  return [...pairs, ...staying.map((value) => [value, value] as const)];
}

function eachStep(
  { object: model, base }: ObjectPlan,
  docs: (step: Step, at: number, sides: readonly [older: Shape, newer: Shape]) => readonly Doc[],
): readonly Doc[] {
  return model.steps.flatMap((step, i) => {
    const [older, newer] = [model.shapes[i], model.shapes[i + 1]];
    return older === undefined || newer === undefined
      ? []
      : docs(step, base + i + 1, [older, newer]);
  });
}
