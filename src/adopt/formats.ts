// The formats of JSON Schema, OpenAPI and JSDoc that a schema has a type for.

import type { Scalar } from '../core/type-expr.js';
import type { Typed } from './draft.js';
import { isScalar, leafOf, withLeaf } from './types.js';

const SCALAR_OF: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ['date-time', 'datetime'],
  ['uuid', 'uuid'],
  ['ip', 'ip'],
  ['ipv4', 'ipv4'],
  ['ipv6', 'ipv6'],
  ['cidr', 'cidr'],
  ['mac', 'mac'],
  ['byte', 'bytes'],
  ['base64', 'bytes'],
]);

/** A text in a format; undefined where the format has no type, and the text stays one. */
export function formatted(typed: Typed, format: string): Typed | undefined {
  const { type, marks } = typed;
  if (!isScalar(leafOf(type), 'string')) return undefined;
  if (format === 'password') return { type, marks: { ...marks, sensitive: true } };
  const scalar = SCALAR_OF.get(format);
  return scalar && { type: withLeaf(type, scalar), marks };
}
