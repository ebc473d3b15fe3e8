// Fields that take other values than before: another type, null or none, other values of an inline enum.

import { fieldsOf, hasLimits, isScalar, isUntold, was, type Field } from './field-kinds.js';
import { omit, setIn, type Plain, type Schema } from './schema-text.js';
import { NEEDS_RULE, type ChangesOf, type ShapeChange } from './shape-change.js';

/** To a float, whose values older readers may not take. */
export const widened: ChangesOf = changing(
  (field) => field.type === 'integer' && !hasLimits(field),
  (field) => typed(field, 'float'),
  { backport: { convert: 'round' } },
  'backport',
);

export const narrowed: ChangesOf = changing(
  (field) =>
    field.type === 'string' && !hasLimits(field) && field.declared['default'] === undefined,
  (field) => typed(field, 'integer'),
  { upgrade: { convert: 'parse', else: { refuse: 'no number' } } },
  'upgrade',
);

export const becameList: ChangesOf = changing(
  (field) => isScalar(field) && !field.nullable && !hasLimits(field) && !hasDefault(field),
  (field) => typed(field, `list<${field.type}>`),
  { backport: { convert: 'first', whenEmpty: 'unset' } },
  'backport',
);

export const listBecameSet: ChangesOf = changing(
  (field) => /^list<(string|uuid|integer)>$/.test(field.type),
  (field) => typed(field, field.type.replace('list', 'set')),
  { backport: { convert: 'list' }, upgrade: { convert: 'set' } },
  'upgrade',
);

/** Nothing in common: hooks carry it. */
export const retypedByHook: ChangesOf = changing(
  (field) => field.type === 'datetime' && !hasDefault(field),
  (field) => typed(field, 'map<integer>'),
  { backport: 'hook', upgrade: 'hook' },
  'backport',
);

export const nullAllowed: ChangesOf = changing(
  (field) => isScalar(field) && field.type !== 'json' && !field.nullable,
  ({ declared, type }) => ({ ...declared, type: `${type}?` }),
  { backport: { whenNull: { refuse: 'it has to be known' } } },
  'backport',
);

export const nullRefused: ChangesOf = changing(
  (field) => isScalar(field) && field.type !== 'json' && field.nullable && !hasDefault(field),
  ({ declared, type }) => ({ ...declared, type }),
  { upgrade: { whenNull: { refuse: 'it has to be known' } } },
  'upgrade',
);

export const inlineValueAdded: ChangesOf = changing(
  isInline,
  ({ declared }) => ({ ...declared, enum: [...valuesOf(declared), 'zz_new'] }),
  { backport: { values: { zz_new: 'unset' } } },
  'backport',
);

export const inlineValueRemoved: ChangesOf = changing(
  (field) => isInline(field) && valuesOf(field.declared).length > 1 && !hasDefault(field),
  ({ declared }) => ({ ...declared, enum: valuesOf(declared).slice(1) }),
  { upgrade: { else: { refuse: 'it means nothing any more' } } },
  'upgrade',
);

export const unionMemberAdded: ChangesOf = changing(
  isUnion,
  (field) => typed(field, field.type.replace(' | ', ' | NumaCell | ')),
  { backport: { members: { NumaCell: { refuse: 'nobody could attach it' } } } },
  'backport',
);

export const unionMemberRemoved: ChangesOf = changing(
  isUnion,
  (field) => typed(field, field.type.replace('PciAddress | ', '')),
  { upgrade: { members: { PciAddress: { refuse: 'there are none any more' } } } },
  'upgrade',
);

function changing(
  applies: (field: Field) => boolean,
  now: (field: Field) => Plain,
  rules: Plain,
  needed: 'backport' | 'upgrade',
): ChangesOf {
  const careless = omit(rules, needed);
  return (schema: Schema): readonly ShapeChange[] =>
    fieldsOf(schema)
      .filter((field) => applies(field) && (isUnion(field) || isUntold(schema, field.name)))
      .map((field) => {
        const change = { change: field.name, was: was(field) };
        return {
          name: field.name,
          now: [setIn(['fields', field.name], now(field))],
          entry: [{ ...change, ...rules }],
          careless: { entry: [{ ...change, ...careless }], code: NEEDS_RULE },
        };
      });
}

function typed({ declared, nullable }: Field, type: string): Plain {
  return { ...declared, type: nullable ? `${type}?` : type };
}

function isInline({ declared }: Field): boolean {
  return 'enum' in declared;
}

function isUnion({ type }: Field): boolean {
  return type.includes('PciAddress | ');
}

function hasDefault({ declared }: Field): boolean {
  return declared['default'] !== undefined;
}

function valuesOf(declared: Plain): readonly string[] {
  const values = declared['enum'];
  return Array.isArray(values) ? values.map(String) : [];
}
