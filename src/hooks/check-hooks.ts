// Holds what the histories declare against what the hook files export.

import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import { formatVersion } from '../core/version.js';
import type { Model } from '../model/index.js';
import { declaredHooks, hookFile, hookFileOf, type DeclaredHook } from './declared-hooks.js';
import type { HookScan } from './hook-scan.js';

/**
 * Declared and missing, written and not declared, asynchronous, of no object: a finding each. Of `broken` objects, by
 * their names in TypeScript, nobody knows which hooks they have.
 */
export function checkHooks(
  model: Model,
  folder: string,
  scans: ReadonlyMap<string, HookScan>,
  broken: ReadonlySet<string>,
): readonly Diagnostic[] {
  const unsure = new Set([...broken].map((name) => hookFileOf(folder, name)));
  const declared = declaredHooks(model, folder);
  const objects = new Map([...model.objects.values()].map((o) => [hookFile(folder, o), o.name]));
  const missing = declared
    // A file that cannot be parsed is one finding, not one for each of its hooks.
    .filter((hook) => scans.get(hook.file)?.problem === undefined && !isWritten(hook, scans))
    .map(missingHook);
  const written = [...scans].flatMap(([file, scan]) => {
    if (scan.problem !== undefined) {
      const { message, span } = scan.problem;
      return [diagnose('hooks/not-typescript', span, { file, problem: message })];
    }
    if (unsure.has(file)) return [];
    const names = new Set(declared.filter((hook) => hook.file === file).map(({ name }) => name));
    return checkFile(file, scan, names, objects);
  });
  return [...missing, ...written];
}

function isWritten(hook: DeclaredHook, scans: ReadonlyMap<string, HookScan>): boolean {
  return scans.get(hook.file)?.hooks.some(({ name }) => name === hook.name) === true;
}

function missingHook({ object, step, file, name, source }: DeclaredHook): Diagnostic {
  return diagnose(
    'hooks/missing',
    source,
    { object: object.name, file, name },
    {
      object: object.name,
      version: formatVersion(step.newer),
      fix: { command: 'backlevel hooks --write' },
    },
  );
}

function checkFile(
  file: string,
  scan: HookScan,
  declared: ReadonlySet<string>,
  objects: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  const object = objects.get(file);
  return scan.hooks.flatMap(({ name, async, span }) => {
    if (object === undefined) {
      const near = nearest(file, [...objects.keys()]) ?? '';
      return [diagnose('hooks/unknown-object', span, { file, name, near })];
    }
    if (!declared.has(name)) {
      return [diagnose('hooks/undeclared', span, { file, name, object }, { object })];
    }
    return async ? [diagnose('hooks/async', span, { name }, { object })] : [];
  });
}
