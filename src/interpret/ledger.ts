// The ledger of losses between two manifests: what each object can lose, be refused or be filled in on
// the way, by the rules alone. It walks the same steps as a crossing, with possibilities for values.

import type { Manifest } from '../core/envelope.js';
import { compareVersions, formatVersion, parseWireVersion } from '../core/version.js';
import type { Version } from '../core/version.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { Model, ObjectModel, Shape, Step } from '../model/model.js';
import { BY_TYPES } from './value-rule.js';
import { facing } from './facing.js';
import type { Arrival, Carriage, Departure, Facing } from './facing.js';
import { entryOf, knownShape, ordinalOf } from './objects.js';
import { possibleOn } from './possible.js';
import type { Possible } from './possible.js';
import type { Direction } from './result.js';

/** One thing that may happen to an object on its way from one version to another. */
export interface LedgerEntry {
  readonly object: string;
  /** `Flavor.foobars`, in the names of the version it comes from; for what is filled in, of where it goes. */
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly kind: Possible | 'fill';
  readonly since: string;
  readonly line: number;
}

export interface Ledger {
  readonly entries: readonly LedgerEntry[];
  /** Objects that both manifests name, but at a version that the model does not know. */
  readonly unknown: readonly string[];
}

/** What can happen to the objects that both manifests name, on their way from one to the other. */
export function ledger(model: Model, from: Manifest, to: Manifest): Ledger {
  const entries: LedgerEntry[] = [];
  const unknown = new Set<string>();
  for (const object of model.objects.values()) {
    const start = entryOf(model, from, object);
    const end = entryOf(model, to, object);
    if (start === undefined || end === undefined) continue;
    const [near, far] = [readable(object, start), readable(object, end)];
    if (near !== undefined && far !== undefined) entries.push(...ledgerOf(object, near, far));
    // An older major that stands beside the newest one is known to another model of the same name.
    else if (object.isNewestMajor) unknown.add(object.name);
  }
  return { entries, unknown: [...unknown] };
}

function readable(object: ObjectModel, text: string): Version | undefined {
  const version = parseWireVersion(text);
  return version !== undefined && ordinalOf(object, version) !== -1 ? version : undefined;
}

/** What may have happened to a field so far. */
interface Trace {
  /** Names at the start; none for what was filled in. */
  readonly origins: readonly string[];
  readonly notes: readonly Note[];
}

interface Note {
  readonly kind: Possible | 'fill';
  readonly field: string;
  readonly since: string;
  readonly source: Span;
}

type Traces = Map<string, Trace>;

interface NearSide {
  readonly shape: Shape;
  readonly traces: Traces;
}

/** What can happen to one object between two of its versions. */
export function ledgerOf(object: ObjectModel, from: Version, to: Version): readonly LedgerEntry[] {
  const direction: Direction = compareVersions(to, from) < 0 ? 'backport' : 'upgrade';
  const [start, end] = [ordinalOf(object, from), ordinalOf(object, to)];
  const steps = object.steps.slice(Math.min(start, end), Math.max(start, end));
  if (direction === 'backport') steps.reverse();
  let traces: Traces = new Map();
  for (const name of knownShape(object, from).fields.keys()) {
    traces.set(name, { origins: [name], notes: [] });
  }
  const settled: Note[] = [];
  for (const step of steps) {
    const version = direction === 'backport' ? step.newer : step.older;
    const near = { shape: knownShape(object, version), traces };
    traces = across(step, direction, near, settled);
  }
  for (const { notes } of traces.values()) settled.push(...notes);
  return entriesOf(object, from, to, settled);
}

function entriesOf(
  object: ObjectModel,
  from: Version,
  to: Version,
  notes: readonly Note[],
): readonly LedgerEntry[] {
  const entries = new Map<string, LedgerEntry>();
  for (const { kind, field, since, source } of notes) {
    const path = field === '' ? object.name : `${object.name}.${field}`;
    const versions = { from: formatVersion(from), to: formatVersion(to) };
    const entry = { object: object.name, path, ...versions, kind, since, line: source.line };
    entries.set(JSON.stringify(entry), entry);
  }
  return [...entries.values()];
}

