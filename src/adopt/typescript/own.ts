// Types that nobody declares, since JavaScript and TypeScript have them.

import type { ts } from 'ts-morph';
import type { Scalar } from '../../core/type-expr.js';
import type { Typed } from '../draft.js';
import { plain, scalar } from '../types.js';
import { containerOf, convert, noteKeys } from './convert.js';
import type { Place, Reader } from './reader.js';

type Own = (args: readonly ts.TypeNode[], place: Place, reader: Reader) => Typed | undefined;

/** The types that JavaScript and TypeScript have by themselves. */
export const OWN: Readonly<Record<string, Own>> = {
  Date: is('datetime'),
  Uint8Array: is('bytes'),
  Buffer: becomes('a Buffer', 'a Uint8Array', is('bytes')),
  ArrayBuffer: becomes('an ArrayBuffer', 'a Uint8Array', is('bytes')),
  Array: holds('list'),
  ReadonlyArray: becomes('read-only inside', 'not', holds('list')),
  Set: holds('set'),
  ReadonlySet: becomes('read-only inside', 'not', holds('set')),
  Map: becomes('a Map', 'a record', keyed),
  ReadonlyMap: becomes('a read-only Map', 'a record', keyed),
  Record: keyed,
  Readonly: inner('read-only inside'),
  Partial: partial,
  Required: inner(),
  NonNullable: notNull,
  Pick: part,
  Omit: part,
};

function is(name: Scalar): Own {
  return () => plain(scalar(name));
}

function becomes(found: string, then: string, own: Own): Own {
  return (args, place, reader) => {
    reader.drafting.noteForm(place, found, then);
    return own(args, place, reader);
  };
}

function holds(kind: 'list' | 'set'): Own {
  return ([element], place, reader) =>
    element === undefined
      ? reader.drafting.untyped(place, `a ${kind} of anything`)
      : containerOf(kind, element, place, reader);
}

function keyed(args: readonly ts.TypeNode[], place: Place, reader: Reader): Typed | undefined {
  const [key, value] = args;
  if (key === undefined || value === undefined)
    return reader.drafting.untyped(place, 'a map of anything');
  noteKeys(key, place, reader);
  return containerOf('map', value, place, reader);
}

function inner(found?: string): Own {
  return ([type], place, reader) => {
    if (type === undefined) return reader.drafting.untyped(place, 'of a type without its argument');
    if (found !== undefined) reader.drafting.noteForm(place, found, 'not');
    return convert(type, place, reader);
  };
}

function notNull(args: readonly ts.TypeNode[], place: Place, reader: Reader): Typed | undefined {
  const typed = inner()(args, place, reader);
  return typed && { ...typed, type: { ...typed.type, nullable: false } };
}

/** A map may lack any key; of objects there is one shape only. */
function partial(args: readonly ts.TypeNode[], place: Place, reader: Reader): Typed | undefined {
  const [type] = args;
  const isMap =
    type !== undefined &&
    reader.ts.isTypeReferenceNode(type) &&
    type.typeName.getText() === 'Record';
  return isMap ? convert(type, place, reader) : part(args, place, reader);
}

function part(_: readonly ts.TypeNode[], place: Place, { drafting }: Reader): Typed {
  return drafting.untyped(place, 'a part of an object');
}
