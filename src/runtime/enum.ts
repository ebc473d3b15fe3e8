// Enums are texts from a fixed list. An object fixes which version of an enum it speaks.

import { bad } from './fault.js';

/** An enum, by the values of its newest version. */
export interface EnumType<T extends string> {
  readonly name: string;
  /** In the order of the declaration. */
  readonly values: readonly T[];
  /** Whether a value is one of them. */
  is(value: unknown): value is T;
  /** The value if it is one of them, else a fault at `path`. @internal */
  check(value: unknown, path: string): T;
}

/** Makes an enum of these values. */
export function enumType<const T extends string>(name: string, values: readonly T[]): EnumType<T> {
  const known: ReadonlySet<unknown> = new Set(values);
  return {
    name,
    values,
    is: (value): value is T => known.has(value),
    check: (value, path) =>
      // The set holds nothing but the values of T.
      known.has(value) ? (value as T) : bad(path, `one of ${values.join(', ')}`, value),
  };
}
