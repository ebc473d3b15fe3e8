// `other.key`: the entry of a map that a field moves into or comes out of.

import { nearest } from '../diagnostics/nearest.js';
import type { At } from '../load/index.js';
import { formatVersion } from '../core/version.js';
import { formatType } from './format-type.js';
import type { FieldShape, Type } from './model.js';
import { report, type Scope } from './scope.js';
import type { CrossingContext } from './crossing-context.js';
import { wayOf } from './crossing-context.js';
import { crossTypes } from './type-crossing.js';
import { refsOf } from './type-walk.js';

export interface MapEntry {
  readonly field: string;
  readonly key: string;
}

type Direction = 'into' | 'from';

/** Only the first dot splits. Undefined when there is no such map, which is a finding by then. */
export function mapEntry(
  written: At<string>,
  direction: Direction,
  moved: FieldShape,
  context: CrossingContext,
): MapEntry | undefined {
  const { scope } = context;
  const dot = written.value.indexOf('.');
  const [field, key] = [written.value.slice(0, dot), written.value.slice(dot + 1)];
  if (dot < 1 || key === '') {
    report(scope, 'history/wrong-target', written.span, {
      target: written.value,
      why: 'it is written `field.key`',
    });
    return undefined;
  }
  const map = targetField({ value: field, span: written.span }, direction, context);
  if (map === undefined) return undefined;
  const why = whyNot(map, moved, direction, scope);
  if (why === undefined) return { field, key };
  const related = [{ message: `\`${field}\` is declared here`, span: map.source }];
  report(scope, 'history/wrong-target', written.span, { target: field, why }, { related });
  return undefined;
}

/** The field that `into` writes, or that `copy` and `from` read. */
export function targetField(
  name: At<string>,
  key: Direction | 'copy',
  { near, far, from, to, scope }: CrossingContext,
): FieldShape | undefined {
  const [fields, version] = key === 'into' ? [far, to] : [near, from];
  const field = fields.get(name.value);
  if (field !== undefined) return field;
  const close = nearest(name.value, fields.keys());
  const parameters = { rule: key, name: name.value, version: formatVersion(version) };
  report(
    scope,
    'history/unknown-target',
    name.span,
    close === undefined ? parameters : { ...parameters, near: close },
  );
  return undefined;
}

function whyNot(
  map: FieldShape,
  moved: FieldShape,
  direction: Direction,
  scope: Scope,
): string | undefined {
  if (map.type.kind !== 'map') {
    return `it is ${formatType(map.type, scope.namespace)}, not a map`;
  }
  const { element } = map.type;
  if (mayMove(moved.type, element, direction, scope)) return undefined;
  const types = [moved.type, element].map((type) => formatType(type, scope.namespace));
  return direction === 'into'
    ? `its values are ${types[1] ?? ''}, which ${types[0] ?? ''} never fits`
    : `its values are ${types[1] ?? ''}, which never make ${types[0] ?? ''}`;
}

/** Whether some value can move; one that does not fit at run time is the rule's affair. */
function mayMove(moved: Type, element: Type, direction: Direction, scope: Scope): boolean {
  const isScalar = moved.kind === 'scalar' || moved.kind === 'enum';
  if (element.kind === 'scalar' && element.scalar === 'string') return isScalar;
  if (element.kind === 'scalar' && element.scalar === 'json') return refsOf(moved).length === 0;
  const [near, far] = direction === 'into' ? [moved, element] : [element, moved];
  const { open, lostMembers, leaf } = crossTypes(near, far, wayOf(scope));
  return open.length === 0 && lostMembers.length === 0 && leaf?.converts === undefined;
}
