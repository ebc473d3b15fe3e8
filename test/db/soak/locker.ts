// The generated code of a release, as writers of both releases use it.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Registry, type VersionedObject } from '../../../src/runtime/index.js';
import type { AnyObjectType } from '../../../src/runtime/object-type.js';
import { firstRow } from './first-rows.js';
import type { ReleaseName } from './messages.js';

interface Locker extends VersionedObject {
  readonly id: number;
  code: string;
  note: string | null;
  state: string;
  tags: Set<string>;
}

export interface OlderLocker extends Locker {
  uses: number;
  motto: string;
}

export interface NewerLocker extends Locker {
  count: number;
  seal: string | null;
  grade: number;
}

export type AnyLocker = OlderLocker | NewerLocker;

export interface Release {
  readonly registry: Registry;
  readonly type: AnyObjectType;
  /** A locker as row `n` begins. */
  readonly made: (code: string, n: number) => VersionedObject;
}

/** Loads a release's code from the folder where that of both is. */
export async function loadRelease(code: string, name: ReleaseName): Promise<Release> {
  const module: unknown = await import(pathToFileURL(join(code, name, 'index.js')).href);
  const registry =
    typeof module === 'object' && module !== null && 'registry' in module && module.registry;
  if (!(registry instanceof Registry)) throw new Error(`release ${name} has no registry`);
  const type = registry.find('Locker');
  const door = registry.find('Door');
  if (type === undefined || door === undefined) throw new Error(`${name} has no lockers`);
  return { registry, type, made: (text, n) => made(type, door, text, n) };
}

function made(type: AnyObjectType, door: AnyObjectType, code: string, n: number): VersionedObject {
  const { uses, note, motto, state, tags, colour } = firstRow(n);
  const locker = type.create();
  Object.assign(locker, {
    code,
    tags: new Set(tags),
    door: colour === undefined ? null : doorOf(door, colour),
    ...(note === undefined ? {} : { note }),
    ...('uses' in locker
      ? { uses, motto, state }
      : { count: uses, grade: 2, state: state === 'idle' ? 'ready' : state }),
  });
  return locker;
}

function doorOf(type: AnyObjectType, colour: string): VersionedObject {
  const door = type.create();
  return Object.assign(door, 'hinges' in door ? { colour, hinges: 2 } : { colour });
}

/** What a store gives is a locker of one release or the other. */
export function asLocker(object: VersionedObject): AnyLocker {
  if (!isLocker(object)) throw new Error(`${object.$$type.name} is no locker`);
  return object;
}

function isLocker(object: VersionedObject): object is AnyLocker {
  return object.$$type.name === 'Locker';
}

export function isOlder(locker: AnyLocker): locker is OlderLocker {
  return 'uses' in locker;
}

export function countIn(locker: AnyLocker): number {
  return isOlder(locker) ? locker.uses : locker.count;
}

export function countOnce(locker: AnyLocker): number {
  return isOlder(locker) ? ++locker.uses : ++locker.count;
}
