// A project on disk, with all that the laws need of it: its model, its generated code, its hooks.

import type { Diagnostic } from '../../diagnostics/index.js';
import { cacheFolder } from '../../disk/disk-cache.js';
import { loadWrittenCode, prepareGeneratedCode } from '../../disk/generated-code.js';
import { loadHooks } from '../../disk/load-hooks.js';
import { lossTrail } from '../../disk/loss-lines.js';
import type { Project } from '../../disk/project.js';
import { declaredHooks } from '../../hooks/index.js';
import type { Hooks } from '../../interpret/index.js';
import type { Model } from '../../model/index.js';
import { analyse, hasErrors } from '../../pipeline/compile.js';
import { rememberedScans } from '../../pipeline/hook-scans.js';
import type { Settings } from '../../pipeline/settings.js';
import { sealedCache } from '../../pipeline/sealed.js';
import { readSources, type Sources } from '../../pipeline/sources.js';
import type { Registry } from '../../runtime/index.js';
import type { HookPlace } from '../laws/blame.js';
import { knownRegistry } from './known-registry.js';

export interface VerifiedProject {
  readonly ok: true;
  readonly settings: Settings;
  readonly sources: Sources;
  readonly model: Model;
  readonly registry: Registry;
  readonly hooks: Hooks;
  readonly hookPlace: HookPlace;
  /** Whether the code is that of the output folder; else it was compiled from the schemas, because none stands there. */
  readonly isWritten: boolean;
}

export interface BrokenProject {
  readonly ok: false;
  readonly findings: readonly Diagnostic[];
  readonly objects: number;
}

/** Loads the generated files as they stand; where there are none, what the schemas give. */
export async function openVerified(
  project: Project,
  settings: Settings,
): Promise<VerifiedProject | BrokenProject> {
  const { host, cache, root, program } = project;
  const sources = readSources(host, settings);
  const { model, findings } = analyse(sources.schemas, settings);
  const objects = model.objects.size;
  if (hasErrors(findings)) return { ok: false, findings, objects };
  const folder = cacheFolder(root);
  const trail = lossTrail(model);
  const written = await loadWrittenCode(host, sources, settings, { folder, program, trail });
  const prepared =
    written === undefined
      ? await prepareGeneratedCode(sources, settings, folder, program)
      : ({ ok: true, code: written } as const);
  if (!prepared.ok) return { ok: false, findings: prepared.findings, objects };
  const { importFile } = prepared.code;
  const registry = knownRegistry(prepared.code.registry);
  const scans = await rememberedScans(sources.hooks, sealedCache(cache, program));
  const declared = declaredHooks(model, settings.hooks);
  const hookPlace: HookPlace = (object, step, direction) => {
    const hook = declared.find(
      (one) => one.object === object && one.step === step && one.direction === direction,
    );
    return scans.get(hook?.file ?? '')?.hooks.find(({ name }) => name === hook?.name)?.span;
  };
  const hooks = await loadHooks(model, settings.hooks, importFile);
  const isWritten = written !== undefined;
  return { ok: true, settings, sources, model, registry, hooks, hookPlace, isWritten };
}
