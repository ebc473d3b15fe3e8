// Tables of several objects: each has its own, but that majors which are joined share the rows they both can read.

import { formatVersion, sameVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import { sameJson } from '../../core/same-json.js';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.js';
import type { StorageDeclaration } from '../../load/index.js';
import type { ObjectModel, StorageShape } from '../model.js';
import { qualify, type DeclaredNames } from '../name-table.js';
import { recordStorage } from './record-storage.js';
import { folded } from './stored-at.js';

interface Claim {
  readonly object: ObjectModel;
  readonly table: string;
  readonly span: Span;
}

export function checkTables(
  objects: ReadonlyMap<string, ObjectModel>,
  names: Pick<DeclaredNames, 'objects'>,
  found: Diagnostic[],
): void {
  const taken = new Map<string, Claim>();
  for (const object of objects.values()) {
    const told = new Set<string>();
    for (const claim of claimsOf(object, names)) {
      const first = taken.get(folded(claim.table));
      taken.set(folded(claim.table), first ?? claim);
      if (first === undefined || first.object === object) continue;
      // Majors meet in all their tables; the first tells of all.
      const id = first.object.key;
      if (told.has(id)) continue;
      told.add(id);
      found.push(...meeting(first, claim, names));
    }
  }
}

function claimsOf(object: ObjectModel, names: Pick<DeclaredNames, 'objects'>): readonly Claim[] {
  const { storage = [] } = object;
  const declared = declarationOf(object, names);
  const claims = new Map<string, Claim>();
  for (const { table, fields, source } of [...storage].reverse()) {
    const add = (name: string, span: Span | undefined): void => {
      if (!claims.has(name)) claims.set(name, { object, table: name, span: span ?? source });
    };
    add(table, declared?.table?.span);
    for (const stored of fields.values()) {
      if (stored.kind === 'table') add(stored.table, sideSpan(stored.table, declared));
    }
  }
  return [...claims.values()];
}

/** What an object says of its storage now. */
export function declarationOf(
  { namespace, name, major }: ObjectModel,
  { objects }: Pick<DeclaredNames, 'objects'>,
): StorageDeclaration | undefined {
  const majors = objects.get(qualify(name, namespace)) ?? [];
  return majors.find((one) => one.major === major)?.declaration.storage;
}

function sideSpan(table: string, declared: StorageDeclaration | undefined): Span | undefined {
  return declared?.columns.find((one) => one.kind === 'table' && one.table.value === table)?.span;
}

function meeting(
  first: Claim,
  second: Claim,
  names: Pick<DeclaredNames, 'objects'>,
): readonly Diagnostic[] {
  const [older, newer] =
    first.object.major <= second.object.major ? [first, second] : [second, first];
  const shared = sharedVersions(older.object, newer.object);
  if (shared.length === 0) {
    const { name, major } = first.object;
    const other = name === second.object.name ? `${name}@${major}` : name;
    const related = [{ message: `the table of ${other}`, span: first.span }];
    const details = { object: second.object.name, related };
    const parameters = { table: second.table, other };
    return [diagnose('storage/table-twice', second.span, parameters, details)];
  }
  for (const { version, was, is } of shared) {
    const part = differingPart(was, is);
    if (part === undefined) continue;
    const span = fromSpan(newer.object, names) ?? newer.span;
    const related = [{ message: 'what the older major says', span: older.span }];
    const details = {
      object: newer.object.name,
      version: formatVersion(newer.object.version),
      related,
    };
    const parameters = { table: newer.table, version, part };
    return [diagnose('storage/from-differs', span, parameters, details)];
  }
  return [];
}

interface StoredShape {
  readonly storage: StorageShape;
  readonly shape: ObjectModel['shape'];
}

/** Versions of the older major that the newer one goes on from, newest first. */
function sharedVersions(older: ObjectModel, newer: ObjectModel) {
  if (older.name !== newer.name || older.namespace !== newer.namespace) return [];
  const before = [...older.versions.entries()].reverse();
  return before.flatMap(([index, version]) => {
    const at = newer.versions.findIndex((one) => sameVersion(one, version));
    const [was, is] = [storedAt(older, index), storedAt(newer, at)];
    return was === undefined || is === undefined ? [] : [{ version, was, is }];
  });
}

function storedAt({ storage, shapes }: ObjectModel, index: number): StoredShape | undefined {
  const [stored, shape] = [storage?.[index], shapes[index]];
  return stored === undefined || shape === undefined ? undefined : { storage: stored, shape };
}

function differingPart(was: StoredShape, is: StoredShape): string | undefined {
  const [before, now] = [was, is].map(({ storage, shape }) => recordStorage(storage, shape.fields));
  if (before === undefined || now === undefined) return undefined;
  const parts = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return parts.find((part) => {
    const [a, b] = [before[part], now[part]];
    return a === undefined || b === undefined || !sameJson(a, b);
  });
}

function fromSpan(
  { namespace, name, major }: ObjectModel,
  { objects }: Pick<DeclaredNames, 'objects'>,
): Span | undefined {
  const majors = objects.get(qualify(name, namespace)) ?? [];
  const declared = majors.find((one) => one.major === major)?.declaration;
  return declared?.history.find((entry) => entry.from !== undefined)?.from?.span;
}
