// Fields that come, go and get other names; what is on the wire under a name.

import { fieldsOf, isSelfContained, isUntold, was, type Field } from './field-kinds.js';
import { deleteIn, renameKey, setIn, type Plain, type Schema } from './schema-text.js';
import { TOO_SMALL, type ChangesOf, type ShapeChange } from './shape-change.js';

const NEW_FIELDS: readonly { readonly declared: Plain; readonly rules: Plain }[] = [
  { declared: { type: 'string?' }, rules: {} },
  { declared: { type: 'integer', default: 3 }, rules: { backport: { refuse: 'it matters' } } },
  { declared: { type: 'list<map<float?>>' }, rules: { upgrade: 'unset' } },
  { declared: { enum: ['a', 'b'], default: 'a' }, rules: { backport: 'drop' } },
];

export const fieldAdded: ChangesOf = () =>
  NEW_FIELDS.map(({ declared, rules }, index) => {
    const name = `zz_added_${index}`;
    return {
      name,
      now: [setIn(['fields', name], declared)],
      entry: [{ add: name, ...rules }],
    };
  });

export const severalFieldsAdded: ChangesOf = () => [
  {
    name: 'zz_one',
    now: [setIn(['fields', 'zz_one'], 'string'), setIn(['fields', 'zz_two'], 'set<uuid>?')],
    entry: [{ add: ['zz_one', 'zz_two'], upgrade: 'unset' }],
  },
];

export const fieldRemoved: ChangesOf = (schema) =>
  removable(schema).map((field) => {
    const remove = { remove: field.name, was: was(field) };
    return {
      name: field.name,
      now: [deleteIn(['fields', field.name])],
      entry: [{ ...remove, backport: 'unset' }],
      careless: { entry: [remove], code: TOO_SMALL },
    };
  });

export const fieldRenamed: ChangesOf = (schema) =>
  fieldsOf(schema).flatMap(({ name }): readonly ShapeChange[] =>
    isUntold(schema, name)
      ? [
          {
            name,
            now: [renameKey(['fields'], name, 'zz_renamed')],
            entry: [{ rename: name, to: 'zz_renamed' }],
          },
        ]
      : [],
  );

/** One field for two: nothing but a hook can carry it. */
export const fieldReplaced: ChangesOf = (schema) =>
  removable(schema).map((field) => ({
    name: field.name,
    now: [
      deleteIn(['fields', field.name]),
      setIn(['fields', 'zz_left'], 'string?'),
      setIn(['fields', 'zz_right'], 'string?'),
    ],
    entry: [
      {
        replace: { [field.name]: was(field) },
        with: ['zz_left', 'zz_right'],
        backport: { hook: { refuses: true } },
        upgrade: 'hook',
      },
    ],
  }));

/** Another field stays, and what an entry says of this one needs no version of something else. */
function removable(schema: Schema): readonly Field[] {
  const fields = fieldsOf(schema);
  if (fields.length < 2) return [];
  return fields.filter((field) => isSelfContained(field) && isUntold(schema, field.name));
}
