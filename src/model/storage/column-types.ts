// Which columns can hold all values of a type: the first is the one that follows by rule.

import type { ColumnType } from '../../core/storage.js';
import type { Scalar } from '../../core/type-expr.js';
import type { Type } from '../model.js';

const TEXT = ['text'] as const;

const SCALAR_COLUMNS = {
  string: TEXT,
  uuid: TEXT,
  ip: TEXT,
  ipv4: TEXT,
  ipv6: TEXT,
  cidr: TEXT,
  mac: TEXT,
  integer: ['integer', 'numeric'],
  bigint: ['numeric', 'text', 'integer'],
  float: ['float'],
  boolean: ['boolean'],
  datetime: ['datetime', 'text'],
  bytes: ['bytes', 'text'],
  json: ['json', 'text'],
} as const satisfies Record<Scalar, readonly [ColumnType, ...ColumnType[]]>;

export function columnTypesFor(type: Type): readonly [ColumnType, ...ColumnType[]] {
  switch (type.kind) {
    case 'scalar':
      return SCALAR_COLUMNS[type.scalar];
    case 'enum':
      return TEXT;
    case 'object':
    case 'union':
    case 'list':
    case 'set':
    case 'map':
      return SCALAR_COLUMNS.json;
  }
}
