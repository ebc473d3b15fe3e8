// What changed from one state to another, thing by thing: each change, and the bump that it asks.

import { compareVersions, parseVersion, type Version } from '../../core/version.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import {
  compare,
  shapeFromRecord,
  type Change,
  type Records,
  type ThingRecord,
  type VersionRecord,
} from '../../model/index.js';
import { askOf, needsBump, type Ask } from '../asks.js';
import { tellChange, tellValues } from '../tell-change.js';

/** An object or an enum that is not what it was. */
export interface ThingDiff {
  /** `namespace/Name`; objects with their major, `example/Volume@1`. */
  readonly key: string;
  readonly what: 'object' | 'enum';
  /** The newest version of before; absent where it is new. */
  readonly from?: string;
  /** The newest version of now; absent where it is gone. */
  readonly to?: string;
  readonly changes: readonly ToldChange[];
}

/** One change, in words, and what it asks of the version. */
export interface ToldChange {
  readonly message: string;
  readonly asks: Ask['bump'];
  readonly because: string;
  readonly unless?: string;
}

/** Things that differ, sorted by key. */
export function diffRecords(before: Records, now: Records): readonly ThingDiff[] {
  return [
    ...diffThings('object', before.objects, now.objects),
    ...diffThings('enum', before.enums, now.enums),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function diffThings(
  what: ThingDiff['what'],
  before: ReadonlyMap<string, ThingRecord>,
  now: ReadonlyMap<string, ThingRecord>,
): readonly ThingDiff[] {
  const keys = [...new Set([...before.keys(), ...now.keys()])];
  return keys.flatMap((key): readonly ThingDiff[] => {
    const [was, is] = [newestOf(before.get(key)), newestOf(now.get(key))];
    const renames = renamesSince(was?.version, now.get(key));
    const changes =
      was === undefined || is === undefined ? [] : changesOf(what, key, was, is, renames);
    if (was?.text === is?.text && changes.length === 0) return [];
    return [
      {
        key,
        what,
        ...(was === undefined ? {} : { from: was.text }),
        ...(is === undefined ? {} : { to: is.text }),
        changes,
      },
    ];
  });
}

interface Newest {
  readonly text: string;
  readonly version: Version;
  readonly record: VersionRecord;
}

function newestOf(thing: ThingRecord | undefined): Newest | undefined {
  return [...(thing?.versions ?? [])]
    .flatMap(([text, record]) => {
      const version = parseVersion(text);
      return version === undefined ? [] : [{ text, version, record }];
    })
    .sort((a, b) => compareVersions(a.version, b.version))
    .at(-1);
}

function changesOf(
  what: ThingDiff['what'],
  key: string,
  was: Newest,
  is: Newest,
  renames: ReadonlyMap<string, string>,
): readonly ToldChange[] {
  if (what === 'enum') {
    const [before, now] = [was, is].map(({ record }) => Object.keys(record.sections.values ?? {}));
    return tellValues({ was: before ?? [], is: now ?? [] }).map((message) => ({
      message,
      asks: 'minor',
      because: 'older readers know other values',
    }));
  }
  const home = key.slice(0, key.lastIndexOf('/'));
  const context = { namespace: home, source: NOWHERE, keyOf: (bare: string) => bare };
  const [older, newer] = [was, is].map(({ record, version }) => {
    const shape = shapeFromRecord(record.sections, context);
    return shape && { object: key, version, ...shape };
  });
  if (older === undefined || newer === undefined) return [];
  const changes = compare(older, newer).filter(
    (change) => needsBump(change) || change.kind === 'sensitive-changed',
  );
  const renamed = [...renames].filter(([old, to]) => {
    const isGone = changes.some((one) => one.kind === 'field-removed' && one.field === old);
    return isGone && changes.some((one) => one.kind === 'field-added' && one.field === to);
  });
  const names = new Set(renamed.flat());
  const others = changes.filter((one) => !isMove(one) || !names.has(one.field));
  return [
    ...renamed.map(toldRename),
    ...others.map((change) => told(change, home)),
    ...toldStorage(was.record, is.record),
  ];
}

/** That an object is stored from now on, or no longer, or elsewhere; what of it changed is among the changes. */
function toldStorage(was: VersionRecord, is: VersionRecord): readonly ToldChange[] {
  const [before, now] = [was, is].map(({ sections: { storage } }) =>
    storage === undefined ? undefined : `\`${textIn(storage['table'])}\``,
  );
  if (before === now) return [];
  if (now === undefined) {
    const because = 'its rows are left behind';
    return [{ message: `it is not stored any more, in ${before ?? ''}`, asks: 'none', because }];
  }
  if (before === undefined) {
    const because = 'it had no rows';
    return [{ message: `it is stored, in ${now}`, asks: 'none', because }];
  }
  const because = 'rows of all versions stand in one table';
  return [{ message: `it was stored in ${before} and is in ${now}`, asks: 'major', because }];
}

function isMove(
  change: Change,
): change is Extract<Change, { readonly kind: 'field-added' | 'field-removed' }> {
  return change.kind === 'field-added' || change.kind === 'field-removed';
}

function toldRename([old, to]: readonly [string, string]): ToldChange {
  const because = 'older readers know the field by its old name';
  return { message: `\`${old}\` was renamed to \`${to}\``, asks: 'minor', because };
}

/** What the entries since a version renamed, first names to last. */
function renamesSince(
  version: Version | undefined,
  thing: ThingRecord | undefined,
): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  for (const [text, { sections }] of thing?.versions ?? []) {
    const since = parseVersion(text);
    if (version === undefined || since === undefined) continue;
    if (compareVersions(since, version) <= 0) continue;
    for (const rule of Object.keys(sections.rules ?? {})) {
      const [, old, to] = /^rename (\S+) to (\S+)$/.exec(rule) ?? [];
      if (old === undefined || to === undefined) continue;
      const first = [...renames].find(([, name]) => name === old)?.[0] ?? old;
      renames.set(first, to);
    }
  }
  return renames;
}

function told(change: Change, home: string): ToldChange {
  const { bump, because, unless } = askOf(change);
  const message = tellChange(change, home);
  return { message, asks: bump, because, ...(unless === undefined ? {} : { unless }) };
}

/** Records have no places. */
const NOWHERE: Span = {
  file: '',
  line: 0,
  column: 0,
  endLine: 0,
  endColumn: 0,
  offset: 0,
  endOffset: 0,
};

/** A record's table is a text. */
function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
