// Queries as the argument of a method: code writes them by the class, peers by their version of it.

import type { Codec } from './codec.js';
import { sameJson } from '../core/same-json.js';
import type { JsonValue } from '../core/json.js';
import type { VersionedObject } from './object.js';
import type { AnyObjectType } from './object-type.js';
import { maskedQuery, queryOf, wireQuery } from './query-form.js';
import { readQuery, writeQuery } from './query-json.js';
import type { Query, WireQuery } from './query.js';
import { noTarget, ordinalIn } from './target.js';

/** Queries for objects of one type, which comes as a function: its own description is what they stand in. */
export function queries<T extends VersionedObject>(load: () => AnyObjectType): Codec<Query<T>> {
  const plain = (query: Query<T>): WireQuery => {
    const type = load();
    return wireQuery(type, query, type.name);
  };
  const written = (query: WireQuery, version = load().newest): Record<string, unknown> =>
    writeQuery(load(), query, version);
  // Its names and values are those of the type, which is what its class says of a query.
  const formed = (query: WireQuery): Query<T> => queryOf(load(), query);
  return {
    decode: (value, path) => formed(readQuery(load(), value, path)),
    encode(query, to) {
      const type = load();
      const version = ordinalIn(type, to.$manifest);
      if (version < 0) throw noTarget(type, to);
      return written(plain(query), version);
    },
    check: (value, path) => written(readQuery(load(), value, path)),
    assign: (value, path) => formed(wireQuery(load(), value, path)),
    settle: (value, path) => formed(wireQuery(load(), value, path)),
    // What is written is JSON.
    equals: (a, b) => sameJson(written(plain(a)) as JsonValue, written(plain(b)) as JsonValue),
    copy: (query) => formed(plain(query)),
    remember: (query) => written(plain(query)),
    altered: (query, memory) => !sameJson(written(plain(query)) as JsonValue, memory as JsonValue),
    plain: (query) => maskedQuery(load(), plain(query)),
    types: () => [load()],
  };
}
