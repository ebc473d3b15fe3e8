// How names of the schemas become names in TypeScript and names of files.

import { parseVersion } from './version.js';

/**
 * Members that every JavaScript object has: a property of such a name would hide or break them. Written
 * out, so that the output does not depend on the engine that made it.
 */
const OF_EVERY_OBJECT: ReadonlySet<string> = new Set([
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
]);

export type PropertyNames = 'camelCase' | 'asWritten';

/**
 * The TypeScript property of a field: `memory_mb` is `memoryMb`, leading `_` stay. A name that JavaScript
 * gives to every object (`constructor`) gets a `_` behind it.
 */
export function propertyName(field: string, style: PropertyNames): string {
  const name = style === 'asWritten' ? field : camelCase(field);
  return isHostileKey(name) || name === 'toJSON' || name === 'prototype' ? `${name}_` : name;
}

/** Whether every object already answers to this key, so that only an own-property lookup is safe. */
export function isHostileKey(key: string): boolean {
  return OF_EVERY_OBJECT.has(key);
}

function camelCase(field: string): string {
  const lead = /^_*/.exec(field)?.[0] ?? '';
  const parts = field
    .slice(lead.length)
    .split('_')
    .filter((part) => part !== '');
  return lead + parts.map((part, i) => (i === 0 ? part : capital(part))).join('');
}

/** `BlockDeviceMapping` is `block-device-mapping`, `PCIDeviceBus` is `pci-device-bus`. */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** `PCIDeviceBus` is `pciDeviceBus`: for functions and constants named after a class. */
export function lowerFirst(name: string): string {
  const lead = /^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/.exec(name)?.[0] ?? '';
  return lead.toLowerCase() + name.slice(lead.length);
}

function capital(part: string): string {
  return part.charAt(0).toUpperCase() + part.slice(1);
}

/** `1.16` is `V1_16`, as in `ComputeNodeV1_16`. */
export function versionSuffix(version: string): string {
  const parsed = parseVersion(version);
  return parsed === undefined ? '' : `V${parsed.major}_${parsed.minor}`;
}
