// All that the page of one object shows.

import { formatVersion } from '../../core/version.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import type { MethodChange, Model, ObjectModel, StorageShape } from '../../model/index.js';
import type {
  HistoryEntry,
  MethodRow,
  ObjectDetails,
  Place,
  StorageTable,
  Use,
} from '../../site/index.js';
import { explainCrossing, type ExplainedStep } from '../explain/crossing.js';
import { signatureOf } from '../show/format-table.js';
import { codeBlocks } from './code-blocks.js';
import { fieldRows } from './field-rows.js';
import { objectLosses } from './object-losses.js';

/** What is known of an object beside the model. */
export interface Around {
  readonly usedBy: readonly Use[];
  readonly releases: ObjectDetails['releases'];
  /** The text of its generated file. */
  readonly file: string;
}

export function objectDetails(
  model: Model,
  object: ObjectModel,
  { usedBy, releases, file }: Around,
): ObjectDetails {
  const { versions, firstNotes, source } = object;
  return {
    source: placeOf(source),
    versions: versions.map(formatVersion),
    lines: fieldRows(model, object),
    history: historyOf(object),
    firstNotes,
    losses: objectLosses(object),
    usedBy,
    methods: methodsOf(object),
    storage: storageOf(object.storage?.at(-1)),
    releases,
    code: versions.length > 1 ? codeBlocks(file) : [],
  };
}

function historyOf(object: ObjectModel): readonly HistoryEntry[] {
  const [oldest, newest] = [object.versions[0], object.version];
  if (oldest === undefined) return [];
  const upgrades = explainCrossing(object, oldest, newest);
  const backports = explainCrossing(object, newest, oldest);
  return backports.map((backport, i) => {
    const at = object.steps.length - 1 - i;
    const step = object.steps[at];
    return {
      version: formatVersion(backport.from),
      older: formatVersion(backport.to),
      notes: backport.notes,
      backport: effectsOf(backport),
      upgrade: effectsOf(upgrades[at]),
      methods: (step?.methods ?? []).map(tellMethod),
      place: placeOf(step?.source ?? object.source),
    };
  });
}

function effectsOf(step: ExplainedStep | undefined): HistoryEntry['backport'] {
  return (step?.effects ?? []).map(({ sentences, source }) => ({
    sentences,
    place: placeOf(source),
  }));
}

function tellMethod({ kind, name }: MethodChange): string {
  const what = { add: 'came to be', remove: 'was removed', change: 'has another signature' }[kind];
  return `the method \`${name}()\` ${what}`;
}

function methodsOf({ shape, namespace }: ObjectModel): readonly MethodRow[] {
  return [...shape.methods.values()].map((method) => ({
    signature: signatureOf(method, namespace),
    doc: method.doc,
    marks: method.idempotent ? ['idempotent'] : [],
  }));
}

function storageOf(storage: StorageShape | undefined): StorageTable | undefined {
  if (storage === undefined) return undefined;
  const { table, key, fields, unique, indexes } = storage;
  return {
    table,
    key,
    columns: [...fields].map(([field, stored]) => ({
      field,
      column: stored.kind === 'column' ? stored.column : `${stored.table}.${stored.value}`,
      type: stored.kind === 'column' ? stored.type : `a row for each ${stored.type}`,
    })),
    indexes: [
      ...unique.map((names) => `unique: ${names.join(', ')}`),
      ...indexes.map((names) => `index: ${names.join(', ')}`),
    ],
  };
}

export function placeOf({ file, line }: Span): Place {
  return { file, line };
}
