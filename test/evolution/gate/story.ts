// A story of two states: what the gate says of the second when the first is the baseline.

import type { Version } from '../../../src/core/version.js';
import type { Diagnostic } from '../../../src/diagnostics/index.js';
import {
  checkReleases,
  judge,
  neededBy,
  releasedOf,
  thingsOf,
} from '../../../src/evolution/index.js';
import { load, type Loaded, type SourceFile } from '../../../src/load/index.js';
import {
  buildModel,
  recordsOf,
  type DigestOf,
  type ModelSettings,
  type Records,
  type ThingRecord,
  type VersionRecord,
} from '../../../src/model/index.js';

export const SETTINGS: ModelSettings = {
  namespace: 'compute',
  children: 'manifest',
  propertyNames: 'camelCase',
};

export interface StorySettings extends ModelSettings {
  readonly digestOf?: DigestOf;
  /** Of the baseline, where its hooks are other code. */
  readonly digestBefore?: DigestOf;
  readonly tip?: readonly SourceFile[];
  /** What the versions of the baseline count as; released by default. */
  readonly status?: VersionRecord['status'];
}

const NO_HOOKS: DigestOf = () => undefined;

/** A baseline, read once for all that is held against it. */
export interface StoryBaseline {
  readonly records: Records;
  readonly releases?: NonNullable<Loaded['releases']>;
  /** Reads only what is not as it was. */
  readonly read: (files: readonly SourceFile[]) => Loaded;
}

/** All findings of the gate. */
export function gate(
  before: readonly SourceFile[],
  after: readonly SourceFile[],
  story: StorySettings = SETTINGS,
): readonly Diagnostic[] {
  return gateAgainst(baselineOf(before, story), after, story);
}

export function gateAgainst(
  { records, releases: cut, read }: StoryBaseline,
  after: readonly SourceFile[],
  story: StorySettings = SETTINGS,
): readonly Diagnostic[] {
  const { declarations, releases, findings } = read(after);
  const built = buildModel(declarations, story, [], releasedOf(records));
  const present = {
    things: thingsOf(declarations, story.namespace),
    model: built.model,
    drifts: built.drifts,
    findings: [...findings, ...built.findings],
    wire: wireOf(story),
    digestOf: story.digestOf ?? NO_HOOKS,
  };
  const needs = (key: string, version: Version | undefined): readonly string[] | undefined =>
    releases && neededBy(releases, key.replace(/@\d+$/, ''), version ?? { major: 1e9, minor: 0 });
  const tip = story.tip === undefined ? {} : { tip: recordsIn(read(story.tip), story) };
  const baseline = { name: 'main', records, ...tip };
  const found = judge(present, baseline, { needs, isUnread: () => false });
  const hasErrors = found.some(({ severity }) => severity === 'error');
  return hasErrors || releases === undefined
    ? found
    : [...found, ...checkReleases(releases, built.model, story, cut)];
}

export function baselineOf(files: readonly SourceFile[], story: StorySettings): StoryBaseline {
  const read = readerOf(files);
  const loaded = read(files);
  const digestOf = story.digestBefore ?? story.digestOf ?? NO_HOOKS;
  const records = withStatus(recordsIn(loaded, { ...story, digestOf }), story.status ?? 'released');
  const { releases } = loaded;
  return { records, read, ...(releases === undefined ? {} : { releases }) };
}

function readerOf(known: readonly SourceFile[]): StoryBaseline['read'] {
  const byPath = new Map(known.map((file) => [file.path, { file, loaded: load([file]) }]));
  return (files) => {
    const read = files.map((file) => {
      const before = byPath.get(file.path);
      return before?.file.text === file.text ? before.loaded : load([file]);
    });
    const releases = read.find((one) => one.releases !== undefined)?.releases;
    return {
      declarations: read.flatMap((one) => one.declarations),
      findings: read.flatMap((one) => one.findings),
      ...(releases === undefined ? {} : { releases }),
    };
  };
}

/** Each finding as a line: place, code, what it is about. */
export function told(findings: readonly Diagnostic[]): readonly string[] {
  return findings.map(
    ({ code, span, object, version }) =>
      `${span?.line ?? 0}:${span?.column ?? 0} ${code} ${object ?? ''}${version === undefined ? '' : ` ${version}`}`,
  );
}

/** A state that has mistakes cannot have been released. */
function recordsIn({ declarations, findings }: Loaded, story: StorySettings): Records {
  const { model, findings: more } = buildModel(declarations, story);
  const errors = [...findings, ...more].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return recordsOf(model, wireOf(story), story.digestOf ?? NO_HOOKS);
}

function wireOf({ children, namespace }: ModelSettings): Records['wire'] {
  return { children, namespace, prefix: 'versioned_object' };
}

function withStatus({ wire, objects, enums }: Records, status: VersionRecord['status']): Records {
  const each = (things: Records['objects']): Records['objects'] =>
    new Map(
      [...things].map(([key, thing]): readonly [string, ThingRecord] => {
        const versions = [...thing.versions].map(
          ([version, record]) => [version, { ...record, status }] as const,
        );
        return [key, { ...thing, versions: new Map(versions) }];
      }),
    );
  return { wire, objects: each(objects), enums: each(enums) };
}
