// Resolved types as schemas write them.

import { formatVersion } from '../core/version.js';
import type { ObjectRef, Type } from './model.js';

/** `list<Flavor?>`; names of other namespaces are written with theirs, inline enums as `(ide | scsi)`. */
export function formatType(type: Type, homeNamespace: string): string {
  return `${formatBase(type, homeNamespace)}${type.nullable ? '?' : ''}`;
}

function formatBase(type: Type, home: string): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'enum':
      return type.key === undefined ? `(${type.values.join(' | ')})` : localName(type.key, home);
    case 'object':
      return formatRef(type.object, home);
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind}<${formatType(type.element, home)}>`;
    case 'union':
      return `(${type.members.map((member) => formatRef(member, home)).join(' | ')})`;
  }
}

/** `Flavor`, `Flavor@1` for an older major, `Flavor@1.2` where the parent fixes the child's version. */
export function formatRef(ref: ObjectRef, home: string): string {
  const name = localName(ref.key, home);
  return ref.version === undefined
    ? name
    : `${name.replace(/@\d+$/, '')}@${formatVersion(ref.version)}`;
}

function localName(key: string, home: string): string {
  return key.startsWith(`${home}/`) ? key.slice(home.length + 1) : key;
}
