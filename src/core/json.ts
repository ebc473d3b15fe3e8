/** Any JSON value. Objects that came from outside may have hostile keys: look up own properties only. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** `Array.isArray` alone does not narrow a readonly array away. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
