// The key: of a type that both engines can have as one, and the same at every version.

import { formatType } from '../format-type.js';
import type { FieldShape, Stored } from '../model.js';
import { report, type Scope } from '../scope.js';
import { arrivalOf } from './arrivals.js';
import type { StoredAt } from './stored-at.js';

const KEY_SCALARS: ReadonlySet<string> = new Set(['integer', 'string', 'uuid', 'bigint']);

/** `all` newest first. */
export function checkKey(all: readonly StoredAt[], scope: Scope): void {
  const [now, ...before] = all;
  const field = now?.fields.get(now.storage.key);
  if (now === undefined || field === undefined) return;
  const { key } = now.mapping;
  const stored = now.storage.fields.get(field.name);
  const unfit = whyNoKey(field, stored, scope);
  if (unfit !== undefined) {
    const related = [{ message: 'the field is declared here', span: field.source }];
    report(scope, 'storage/key-type', key.span, { key: key.value, why: unfit }, { related });
    return;
  }
  for (const [index, { version, fields, storage }] of before.entries()) {
    const { key: name } = storage;
    const was = fields.get(name);
    const newer = all[index];
    const why =
      was === undefined
        ? `there was no \`${name}\``
        : (whyAnother(field, was, stored, storage.fields.get(name), scope) ??
          (newer === undefined ? undefined : whyOthers(newer)));
    if (why === undefined) continue;
    const related = [{ message: 'what it was', span: was?.source ?? key.span }];
    report(scope, 'storage/key-changed', key.span, { key: key.value, version, why }, { related });
    return;
  }
}

/** Values that a rule makes others would be the keys of other rows. */
function whyOthers({ storage, fields, cameBy }: StoredAt): string | undefined {
  const field = fields.get(storage.key);
  if (field === undefined || cameBy === undefined) return undefined;
  const arrival = arrivalOf(field, cameBy.step, cameBy.older);
  const isKept =
    arrival.kind === 'carried' &&
    arrival.read.values.length === 0 &&
    arrival.read.whenNull === undefined;
  return isKept ? undefined : 'its values were others';
}

function whyNoKey(
  { type }: FieldShape,
  stored: Stored | undefined,
  { namespace }: Scope,
): string | undefined {
  if (type.nullable) return 'it may be null';
  if (type.kind !== 'scalar' || !KEY_SCALARS.has(type.scalar)) {
    return `its type is ${formatType(type, namespace)}`;
  }
  if (stored === undefined) return 'it is not stored';
  return stored.kind === 'column' ? undefined : 'it stands in another table';
}

function whyAnother(
  is: FieldShape,
  was: FieldShape,
  now: Stored | undefined,
  then: Stored | undefined,
  { namespace }: Scope,
): string | undefined {
  const [type, before] = [is, was].map((field) => formatType(field.type, namespace));
  if (type !== before) return `it was ${before ?? ''} and is ${type ?? ''}`;
  const [column, other] = [now, then].map((one) =>
    one?.kind === 'column' ? `\`${one.column}\` (${one.type})` : 'none of its table',
  );
  return column === other ? undefined : `its column was ${other ?? ''} and is ${column ?? ''}`;
}
