// Fields and methods as plans have them.

import type { FieldShape, MethodShape, Type } from '../../../src/model/index.js';
import type { Scalar } from '../../../src/core/type-expr.js';

const SOURCE = {
  file: 'a.yaml',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  offset: 0,
  endOffset: 0,
};

export function field(name: string, type: Type, more: Partial<FieldShape> = {}): FieldShape {
  return { name, type, readOnly: false, sensitive: false, limits: {}, source: SOURCE, ...more };
}

export function method(name: string, more: Partial<MethodShape> = {}): MethodShape {
  return { name, static: false, idempotent: false, args: [], source: SOURCE, ...more };
}

export function scalar(name: Scalar, nullable = false): Type {
  return { kind: 'scalar', scalar: name, nullable };
}

export function enumAt(minor: number, values: readonly string[], key = 'test/DiskBus'): Type {
  return { kind: 'enum', key, version: { major: 1, minor }, values, nullable: false };
}

export function inlineEnum(values: readonly string[], nullable = false): Type {
  return { kind: 'enum', values, nullable };
}

/** `test/Flavor`, `test/Flavor@1`, `other/Port`; a minor where the parent fixes the child's version. */
export function object(key: string, minor?: number): Extract<Type, { readonly kind: 'object' }> {
  const [, namespace = '', name = '', major = '1'] = /^(.*)\/(\w+)(?:@(\d+))?$/.exec(key) ?? [];
  const version = minor === undefined ? {} : { version: { major: Number(major), minor } };
  const ref = { key, name, namespace, major: Number(major), ...version };
  return { kind: 'object', object: ref, nullable: false };
}

export function list(element: Type): Type {
  return { kind: 'list', element, nullable: false };
}
