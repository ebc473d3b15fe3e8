// Fields as the kinds of edits ask for them.

import { parseVersion } from '../../../src/core/version.js';
import { omit, text, type Plain, type Schema } from './schema-text.js';

/** A field of an object's own, in the long form. */
export interface Field {
  readonly name: string;
  readonly declared: Plain;
  /** Without its `?`; empty for an inline enum. */
  readonly type: string;
  readonly nullable: boolean;
}

const SCALARS = new Set(
  'string integer bigint float boolean datetime uuid ip ipv4 ipv6 cidr mac bytes json'.split(' '),
);

export function fieldsOf({ fields }: Schema): readonly Field[] {
  return [...fields].map(([name, declared]) => {
    const type = text(declared['type']);
    const nullable = declared['nullable'] === true || type.endsWith('?');
    return { name, declared, type: type.replace(/\?$/, ''), nullable };
  });
}

export function isScalar({ type }: Pick<Field, 'type'>): boolean {
  return SCALARS.has(type);
}

/** Whether nothing in the type has versions of its own. */
export function isSelfContained({ type, declared }: Field): boolean {
  return 'enum' in declared || !/[A-Z]/.test(type);
}

export function hasLimits({ declared }: Field): boolean {
  return ['min', 'max', 'minLength', 'maxLength', 'pattern'].some((limit) => limit in declared);
}

/** The field as an entry says that it was: all that a history records of it. */
export function was({ declared }: Field): Plain {
  return omit(declared, 'doc', 'deprecated', 'typescriptName');
}

/** Whether the newest entry speaks of something else. */
export function isUntold({ history, version }: Schema, name: string): boolean {
  const newest = history[0];
  const isPresent = newest !== undefined && parseVersion(newest.version)?.minor === version.minor;
  return isPresent && !JSON.stringify(newest.items).includes(name);
}
