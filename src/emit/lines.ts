// A field under all its names and types is one line through the versions. Every function that is
// generated for an object goes over its lines.

import { lowerFirst, propertyName, type PropertyNames } from '../core/names.js';
import { type Version, compareVersions, formatVersion } from '../core/version.js';
import type {
  Arriving,
  FieldChange,
  FieldShape,
  HookUse,
  Leaving,
  ObjectModel,
  Step,
} from '../model/index.js';

/** The field as it is in versions `since` to `until`, ordinals both, included both. */
export interface Segment {
  readonly since: number;
  readonly until: number;
  readonly field: FieldShape;
}

/** A change of the field itself, at the ordinal of the newer version. */
export interface Carry {
  readonly at: number;
  readonly change: Extract<FieldChange, { kind: 'carry' }>;
}

export interface FieldLine {
  /** Its place in `lines`; below the number of present fields it is a change bit. */
  readonly index: number;
  /** A name for it in generated code, unlike that of every other line. */
  readonly id: string;
  /** Newest first; never empty. */
  readonly segments: readonly [Segment, ...Segment[]];
  /** Newest first. */
  readonly carries: readonly Carry[];
  /** Where it came to be, when that was not the first version. */
  readonly born?: { readonly at: number; readonly backport: Leaving; readonly upgrade: Arriving };
  /** Where it was removed: the ordinal of the first version without it. */
  readonly died?: { readonly at: number; readonly backport: Arriving; readonly upgrade: Leaving };
}

export interface HookPoint {
  readonly at: number;
  readonly older: Version;
  readonly newer: Version;
  readonly direction: 'backport' | 'upgrade';
  readonly use: HookUse;
}

/** An object as the emitter sees it. */
export interface ObjectLines {
  readonly object: ObjectModel;
  readonly base: number;
  readonly newest: number;
  /** Present fields in the order of the wire, then removed ones. */
  readonly lines: readonly FieldLine[];
  readonly hooks: readonly HookPoint[];
}

/** Ordinals count versions from the minor of the first, so that they read as minors wherever they can. */
export function ordinalOf(object: ObjectModel, version: Version): number {
  const index = object.versions.findIndex((v) => compareVersions(v, version) === 0);
  return (object.versions[0]?.minor ?? 0) + index;
}

export function labelOf(object: ObjectModel, ordinal: number): string {
  const version = object.versions[ordinal - (object.versions[0]?.minor ?? 0)];
  return version === undefined ? '?' : formatVersion(version);
}

interface Draft {
  index: number;
  segments: { since: number; until: number; field: FieldShape }[];
  carries: Carry[];
  born?: NonNullable<FieldLine['born']>;
  died?: NonNullable<FieldLine['died']>;
}

/** Follows every field back through the steps, newest first. */
export function linesOf(object: ObjectModel): ObjectLines {
  const base = object.versions[0]?.minor ?? 0;
  const newest = base + object.versions.length - 1;
  const drafts: Draft[] = [];
  const current = new Map<string, Draft>();
  const begin = (field: FieldShape, until: number): Draft => {
    const draft: Draft = {
      index: drafts.length,
      segments: [{ since: base, until, field }],
      carries: [],
    };
    drafts.push(draft);
    return draft;
  };
  for (const field of object.shape.fields.values()) current.set(field.name, begin(field, newest));
  for (let i = object.steps.length - 1; i >= 0; i--) {
    const step = object.steps[i];
    if (step !== undefined) takeBack(step, base + i + 1, current, begin);
  }
  return { object, base, newest, lines: named(drafts), hooks: hooksOf(object) };
}

const BY_HOOK = { kind: 'hook' } as const;

function takeBack(
  step: Step,
  at: number,
  current: Map<string, Draft>,
  begin: (field: FieldShape, until: number) => Draft,
): void {
  const gone: string[] = [];
  const come: [string, Draft][] = [];
  const end = (field: FieldShape, backport: Leaving, upgrade: Arriving): void => {
    const draft = current.get(field.name);
    const segment = draft?.segments.at(-1);
    if (draft === undefined || segment === undefined) return;
    segment.since = at;
    draft.born = { at, backport, upgrade };
    gone.push(field.name);
  };
  const start = (field: FieldShape, backport: Arriving, upgrade: Leaving): void => {
    const draft = begin(field, at - 1);
    draft.died = { at, backport, upgrade };
    come.push([field.name, draft]);
  };
  for (const change of step.changes) {
    if (change.kind === 'add') end(change.newer, change.backport, change.upgrade);
    else if (change.kind === 'remove') start(change.older, change.backport, change.upgrade);
    else if (change.kind === 'replace') {
      for (const field of change.newer) end(field, BY_HOOK, BY_HOOK);
      for (const field of change.older) start(field, BY_HOOK, BY_HOOK);
    } else {
      const draft = current.get(change.newer.name);
      const segment = draft?.segments.at(-1);
      if (draft === undefined || segment === undefined) continue;
      draft.segments.push({ since: segment.since, until: at - 1, field: change.older });
      segment.since = at;
      draft.carries.push({ at, change });
      gone.push(change.newer.name);
      come.push([change.older.name, draft]);
    }
  }
  for (const name of gone) current.delete(name);
  for (const [name, draft] of come) current.set(name, draft);
}

function named(drafts: readonly Draft[]): FieldLine[] {
  const used = new Set<string>();
  return drafts.map((draft) => {
    const [first, ...rest] = draft.segments;
    if (first === undefined) throw new Error('a line without a segment');
    let id = first.field.name;
    for (let n = 2; used.has(id); n++) id = `${first.field.name}_${n}`;
    used.add(id);
    const { index, carries, born, died } = draft;
    return {
      index,
      id,
      segments: [first, ...rest] as const,
      carries,
      ...(born === undefined ? {} : { born }),
      ...(died === undefined ? {} : { died }),
    };
  });
}

function hooksOf(object: ObjectModel): HookPoint[] {
  return object.steps.flatMap((step) => {
    const at = ordinalOf(object, step.newer);
    const { older, newer, hooks } = step;
    return (['backport', 'upgrade'] as const).flatMap((direction) => {
      const use = hooks[direction];
      return use === undefined ? [] : [{ at, older, newer, direction, use }];
    });
  });
}

/** The segment that an ordinal falls in. */
export function segmentAt(line: FieldLine, ordinal: number): Segment | undefined {
  return line.segments.find((s) => s.since <= ordinal && ordinal <= s.until);
}

/** The line whose field has this name at an ordinal. */
export function lineNamed(
  lines: ObjectLines,
  name: string,
  ordinal: number,
): FieldLine | undefined {
  return lines.lines.find((l) => segmentAt(l, ordinal)?.field.name === name);
}

/** The present field's TypeScript property. */
export function propertyOf(field: FieldShape, style: PropertyNames): string {
  return field.typescriptName ?? propertyName(field.name, style);
}

/** `ComputeNode` is `computeNode`, for functions and targets. */
export function variableOf(object: ObjectModel): string {
  return lowerFirst(object.typescriptName);
}
