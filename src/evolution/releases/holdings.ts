// The objects that may stand in the fields of a shape.

import { refsOf, type ObjectRef, type Shape } from '../../model/index.js';

export interface Holding {
  readonly ref: ObjectRef;
  /** The first field that may hold it. */
  readonly field: string;
}

/** What every one of the shapes may hold, once for each field and object. */
export function holdings(shapes: readonly Shape[]): readonly Holding[] {
  const [first, ...others] = shapes.map(ofShape);
  return (first ?? []).filter(({ ref }) =>
    others.every((other) => other.some((holding) => isSame(holding.ref, ref))),
  );
}

function ofShape({ fields }: Shape): readonly Holding[] {
  return [...fields.values()].flatMap(({ name, type }) =>
    refsOf(type).map((ref) => ({ ref, field: name })),
  );
}

function isSame(a: ObjectRef, b: ObjectRef): boolean {
  return a.namespace === b.namespace && a.name === b.name;
}
