// Random enums with their histories.

import type { JsonValue } from '../../../src/core/json.js';
import type { Random } from '../../../src/testing/values/index.js';
import type { Written } from './fields.js';
import { enumValue, enumValues, oddDoc, oddText } from './words.js';

export interface EnumDraft {
  readonly file: Written;
  /** The values of each version, oldest first. */
  readonly versions: readonly (readonly string[])[];
}

export function randomEnum(name: string, random: Random): EnumDraft {
  const minors = random.below(4);
  const newest = enumValues(random, 1 + random.below(random.once(2) ? 40 : 6));
  const versions: (readonly string[])[] = [newest];
  const history: [string, JsonValue][] = [];
  for (let minor = minors; minor > 0; minor--) {
    const { change, older } = step(versions[0] ?? newest, random);
    history.push([`1.${minor}`, [change]]);
    versions.unshift(older);
  }
  const values = newest.map((value) =>
    random.once(6) ? { value, doc: oddDoc(random) } : { value },
  );
  const file = {
    enum: name,
    version: `1.${minors}`,
    ...(random.once(2) ? { doc: oddDoc(random) } : {}),
    values: random.once(2) ? newest : values,
    history: Object.fromEntries([...history, ['1.0', 'First version']]),
  };
  return { file, versions };
}

/** One change from the newer values back to the older ones. */
function step(
  newer: readonly string[],
  random: Random,
): { readonly change: Written; readonly older: readonly string[] } {
  const [value = ''] = newer.slice(random.below(newer.length));
  const rest = newer.filter((other) => other !== value);
  const fresh = enumValue(random);
  if (newer.includes(fresh)) return step(newer, random);
  const kind = random.below(3);
  if (kind === 0 && rest.length > 0) {
    return { change: { add: value, backport: standIn(rest, random) }, older: rest };
  }
  if (kind === 1) {
    const older = [...newer, fresh];
    return { change: { remove: fresh, upgrade: standIn(newer, random) }, older };
  }
  const older = newer.map((other) => (other === value ? fresh : other));
  return { change: { rename: fresh, to: value }, older };
}

function standIn(values: readonly string[], random: Random): JsonValue {
  const kind = random.below(3);
  if (kind === 0) return 'unset';
  return kind === 1 ? { refuse: oddText(random) } : (values[random.below(values.length)] ?? '');
}
