// A small domain with two releases, whose code a test can spoil.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Release } from '../../../src/evolution/rollout/index.js';
import type { Hook, HookData } from '../../../src/interpret/index.js';
import { modelAt, type Model } from '../../../src/model/index.js';
import { Registry } from '../../../src/runtime/index.js';
import {
  rehearse,
  type RehearsalReport,
  type RehearseInput,
} from '../../../src/testing/rehearsal/index.js';
import { modelOf } from '../../model/story.js';
import { emitted } from '../../support/generated.js';

const DISK = `
object: Disk
version: "1.1"
fields:
  bytes: integer
  bus: { enum: [ide, scsi] }
  note: string?
history:
  "1.1":
    - rename: size
      to: bytes
    - add: note
  "1.0": First version
`;
const HOST = `
object: Host
version: "1.1"
fields:
  name: { type: string, maxLength: 64 }
  zone: string?
  rack: string?
  disks: list<Disk>
  secret: { type: "bytes?", sensitive: true }
methods:
  find: { static: true, returns: Host }
history:
  "1.1":
    - replace: { place: "string?" }
      with: [zone, rack]
      backport: hook
      upgrade: { hook: { refuses: true } }
    - add: secret
      backport: { refuse: a host before 1.1 would print it }
    - add: find()
  "1.0": First version
`;

/** Without the split, and with a secret that is dropped. */
const UNREFUSED = HOST.replace(/    - replace[\s\S]*?(?=    - add: secret)/, '').replace(
  '{ refuse: a host before 1.1 would print it }',
  'drop',
);

export const A: Release = { name: 'A', manifest: { Disk: '1.0', Host: '1.0' } };
export const B: Release = { name: 'B', manifest: { Disk: '1.1', Host: '1.1' } };

/** `zone/rack`; neither may hold a slash of its own, so each is escaped. */
const HOOKS = `
import { refuse } from 'backlevel/runtime';

export function backportTo1_0(far, near) {
  const { zone, rack } = near;
  if (zone === undefined && rack === undefined) return;
  far.place = JSON.stringify([zone, rack].map((one) => one === undefined ? 0 : one));
}
export function upgradeTo1_1(far, near) {
  const { place } = near;
  if (place === undefined) return;
  let both;
  try { both = JSON.parse(place); } catch { refuse('place', 'it is no pair'); }
  if (!Array.isArray(both) || both.length !== 2) refuse('place', 'it is no pair');
  if (JSON.stringify(both) !== place) refuse('place', 'it is no pair');
  if (both[0] === 0 && both[1] === 0) refuse('place', 'it is no pair');
  for (const one of both) if (one !== 0 && one !== null && typeof one !== 'string') refuse('place', 'it is no pair');
  if (both[0] !== 0) far.zone = both[0];
  if (both[1] !== 0) far.rack = both[1];
}
`;

/** What is to be wrong. */
export interface Spoiled {
  /** Every rule that refuses is gone, and so is the hook that does. */
  readonly refusesNothing?: boolean;
  /** In the hooks that both releases run, and the interpreter with them: a text, and what stands in its place. */
  readonly hooks?: readonly [string, string];
  /** In the generated code of a release. */
  readonly code?: {
    readonly release: string;
    readonly file: string;
    readonly text: string | RegExp;
    readonly instead: string;
  };
}

/** The rehearsal of A to B with something wrong. */
export async function rehearsed(
  name: string,
  spoiled: Spoiled,
  options: Partial<RehearseInput> = {},
): Promise<RehearsalReport> {
  const model = modelOf([DISK, spoiled.refusesNothing === true ? UNREFUSED : HOST]);
  const folder = resolve('test/output', `rehearsal-story-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}/hooks`, { recursive: true });
  const hooksText = replaced(HOOKS, ...(spoiled.hooks ?? ['', '']));
  writeFileSync(`${folder}/hooks/host.js`, hooksText);
  const hooks: unknown = await import(/* @vite-ignore */ `${folder}/hooks/host.js`);
  return rehearse({
    model,
    prefix: 'versioned_object',
    hooks: (key, newer, direction) =>
      key === 'test/Host' && newer === '1.1'
        ? hookOf(hooks, direction === 'backport' ? 'backportTo1_0' : 'upgradeTo1_1')
        : undefined,
    releases: [A, B],
    load: (release) => loadSpoiled(model, folder, release, spoiled.code),
    seed: 1,
    cases: 5,
    ...options,
  });
}

/** The code of a release as the emitter writes it, with something in it that is wrong. */
export async function loadSpoiled(
  model: Model,
  folder: string,
  release: Release,
  code: Spoiled['code'],
): Promise<Registry> {
  const at = modelAt(model, release.manifest);
  if (!at.ok) throw new Error(JSON.stringify(at.unknown));
  const place = `${folder}/${release.name}`;
  mkdirSync(place, { recursive: true });
  let isSpoiled = code?.release !== release.name;
  for (const { path, text } of emitted(at.model)) {
    const isMeant = code?.release === release.name && code.file === path;
    if (isMeant) isSpoiled = true;
    writeFileSync(`${place}/${path}`, isMeant ? replaced(text, code.text, code.instead) : text);
  }
  if (!isSpoiled) throw new Error(`there is no ${code?.file ?? ''}`);
  const module: unknown = await import(/* @vite-ignore */ `${place}/index.ts`);
  return registryIn(module);
}

function replaced(text: string, what: string | RegExp, instead: string): string {
  if (what === '') return text;
  const result = text.replace(what, instead);
  if (result === text) throw new Error(`nothing to spoil: ${String(what)} in\n${text}`);
  return result;
}

function hookOf(module: unknown, name: string): Hook {
  const hook: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, name) : undefined;
  if (typeof hook !== 'function') throw new Error(`no ${name}`);
  return (far: HookData, near: Readonly<HookData>) => {
    Reflect.apply(hook, undefined, [far, near]);
  };
}

function registryIn(module: unknown): Registry {
  const found: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'registry') : undefined;
  if (!(found instanceof Registry)) throw new Error('no registry was generated');
  return found;
}
