/** Any JSON value. Objects that came from outside may have hostile keys: look up own properties only. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
