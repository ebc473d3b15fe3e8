// An object in the making: its file, and the oldest shape that its history has come to so far.

import type { JsonValue } from '../../../src/core/json.js';
import type { NameRef } from '../../../src/core/type-expr.js';
import type { Fields, Proposal } from './changes.js';
import { type Written, writeField } from './fields.js';

export interface ObjectDraft {
  readonly ref: NameRef;
  readonly major: number;
  readonly minor: number;
  /** What the file says beside versions, fields and history. */
  readonly head: Written;
  readonly fields: Fields;
  /** Changes by minor, newest first; of the last one what came before is `older`. */
  readonly history: readonly { readonly minor: number; readonly changes: readonly JsonValue[] }[];
  /** The version of the older major that this one goes on from. */
  readonly from?: string;
  readonly older: Fields;
}

export function fileOf({ ref }: ObjectDraft): string {
  return `random/${ref.name}${ref.major === undefined ? '' : `.v${ref.major}`}.yaml`;
}

export function writeObject(draft: ObjectDraft): Written {
  const { ref, major, minor, head, fields, history, from } = draft;
  const entries = history.map(({ minor: at, changes }): [string, JsonValue] => [
    `${major}.${at}`,
    at === 0 && from !== undefined ? [{ from }, ...changes] : changes,
  ]);
  const last = history.at(-1)?.minor ?? minor + 1;
  const first: [string, JsonValue][] =
    last === 0 ? [] : [[`${major}.${last - 1}`, 'First version']];
  return {
    object: ref.name,
    ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }),
    version: `${major}.${minor}`,
    ...head,
    fields: Object.fromEntries([...fields].map(([name, field]) => [name, writeField(field)])),
    history: Object.fromEntries([...entries, ...first]),
  };
}

/** The draft with an entry for the version before which nothing is known yet. */
export function withEntry(draft: ObjectDraft, minor: number): ObjectDraft {
  return { ...draft, history: [...draft.history, { minor, changes: [] }] };
}

/** The draft with a change in its last entry. */
export function withChange(draft: ObjectDraft, { change, older }: Proposal): ObjectDraft {
  const history = draft.history.map((entry, i) =>
    i === draft.history.length - 1 ? { ...entry, changes: [...entry.changes, change] } : entry,
  );
  return { ...draft, history, older };
}
