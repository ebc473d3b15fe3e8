// Values of declared enums that come, go and get other names.

import { fieldsOf } from './field-kinds.js';
import type { World } from './edit.js';
import { omit, setIn, text, type Plain, type Rewrite, type Schema } from './schema-text.js';
import { NEEDS_RULE, type ChangesOf } from './shape-change.js';

export const valueAdded: ChangesOf = ({ values }) => [
  {
    name: 'zz_value',
    now: [setValues([...values, 'zz_value'])],
    entry: [{ add: 'zz_value', backport: values[0] ?? 'unset' }],
    careless: { entry: [{ add: 'zz_value' }], code: NEEDS_RULE },
  },
];

export const valueRemoved: ChangesOf = ({ values }) => {
  const gone = values.at(-1) ?? '';
  return [
    {
      name: gone,
      now: [setValues(values.slice(0, -1))],
      entry: [{ remove: gone, upgrade: { refuse: 'nothing is like it' } }],
      careless: { entry: [{ remove: gone }], code: NEEDS_RULE },
    },
  ];
};

export const valueRenamed: ChangesOf = ({ values }) => {
  const old = values.at(-1) ?? '';
  return [
    {
      name: old,
      now: [setValues([...values.slice(0, -1), 'zz_renamed'])],
      entry: [{ rename: old, to: 'zz_renamed' }],
    },
  ];
};

function setValues(values: readonly string[]): Rewrite {
  return setIn(['values'], values);
}

/** Who speaks the enum, and what each must record of its change: its fields and methods at the enum's old version. */
export function usersOf(
  { name, version }: Schema,
  { schemas }: World,
): readonly { readonly schema: Schema; readonly entry: readonly Plain[] }[] {
  const old = `${name}@${version.major}.${version.minor}`;
  const at = (text: string): string => text.replace(new RegExp(`\\b${name}\\b`), old);
  return schemas.flatMap((schema) => {
    if (schema.kind !== 'object') return [];
    const fields = fieldsOf(schema)
      .filter(({ type }) => new RegExp(`\\b${name}\\b`).test(type))
      .map(({ name: change, declared }) => ({
        change,
        was: wasAt(declared, at(text(declared['type']))),
      }));
    const methods = [...schema.methods]
      .filter(([, declared]) => new RegExp(`\\b${name}\\b`).test(JSON.stringify(declared)))
      .map(([change, declared]) => ({
        change: `${change}()`,
        was: JSON.parse(at(JSON.stringify(declared))) as Plain,
      }));
    const entry = [...fields, ...methods];
    return entry.length === 0 ? [] : [{ schema, entry }];
  });
}

function wasAt(declared: Plain, type: string): Plain {
  return { ...omit(declared, 'doc'), type };
}
