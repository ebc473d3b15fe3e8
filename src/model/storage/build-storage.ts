// How an object is stored at each of its versions, and all that must hold for rows of any of them to stand in one
// table.

import { formatVersion, sameVersion, type Version } from '../../core/version.js';
import type { ObjectDeclaration } from '../../load/index.js';
import type { History } from '../build-history.js';
import type { Shape, StorageShape } from '../model.js';
import type { Present } from '../present-shape.js';
import { report, type Scope } from '../scope.js';
import { checkColumns } from './check-columns.js';
import { checkKey } from './check-key.js';
import { checkLists } from './check-lists.js';
import { checkMethods } from './check-methods.js';
import { checkNamed } from './check-named.js';
import { checkNames } from './check-names.js';
import { checkSides } from './check-sides.js';
import { fieldLines } from './field-lines.js';
import type { StorageMapping } from './mapping.js';
import { storageAt } from './storage-at.js';
import type { StoredAt } from './stored-at.js';

/** Oldest first, as the shapes are; undefined where the object is not stored. */
export function buildStorage(
  { storage: declared, listOf }: ObjectDeclaration,
  { present, history, shapes }: BuiltSoFar,
  scope: Scope,
): readonly StorageShape[] | undefined {
  if (declared === undefined || present.storage === undefined || !present.isWhole) return undefined;
  if (listOf !== undefined) {
    report(scope, 'storage/list-object', declared.span, {});
    return undefined;
  }
  const all = storedAtAll(shapes, history);
  const [now] = all;
  if (now === undefined) return undefined;
  // Where a change could not be made out, what older versions had is half a guess.
  const isSound = !scope.found.some(({ severity }) => severity === 'error');
  const sound = isSound ? all : [now];
  checkNamed(declared, { ...now, broken: present.broken }, scope);
  checkVersion(present.storage, history.versions, scope);
  checkNames(sound, scope);
  checkMethods(now, scope);
  checkKey(sound, scope);
  checkColumns(sound, scope);
  checkSides(sound, scope);
  checkLists(sound, scope);
  return all.map(({ storage }) => storage).reverse();
}

export interface BuiltSoFar {
  readonly present: Present;
  readonly history: History;
  readonly shapes: readonly Shape[];
}

/** Newest first. */
function storedAtAll(shapes: readonly Shape[], { storages, steps }: History): readonly StoredAt[] {
  const lines = fieldLines(shapes, steps);
  const all = shapes.flatMap(({ version, fields }, index): readonly StoredAt[] => {
    const mapping = storages[index];
    if (mapping === undefined) return [];
    const [step, older] = [steps[index - 1], shapes[index - 1]];
    return [
      {
        version,
        fields,
        mapping,
        storage: storageAt(mapping, fields),
        lines: lines[index] ?? new Map(),
        ...(step === undefined || older === undefined ? {} : { cameBy: { step, older } }),
      },
    ];
  });
  return all.reverse();
}

function checkVersion(
  { unlabelled }: StorageMapping,
  versions: readonly Version[],
  scope: Scope,
): void {
  if (unlabelled === undefined) return;
  const { value: version, span } = unlabelled;
  if (versions.some((known) => sameVersion(known, version))) return;
  const near = { version: formatVersion(version) };
  report(scope, 'storage/unknown-version', span, { version, known: versions }, near);
}
