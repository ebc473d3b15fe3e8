// Rules of released entries, and the code of their hooks, against those that they were released with.

import { sameJson } from '../../core/same-json.js';
import { formatVersion } from '../../core/version.js';
import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { HistoryEntry } from '../../load/index.js';
import {
  isMap,
  recordEnumRules,
  recordKey,
  recordRules,
  type JsonObject,
  type ObjectModel,
} from '../../model/index.js';
import { enumIn } from './causes.js';
import { nameOf, type Baseline, type Present } from './state.js';

/** A rule that is not what it was: `what` says so in words. */
export interface EditedRule {
  readonly key: string;
  readonly entry: HistoryEntry;
  readonly what: string;
}

export function editedEnumRules(
  { model, things }: Pick<Present, 'model' | 'things'>,
  { records }: Baseline,
): readonly EditedRule[] {
  return [...model.enums.values()].flatMap(({ key, versions }) =>
    // What leads to the oldest that is left is read no more.
    versions.slice(1).flatMap((one): readonly EditedRule[] => {
      const version = formatVersion(one.version);
      const released = records.enums.get(key)?.versions.get(version);
      const entry = things.enums
        .get(key)
        ?.history.find((each) => formatVersion(each.version.value) === version);
      if (released?.status !== 'released' || entry === undefined) return [];
      const [first] = records.enums.get(key)?.versions.keys() ?? [];
      if (version === first && released.sections.rules === undefined) return [];
      const rules = differing(released.sections.rules ?? {}, recordEnumRules(one));
      return rules.map((rule) => ({ key, entry, what: `its rule for \`${rule}\`` }));
    }),
  );
}

/** Rules of fields whose enum is among `enums` follow from that enum's own. */
export function editedRules(
  present: Present,
  baseline: Baseline,
  enums: ReadonlySet<string>,
): { readonly rules: readonly EditedRule[]; readonly hooks: readonly Diagnostic[] } {
  const rules: EditedRule[] = [];
  const hooks: Diagnostic[] = [];
  for (const object of present.model.objects.values()) {
    const key = recordKey(object.namespace, object.name, object.major);
    for (const { entry, was, is, step } of releasedSteps(object, key, present, baseline)) {
      const caused = rulesOf(step, enums);
      for (const rule of differing(was, is)) {
        if (caused.has(rule)) continue;
        if (rule.startsWith('hook ') && sameButCode(was[rule], is[rule])) {
          // Code that is not there, or cannot be read, is told of where hooks are held to their files.
          if (!hasCode(was[rule]) || !hasCode(is[rule])) continue;
          hooks.push(hookEdited(entry, rule.slice('hook '.length), step, key, present));
        } else {
          rules.push({ key, entry, what: ruleWords(rule, was, is) });
        }
      }
    }
  }
  return { rules, hooks };
}

type Step = ObjectModel['steps'][number];

function releasedSteps(
  object: ObjectModel,
  key: string,
  { things, digestOf }: Present,
  { records }: Baseline,
): readonly {
  readonly entry: HistoryEntry;
  readonly step: Step;
  readonly was: JsonObject;
  readonly is: JsonObject;
}[] {
  const declaration = things.objects.get(key);
  const record = records.objects.get(key);
  if (declaration === undefined || record === undefined || record.isExperimental) return [];
  const [first] = record.versions.keys();
  return declaration.history.flatMap((entry) => {
    const text = formatVersion(entry.version.value);
    const step = object.steps.find(({ newer }) => formatVersion(newer) === text);
    const released = record.versions.get(text);
    if (step === undefined || released?.status !== 'released') return [];
    const { rules } = released.sections;
    // Older versions may be written down later: what leads to the first from them was never released.
    if (text === first && rules === undefined) return [];
    const is = recordRules(step, (direction) => digestOf(object, step, direction));
    return [{ entry, step, was: rules ?? {}, is }];
  });
}

function rulesOf({ changes }: Step, enums: ReadonlySet<string>): ReadonlySet<string> {
  const rules = new Set<string>();
  for (const change of changes) {
    if (change.kind !== 'carry') continue;
    const { older, newer } = change;
    const keys = [older, newer].map(({ type }) => enumIn(type));
    if (!keys.some((key) => key !== undefined && enums.has(key))) continue;
    rules.add(
      older.name === newer.name ? `change ${newer.name}` : `rename ${older.name} to ${newer.name}`,
    );
  }
  return rules;
}

function differing(was: JsonObject, is: JsonObject): readonly string[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names.filter((name) => {
    const [before, now] = [was[name], is[name]];
    return before === undefined || now === undefined || !sameJson(before, now);
  });
}

function ruleWords(rule: string, was: JsonObject, is: JsonObject): string {
  if (!Object.hasOwn(was, rule)) return `\`${rule}\` was written into it`;
  return Object.hasOwn(is, rule) ? `the rules of \`${rule}\`` : `\`${rule}\` was taken out of it`;
}

function sameButCode(
  was: JsonObject[string] | undefined,
  is: JsonObject[string] | undefined,
): boolean {
  if (!isMap(was) || !isMap(is)) return false;
  return sameJson({ ...was, code: null }, { ...is, code: null });
}

function hasCode(value: JsonObject[string] | undefined): boolean {
  return isMap(value) && typeof value['code'] === 'string';
}

function hookEdited(
  { version: { value: version, span } }: HistoryEntry,
  direction: string,
  { older, newer }: Step,
  key: string,
  { things }: Present,
): Diagnostic {
  const to = direction === 'backport' ? older : newer;
  const hook = `${direction}To${formatVersion(to).replace('.', '_')}`;
  const details = {
    object: things.objects.get(key)?.name.value ?? key,
    version: formatVersion(version),
  };
  const parameters = { name: nameOf(key, things), version, hook };
  return diagnose('history/hook-edited', span, parameters, details);
}
