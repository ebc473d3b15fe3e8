// Which enums a change of a released entry is about, by what was recorded of its fields.

import type { ChangeDeclaration } from '../../load/index.js';
import type { JsonObject, ThingRecord } from '../../model/index.js';
import { homeOf } from './state.js';

/** Keys of the enums that the change's fields ever had; none where they had none. */
export function enumsOfChange(
  change: ChangeDeclaration,
  key: string,
  { versions }: ThingRecord,
): readonly string[] {
  const names = namesIn(change);
  const found = [...versions.values()].flatMap(({ sections: { fields = {} } }) =>
    names.flatMap((name) => (Object.hasOwn(fields, name) ? enumOf(fields[name], homeOf(key)) : [])),
  );
  return [...new Set(found)];
}

function namesIn(change: ChangeDeclaration): readonly string[] {
  switch (change.kind) {
    case 'rename':
      return [change.name.value, change.to.value];
    case 'change':
      return [change.name.value];
    case 'add':
    case 'remove':
      return change.names.map(({ value }) => value);
    case 'replace':
      return [
        ...change.old.map(({ name }) => name.value),
        ...change.with.map(({ value }) => value),
      ];
    case 'add-method':
    case 'remove-method':
    case 'change-method':
    case 'change-storage':
      return [];
  }
}

function enumOf(field: JsonObject[string] | undefined, home: string): readonly string[] {
  if (typeof field !== 'object' || field === null || !('enumVersion' in field)) return [];
  const { type } = field;
  const name = typeof type === 'string' ? /(?:[a-z][\w.-]*\/)?[A-Z]\w*/.exec(type)?.[0] : undefined;
  if (name === undefined) return [];
  return [name.includes('/') ? name : `${home}/${name}`];
}
