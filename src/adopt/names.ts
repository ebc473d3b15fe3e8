// Names as they stand in other languages become names of a schema, so that generated code has the old ones
// wherever it can.

import { isHostileKey, kebabCase, propertyName, type PropertyNames } from '../core/names.js';
import { whyReserved } from '../model/member-names.js';
import type { FieldDraft, Property } from './draft.js';
import type { Notes } from './notes.js';

export interface NameRules {
  readonly style: PropertyNames;
  /** Whether names are those of properties in TypeScript; else they are keys of data. */
  readonly areProperties: boolean;
}

const FIELD = /^_?[a-z][a-z0-9_]*$/;
const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** The properties as fields: each with a name of its own, and the property that it had where that can be. */
export function nameFields(
  object: string,
  properties: readonly Property[],
  rules: NameRules,
  notes: Notes,
): readonly FieldDraft[] {
  const taken = { fields: new Set<string>(), properties: new Set<string>() };
  return properties.map((property) => {
    const { name, becomes } = freeName(property.property, rules, taken);
    taken.fields.add(name);
    taken.properties.add(becomes);
    if (becomes !== wantedProperty(property.property, rules)) {
      const parameters = { property: property.property, object, field: name, becomes };
      notes.say('adopt/renamed', property.source, parameters);
    }
    const isPlain = becomes === propertyName(name, rules.style);
    return { ...property, name, ...(isPlain ? {} : { typescriptName: becomes }) };
  });
}

interface Taken {
  readonly fields: ReadonlySet<string>;
  readonly properties: ReadonlySet<string>;
}

function freeName(
  property: string,
  rules: NameRules,
  taken: Taken,
): { readonly name: string; readonly becomes: string } {
  const base = snakeCase(property);
  const wanted = wantedProperty(property, rules);
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}_${count}`;
    if (taken.fields.has(name)) continue;
    const derived = propertyName(name, rules.style);
    const candidates = [wanted, derived, `${derived}_`, `_${derived}`];
    const becomes = candidates.find((one) => mayBeProperty(one) && !taken.properties.has(one));
    if (becomes !== undefined) return { name, becomes };
  }
}

/** A key of data that could be a field is one, and its property follows from it. */
function wantedProperty(property: string, { style, areProperties }: NameRules): string {
  return !areProperties && FIELD.test(property) ? propertyName(property, style) : property;
}

/** What the runtime or JavaScript has for every object, nobody else may have. */
function mayBeProperty(name: string): boolean {
  if (!IDENTIFIER.test(name) || isHostileKey(name) || whyReserved(name) !== undefined) return false;
  return name !== 'toJSON' && name !== 'prototype';
}

/** `memoryMb` is `memory_mb`, `IPAddress` is `ip_address`, `$x` is `x`, `2nd` is `field_2nd`. */
export function snakeCase(name: string): string {
  const words = ascii(name)
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z\d_]+/g, '_')
    .toLowerCase();
  const lead = name.startsWith('_') ? '_' : '';
  const rest = words.replace(/^_+/, '');
  if (rest === '') return `${lead}field`;
  return /^\d/.test(rest) ? `field_${rest}` : `${lead}${rest}`;
}

/** `order-line` and `order_line` are `OrderLine`, `IOrder` stays. */
export function pascalCase(name: string): string {
  const parts = ascii(name)
    .split(/[^A-Za-z\d]+/)
    .filter((part) => part !== '');
  const joined = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return /^[A-Z]/.test(joined) ? joined : `Type${joined}`;
}

/** Names that would meet as files, or on a disk that ignores case. */
export function meetingKeys(typeName: string): readonly string[] {
  return [...new Set([kebabCase(typeName), typeName.toLowerCase()])];
}

/** Without accents: `größe` is `große`, whose other signs are no letters of a name. */
function ascii(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '');
}
