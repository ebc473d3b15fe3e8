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
import { load, type SourceFile } from '../../../src/load/index.js';
import {
  buildModel,
  recordsOf,
  type DigestOf,
  type ModelSettings,
  type Records,
  type ThingRecord,
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
}

const NO_HOOKS: DigestOf = () => undefined;

/** All findings of the gate. */
export function gate(
  before: readonly SourceFile[],
  after: readonly SourceFile[],
  story: StorySettings = SETTINGS,
): readonly Diagnostic[] {
  const digestOf = story.digestOf ?? NO_HOOKS;
  const was = recordsIn(before, story, story.digestBefore ?? digestOf);
  const tip = story.tip && recordsIn(story.tip, story, digestOf);
  const { declarations, releases, findings } = load(after);
  const records = was.records;
  const built = buildModel(declarations, story, [], releasedOf(records));
  const present = {
    things: thingsOf(declarations, story.namespace),
    model: built.model,
    drifts: built.drifts,
    findings: [...findings, ...built.findings],
    wire: wireOf(story),
    digestOf,
  };
  const needs = (key: string, version: Version | undefined): readonly string[] | undefined =>
    releases && neededBy(releases, key.replace(/@\d+$/, ''), version ?? { major: 1e9, minor: 0 });
  const baseline = { name: 'main', records, ...(tip === undefined ? {} : { tip: tip.records }) };
  const found = judge(present, baseline, { needs, isUnread: () => false });
  const hasErrors = found.some(({ severity }) => severity === 'error');
  return hasErrors || releases === undefined
    ? found
    : [...found, ...checkReleases(releases, built.model, story, was.releases)];
}

/** Each finding as a line: place, code, what it is about. */
export function told(findings: readonly Diagnostic[]): readonly string[] {
  return findings.map(
    ({ code, span, object, version }) =>
      `${span?.line ?? 0}:${span?.column ?? 0} ${code} ${object ?? ''}${version === undefined ? '' : ` ${version}`}`,
  );
}

function recordsIn(files: readonly SourceFile[], settings: ModelSettings, digestOf: DigestOf) {
  const { declarations, releases, findings } = load(files);
  const { model, findings: more } = buildModel(declarations, settings);
  const errors = [...findings, ...more].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  const records = recordsOf(model, wireOf(settings), digestOf);
  return { records: released(records), ...(releases === undefined ? {} : { releases }) };
}

function wireOf({ children, namespace }: ModelSettings): Records['wire'] {
  return { children, namespace, prefix: 'versioned_object' };
}

function released({ wire, objects, enums }: Records): Records {
  const each = (things: Records['objects']): Records['objects'] =>
    new Map(
      [...things].map(([key, thing]): readonly [string, ThingRecord] => {
        const versions = [...thing.versions].map(
          ([version, record]) => [version, { ...record, status: 'released' as const }] as const,
        );
        return [key, { ...thing, versions: new Map(versions) }];
      }),
    );
  return { wire, objects: each(objects), enums: each(enums) };
}