function across(step: Step, direction: Direction, near: NearSide, settled: Note[]): Traces {
  const far: Traces = new Map(near.traces);
  const changes = facing(step, direction);
  // All at once: what the near side had is gone before anything of the far side comes.
  for (const change of changes) {
    if (change.kind === 'replace') for (const { name } of change.near) far.delete(name);
    if (change.kind === 'leave') far.delete(change.field.name);
    if (change.kind === 'carry') far.delete(change.way.near.name);
  }
  for (const change of changes) {
    if (change.kind === 'carry') carried(change, near.traces, far);
    if (change.kind === 'arrive') arrived(change, near, far);
    if (change.kind === 'replace') {
      for (const { name } of change.far) far.set(name, { origins: [name], notes: [] });
    }
  }
  for (const change of changes) {
    if (change.kind === 'leave') left(change, near.traces, far, settled);
  }
  const use = step.hooks[direction];
  if (use === undefined) return far;

  const since = formatVersion(step.newer);
  for (const path of use.loses) {
    const [name = path] = path.split('.', 1);
    const field = (near.traces.get(name)?.origins[0] ?? name) + path.slice(name.length);
    settled.push({ kind: 'hook', field, since, source: use.source });
  }
  if (use.refuses) settled.push({ kind: 'refuse', field: '', since, source: use.source });
  // A hook may read everything, so that what could happen up to here does.
  for (const side of [near.traces, far])
    for (const { notes } of side.values()) settled.push(...notes);
  return new Map([...far].map(([name, { origins }]) => [name, { origins, notes: [] }]));
}

function noted(
  trace: Trace,
  { place }: Facing,
  field: string,
  kinds: Iterable<Note['kind']>,
): Trace {
  const notes = [...kinds].map((kind) => ({ kind, field, ...place }));
  return { ...trace, notes: [...trace.notes, ...notes] };
}

function carried(change: Carriage, near: Traces, far: Traces): void {
  const { way } = change;
  const trace = near.get(way.near.name);
  if (trace === undefined) return;
  const field = trace.origins[0] ?? way.near.name;
  // Of what was filled in, nothing can be lost; but it can be refused.
  const counts = (kind: Possible): boolean => trace.origins.length > 0 || kind === 'refuse';
  const kinds = [...possibleOn(way)].filter(counts);
  far.set(way.far.name, noted(trace, change, field, kinds));
}

function arrived(change: Arrival, near: NearSide, far: Traces): void {
  const { arriving, field } = change;
  const fresh: Trace = { origins: [], notes: [] };
  switch (arriving.kind) {
    case 'unset':
      return;
    case 'hook':
      far.set(field.name, { origins: [field.name], notes: [] });
      return;
    case 'value':
      far.set(field.name, noted(fresh, change, field.name, ['fill']));
      return;
    case 'refuse':
      far.set(field.name, noted(fresh, change, field.name, ['refuse']));
      return;
    case 'copy': {
      const source = near.traces.get(arriving.field);
      if (source === undefined) return;
      const from = near.shape.fields.get(arriving.field);
      const way = from && { near: from, far: field, rule: BY_TYPES, reverse: BY_TYPES };
      const kinds = way === undefined ? [] : [...possibleOn(way)].filter((k) => k === 'refuse');
      const copy = { origins: [], notes: source.notes };
      far.set(field.name, noted(copy, change, field.name, ['fill', ...kinds]));
      return;
    }
    case 'from': {
      const map = near.traces.get(arriving.field) ?? fresh;
      const origins = map.origins.map((origin) => `${origin}[${JSON.stringify(arriving.key)}]`);
      const fills = arriving.otherwise.kind === 'value' ? (['fill'] as const) : [];
      far.set(field.name, noted({ ...map, origins }, change, field.name, fills));
    }
  }
}

function left(change: Departure, near: Traces, far: Traces, settled: Note[]): void {
  const { leaving, field } = change;
  const trace = near.get(field.name);
  if (trace === undefined) return;
  const path = trace.origins[0] ?? field.name;
  switch (leaving.kind) {
    case 'drop':
      for (const origin of trace.origins) {
        settled.push({ kind: 'drop', field: origin, ...change.place });
      }
      return;
    case 'refuse':
      settled.push(...noted(trace, change, path, ['refuse']).notes);
      return;
    case 'into': {
      const map = far.get(leaving.field) ?? { origins: [], notes: [] };
      const merged = {
        origins: [...map.origins, ...trace.origins],
        notes: [...map.notes, ...trace.notes],
      };
      far.set(leaving.field, noted(merged, change, path, ['refuse']));
      return;
    }
    case 'hook':
      return;
  }
}
