// One step taken back: the shape before it, from the shape after it. The order of the fields is that of the
// wire: a renamed field keeps its place, and fields that were removed since come last.

import type { FieldShape, MethodShape, Shape, Step } from './model.js';

/** What a change takes away and puts in its place; its rules do not matter here. */
export type Taken =
  | { readonly kind: 'add'; readonly newer: FieldShape }
  | { readonly kind: 'remove'; readonly older: FieldShape }
  | { readonly kind: 'carry'; readonly older: FieldShape; readonly newer: FieldShape }
  | {
      readonly kind: 'replace';
      readonly older: readonly FieldShape[];
      readonly newer: readonly FieldShape[];
    };

export function takeBackFields(
  newer: ReadonlyMap<string, FieldShape>,
  changes: readonly Taken[],
): ReadonlyMap<string, FieldShape> {
  if (changes.length === 0) return newer;
  if (changes.every((change) => change.kind === 'add')) return without(newer, changes);
  const inPlace = new Map<string, FieldShape | undefined>();
  const last: FieldShape[] = [];
  for (const change of changes) {
    switch (change.kind) {
      case 'add':
        inPlace.set(change.newer.name, undefined);
        break;
      case 'carry':
        inPlace.set(change.newer.name, change.older);
        break;
      case 'remove':
        last.push(change.older);
        break;
      case 'replace':
        for (const field of change.newer) inPlace.set(field.name, undefined);
        last.push(...change.older);
    }
  }
  const older = new Map<string, FieldShape>();
  for (const [name, field] of newer) {
    const stands = inPlace.has(name) ? inPlace.get(name) : field;
    if (stands !== undefined) older.set(stands.name, stands);
  }
  for (const field of last) older.set(field.name, field);
  return older;
}

/** By far the most steps only add fields. */
function without(
  newer: ReadonlyMap<string, FieldShape>,
  added: readonly Extract<Taken, { readonly kind: 'add' }>[],
): ReadonlyMap<string, FieldShape> {
  const older = new Map(newer);
  for (const change of added) older.delete(change.newer.name);
  return older;
}

export function takeBackMethods(
  newer: ReadonlyMap<string, MethodShape>,
  changes: Step['methods'],
): ReadonlyMap<string, MethodShape> {
  if (changes.length === 0) return newer;
  const older = new Map(newer);
  for (const change of changes) {
    if (change.kind === 'add') older.delete(change.name);
    else older.set(change.name, change.older);
  }
  return older;
}

/** The shape that the step led from. */
function takeBack(newer: Shape, step: Step): Shape {
  return {
    object: newer.object,
    version: step.older,
    fields: takeBackFields(newer.fields, step.changes),
    methods: takeBackMethods(newer.methods, step.methods),
  };
}

/** The shapes at all versions, oldest first, from the present one and the steps that led to it. */
export function shapesThrough(present: Shape, steps: readonly Step[]): readonly Shape[] {
  const shapes = [present];
  let shape = present;
  for (const step of [...steps].reverse()) {
    shape = takeBack(shape, step);
    shapes.push(shape);
  }
  return shapes.reverse();
}
