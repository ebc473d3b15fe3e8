// What else is said of a field: its default, its limits, whether it may be set again.

import { fieldsOf, isUntold, was, type Field } from './field-kinds.js';
import { deleteIn, setIn, type Plain, type Rewrite, type Schema } from './schema-text.js';
import { NEEDS_RULE, type ChangesOf, type ShapeChange } from './shape-change.js';

export const defaultAdded: ChangesOf = changing((field) => {
  const value = { string: 'zz', integer: 7, boolean: true, float: 1.5 }[field.type];
  const isFree = value !== undefined && Object.keys(field.declared).length === 1;
  return isFree ? { now: { ...field.declared, default: value }, rules: {} } : undefined;
});

export const defaultChanged: ChangesOf = changing(({ declared }) => {
  const value = declared['default'];
  if (typeof value === 'boolean') return { now: { ...declared, default: !value }, rules: {} };
  if (typeof value === 'number') return { now: { ...declared, default: value + 1 }, rules: {} };
  return undefined;
});

export const defaultRemoved: ChangesOf = changing(({ declared }) => {
  const { default: value, ...now } = declared;
  return value === undefined ? undefined : { now, rules: {} };
});

export const limitsWidened: ChangesOf = changing(({ declared, type }) => {
  const { max, min, maxLength, pattern, ...rest } = declared;
  const kept = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  if (type === 'string' && typeof maxLength === 'number' && pattern === undefined) {
    const now = { ...rest, maxLength: maxLength + 45 };
    return { now, rules: { backport: 'clamp' }, needed: 'backport' };
  }
  if (type === 'string' && pattern !== undefined) {
    const now = { ...rest, ...(maxLength === undefined ? {} : { maxLength }) };
    return { now, rules: { backport: { refuse: 'files are called so' } }, needed: 'backport' };
  }
  if (typeof max === 'number') {
    const now = { ...rest, ...kept, max: max + 1 };
    return { now, rules: { backport: 'clamp' }, needed: 'backport' };
  }
  if (typeof min !== 'number') return undefined;
  return { now: { ...rest, min: min - 1 }, rules: { backport: 'clamp' }, needed: 'backport' };
});

export const limitsNarrowed: ChangesOf = changing((field) => {
  const { declared, type } = field;
  const limit: Plain | undefined =
    type === 'string' && declared['maxLength'] === undefined
      ? { maxLength: 99 }
      : type === 'integer' && declared['max'] === undefined
        ? { max: 1_000_000 }
        : undefined;
  if (limit === undefined) return undefined;
  const rules = { upgrade: { refuse: 'no place holds more' } };
  return { now: { ...declared, ...limit }, rules, needed: 'upgrade' };
});

export const becameReadOnly: ChangesOf = changing(({ declared }) =>
  declared['readOnly'] === undefined
    ? { now: { ...declared, readOnly: true }, rules: {} }
    : undefined,
);

export const becameWritable: ChangesOf = changing(({ declared }) => {
  const { readOnly, ...now } = declared;
  return readOnly === undefined ? undefined : { now, rules: {} };
});

interface Changed {
  readonly now: Plain;
  readonly rules: Plain;
  readonly needed?: 'backport' | 'upgrade';
}

function changing(changed: (field: Field) => Changed | undefined): ChangesOf {
  return (schema: Schema): readonly ShapeChange[] =>
    fieldsOf(schema).flatMap((field): readonly ShapeChange[] => {
      const made = isUntold(schema, field.name) ? changed(field) : undefined;
      if (made === undefined) return [];
      const change = { change: field.name, was: was(field) };
      const now = [setIn(['fields', field.name], made.now)];
      const entry = [{ ...change, ...made.rules }];
      const careless = { entry: [change], code: NEEDS_RULE };
      return [{ name: field.name, now, entry, ...(made.needed === undefined ? {} : { careless }) }];
    });
}

/** Masking is no part of the wire: none asks for a version, taking it away is a finding all the same. */
export function masked(
  schema: Schema,
): readonly { readonly name: string; readonly now: Rewrite }[] {
  return fieldsOf(schema)
    .filter(({ declared }) => declared['sensitive'] === undefined)
    .map(({ name, declared }) => ({
      name,
      now: setIn(['fields', name], { ...declared, sensitive: true }),
    }));
}

export function unmasked(
  schema: Schema,
): readonly { readonly name: string; readonly now: Rewrite; readonly was: Plain }[] {
  return fieldsOf(schema)
    .filter(({ declared }) => declared['sensitive'] === true)
    .map((field) => ({
      name: field.name,
      now: deleteIn(['fields', field.name, 'sensitive']),
      was: was(field),
    }));
}
