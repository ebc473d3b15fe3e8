// The breaking rules of buf, those that it has deprecated too: which kinds of edit of the mutation run stand for each,
// or why it means nothing here.

import { describe, expect, it } from 'vitest';
import { editsOf } from './edits/all-edits.js';
import { worlds } from './edits/edit.js';

const SOURCE_OF_OTHERS = 'an option for the generated code of another language';
const NUMBERS = 'nothing has a number on this wire';
const MARKS = 'fields have no such mark';

/** Kinds of edits of the run, or a reason. */
const RULES: Readonly<Record<string, readonly string[] | string>> = {
  ENUM_NO_DELETE: ['enum removed'],
  MESSAGE_NO_DELETE: ['object removed'],
  PACKAGE_ENUM_NO_DELETE: ['enum removed'],
  PACKAGE_MESSAGE_NO_DELETE: ['object removed'],
  FILE_NO_DELETE: ['object removed', 'enum removed', 'mixin removed', 'another file name'],
  PACKAGE_NO_DELETE: ['namespace changed', 'setting changed'],
  SERVICE_NO_DELETE: ['object removed'],
  PACKAGE_SERVICE_NO_DELETE: ['object removed'],
  RPC_NO_DELETE: ['method removed'],
  RPC_SAME_REQUEST_TYPE: [
    'argument added without a default',
    'argument removed',
    'argument narrowed',
  ],
  RPC_SAME_RESPONSE_TYPE: ['returns changed'],
  RPC_SAME_CLIENT_STREAMING: 'methods do not stream',
  RPC_SAME_SERVER_STREAMING: 'methods do not stream',
  RPC_SAME_IDEMPOTENCY_LEVEL: ['idempotence changed'],
  EXTENSION_NO_DELETE: 'an object has no ranges for fields of others',
  PACKAGE_EXTENSION_NO_DELETE: 'an object has no ranges for fields of others',
  EXTENSION_MESSAGE_NO_DELETE: 'an object has no ranges for fields of others',
  ENUM_SAME_TYPE: 'every enum is closed',
  ENUM_VALUE_NO_DELETE: ['enum value removed', 'inline value removed'],
  ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED: ['enum value removed', 'inline value removed'],
  ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED: NUMBERS,
  ENUM_VALUE_SAME_NAME: ['enum value renamed'],
  ENUM_SAME_JSON_FORMAT: 'there is one form on the wire',
  MESSAGE_SAME_JSON_FORMAT: 'there is one form on the wire',
  FIELD_NO_DELETE: ['field removed'],
  FIELD_NO_DELETE_UNLESS_NAME_RESERVED: ['field removed'],
  FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED: NUMBERS,
  FIELD_SAME_NAME: ['field renamed'],
  FIELD_SAME_JSON_NAME: ['field renamed'],
  FIELD_SAME_TYPE: ['type widened', 'type narrowed', 'type changed by hook'],
  FIELD_WIRE_JSON_COMPATIBLE_TYPE: ['type widened', 'type narrowed'],
  FIELD_WIRE_COMPATIBLE_TYPE: ['type widened', 'type narrowed'],
  FIELD_SAME_CARDINALITY: [
    'value became a list',
    'list became a set',
    'null allowed',
    'null refused',
  ],
  FIELD_WIRE_COMPATIBLE_CARDINALITY: ['value became a list', 'list became a set'],
  FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY: ['value became a list', 'list became a set'],
  FIELD_SAME_LABEL: ['value became a list', 'null allowed', 'null refused'],
  FIELD_SAME_DEFAULT: ['default added', 'default changed', 'default removed'],
  FIELD_SAME_ONEOF: ['union member added', 'union member removed'],
  ONEOF_NO_DELETE: ['union member removed'],
  MESSAGE_SAME_REQUIRED_FIELDS: ['null allowed', 'null refused', 'field added', 'field removed'],
  RESERVED_ENUM_NO_DELETE: ['a change taken out', 'an entry made a note'],
  RESERVED_MESSAGE_NO_DELETE: ['a change taken out', 'an entry made a note', 'history cut'],
  FILE_SAME_PACKAGE: ['namespace changed', 'namespace written out'],
  FILE_SAME_SYNTAX: 'the schema language has one version',
  FIELD_SAME_UTF8_VALIDATION: ['limits widened', 'limits narrowed'],
  FIELD_SAME_JAVA_UTF8_VALIDATION: SOURCE_OF_OTHERS,
  FIELD_SAME_JSTYPE: 'the type alone decides what it is in TypeScript',
  FIELD_SAME_CPP_STRING_TYPE: SOURCE_OF_OTHERS,
  FIELD_SAME_CTYPE: SOURCE_OF_OTHERS,
  MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR: SOURCE_OF_OTHERS,
  MESSAGE_SAME_MESSAGE_SET_WIRE_FORMAT: MARKS,
  FILE_SAME_CSHARP_NAMESPACE: SOURCE_OF_OTHERS,
  FILE_SAME_GO_PACKAGE: SOURCE_OF_OTHERS,
  FILE_SAME_JAVA_PACKAGE: SOURCE_OF_OTHERS,
  FILE_SAME_JAVA_MULTIPLE_FILES: SOURCE_OF_OTHERS,
  FILE_SAME_JAVA_OUTER_CLASSNAME: SOURCE_OF_OTHERS,
  FILE_SAME_OBJC_CLASS_PREFIX: SOURCE_OF_OTHERS,
  FILE_SAME_PHP_CLASS_PREFIX: SOURCE_OF_OTHERS,
  FILE_SAME_PHP_NAMESPACE: SOURCE_OF_OTHERS,
  FILE_SAME_PHP_METADATA_NAMESPACE: SOURCE_OF_OTHERS,
  FILE_SAME_RUBY_PACKAGE: SOURCE_OF_OTHERS,
  FILE_SAME_SWIFT_PREFIX: SOURCE_OF_OTHERS,
  FILE_SAME_OPTIMIZE_FOR: SOURCE_OF_OTHERS,
  FILE_SAME_CC_ENABLE_ARENAS: SOURCE_OF_OTHERS,
  FILE_SAME_CC_GENERIC_SERVICES: SOURCE_OF_OTHERS,
  FILE_SAME_JAVA_GENERIC_SERVICES: SOURCE_OF_OTHERS,
  FILE_SAME_PY_GENERIC_SERVICES: SOURCE_OF_OTHERS,
  FILE_SAME_PHP_GENERIC_SERVICES: SOURCE_OF_OTHERS,
  FILE_SAME_JAVA_STRING_CHECK_UTF8: SOURCE_OF_OTHERS,
};

const edits = worlds().flatMap((world) => editsOf(world, () => true));
const kinds = new Set(edits.map(({ kind }) => kind));
const told = new Set(edits.flatMap(({ kind, expected }) => (expected.length > 0 ? [kind] : [])));
const meant = Object.entries(RULES).flatMap(([rule, are]) =>
  typeof are === 'string' ? [] : [[rule, are] as const],
);

describe('what buf would stop is stopped here', () => {
  it.each(meant)('%s', (_rule, are) => {
    expect(are.filter((kind) => !kinds.has(kind))).toEqual([]);
    expect(are.some((kind) => told.has(kind))).toBe(true);
  });
});

it('every rule of buf has a case or a reason', () => {
  const reasons = Object.values(RULES).filter((why) => typeof why === 'string');
  expect(reasons.every((why) => why.includes(' '))).toBe(true);
  expect(meant.length + reasons.length).toBeGreaterThanOrEqual(65);
});
