// One of the three sides of a rebase: the declarations of a tree, each with its text, by the keys of their records.

import { thingsOf, type Source } from '../../evolution/index.js';
import type { Tree } from '../host.js';
import type { Settings } from '../settings.js';
import type { BaselineSource } from './baseline.js';
import { readState, type Memory } from './snapshot.js';

export type Side = ReadonlyMap<string, Source>;

/** Where the branches part, here, and at the baseline's tip. */
export interface Sides {
  readonly base: Side;
  readonly mine: Side;
  readonly tip: Side;
}

/** A baseline that has files, whose texts a lock does not have. */
export type Branch = Extract<BaselineSource, { readonly kind: 'trees' }>;

export function sideOf(tree: Tree, settings: Settings, memory: Memory): Side {
  const { sources, loaded } = readState(tree, settings, memory);
  const texts = new Map(sources.schemas.map(({ path, text }) => [path, text]));
  const { objects, enums, mixins } = thingsOf(loaded.declarations, settings.namespace);
  return new Map(
    [...objects, ...enums, ...mixins].map(([key, declaration]) => [
      key,
      { text: texts.get(declaration.file) ?? '', declaration },
    ]),
  );
}

/** Where an object's newest major is new, it went on from the one before. */
export function before(side: Side, key: string): Source | undefined {
  const [, bare = '', major = ''] = /^(.*)@(\d+)$/.exec(key) ?? [];
  return side.get(key) ?? side.get(`${bare}@${Number(major) - 1}`);
}
