// An object's history taken back from what it is now, version by version.

import { sameVersion, type Version } from '../core/version.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import { buildStep } from './build-step.js';
import { reportChangesInFirst } from './first-entry.js';
import { historyLinks, type Link } from './history-links.js';
import { checkJoin } from './join-majors.js';
import type { FieldShape, MethodShape, ObjectModel, Step } from './model.js';
import type { ObjectEntry } from './name-table.js';
import type { Present } from './present-shape.js';
import { heldToRelease } from './records/released.js';
import { recordKey } from './records/record.js';
import { movedNames, reportReused } from './reused-names.js';
import type { Scope } from './scope.js';
import type { StorageMapping } from './storage/mapping.js';
import { storageBefore } from './storage/storage-before.js';
import { shapeAt } from './shape-at.js';

export interface History {
  /** Oldest first, as are the steps between them. */
  readonly versions: readonly Version[];
  readonly steps: readonly Step[];
  readonly firstNotes: readonly string[];
  /** What is said of storage at each of the versions; none where the object is not stored. */
  readonly storages: readonly StorageMapping[];
}

/** The majors of the same name that were built before this one, by major. */
export type EarlierMajors = ReadonlyMap<number, ObjectModel>;

/** Where the walk back has come to. */
interface Walk {
  fields: ReadonlyMap<string, FieldShape>;
  methods: ReadonlyMap<string, MethodShape>;
  storage: StorageMapping | undefined;
  readonly storages: StorageMapping[];
  readonly steps: Step[];
  /** Where names first came to be, of those that are not there any more on the way back. */
  readonly cameLater: Map<string, { readonly version: Version; readonly span: Span }>;
  /** Names that a finding told to be unknown: older entries that name them too are its echo. */
  readonly told: Set<string>;
}

export function buildHistory(
  object: ObjectEntry,
  present: Present,
  earlier: EarlierMajors,
  scope: Scope,
): History {
  const links = historyLinks(object, scope);
  const walk: Walk = {
    fields: present.fields,
    methods: present.methods,
    storage: present.storage,
    storages: present.storage === undefined ? [] : [present.storage],
    steps: [],
    cameLater: new Map(),
    told: new Set(),
  };
  for (const [index, link] of links.entries()) {
    if (link.major === object.major && present.isWhole) {
      holdToRelease(object, link, walk, index === 0, scope);
    }
    const found: Diagnostic[] = link.major === object.major ? scope.found : [];
    takeLink(link, walk, present.broken, { ...scope, found });
    if (link.older !== undefined && link.older.major < link.major && found === scope.found) {
      const declared = shapeBefore(object, link.older, earlier, scope);
      checkJoin(link.entry, link.older, walk, declared, scope);
    }
  }
  reportReused(walk.steps, object.major, scope);
  const versions = links.map((link) => link.entry.version.value);
  return {
    versions: versions.length === 0 ? [object.declaration.version.value] : versions.reverse(),
    steps: walk.steps.reverse(),
    firstNotes: links.at(-1)?.entry.notes.map((note) => note.value) ?? [],
    storages: walk.storages.reverse(),
  };
}

/** What an older major was at a version; what has changed since it was released is told there. */
function shapeBefore(
  { namespace, name }: ObjectEntry,
  version: Version,
  earlier: EarlierMajors,
  { drifts }: Scope,
): Pick<Walk, 'fields' | 'methods'> | undefined {
  const key = recordKey(namespace, name, version.major);
  const drift = drifts.find((one) => one.key === key && sameVersion(one.version, version));
  if (drift?.kind === 'object') return drift.was;
  const before = earlier.get(version.major);
  return before && shapeAt(before, version);
}

function holdToRelease(
  { name, namespace, declaration, major }: ObjectEntry,
  { entry }: Link,
  walk: Walk,
  isPresent: boolean,
  { names, released, drifts }: Scope,
): void {
  // A copy: the walk goes on from another place.
  const { fields, methods, storage } = walk;
  const reached = { fields, methods, ...(storage === undefined ? {} : { storage }) };
  const held = heldToRelease(entry.version.value, reached, isPresent, {
    key: recordKey(namespace, name, major),
    namespace,
    source: declaration.name.span,
    names,
    released,
    drifts,
  });
  walk.fields = held.fields;
  walk.methods = held.methods;
  walk.storage = held.storage;
}

function takeLink(
  { entry, older }: Link,
  walk: Walk,
  broken: ReadonlySet<string>,
  scope: Scope,
): void {
  if (older === undefined) {
    reportChangesInFirst(entry, scope);
    return;
  }
  const { fields, cameLater, told } = walk;
  const built = buildStep(entry, older, { fields, broken, cameLater, told }, walk.methods, scope);
  for (const change of built.step.changes) {
    for (const { name } of movedNames(change).taken) {
      cameLater.set(name, { version: entry.version.value, span: change.source });
    }
  }
  walk.steps.push(built.step);
  const known = { newer: fields, older: built.fields, broken };
  walk.storage = storageBefore(entry, walk.storage, built.step, known, scope);
  if (walk.storage !== undefined) walk.storages.push(walk.storage);
  walk.fields = built.fields;
  walk.methods = built.methods;
}
