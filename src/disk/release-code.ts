// The code that a release had, made once more from the schemas of today and loaded. Compiled once for each
// state of schemas and hooks, it is found in the cache before any schema is read.

import type { Manifest } from '../core/envelope.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { emit } from '../emit/index.js';
import { hookFile } from '../hooks/index.js';
import { modelAt, type Model, type UnknownEntry } from '../model/index.js';
import { fingerprint } from '../pipeline/fingerprint.js';
import { emitSettings, type Settings } from '../pipeline/settings.js';
import type { Sources, SourceText } from '../pipeline/sources.js';
import { loadKept, loadPresent, type CodeOfProject, type GeneratedCode } from './generated-code.js';
import { lossTrail } from './loss-lines.js';
import { RUNTIME_URL } from './runnable.js';
import { templates } from './templates.js';

export type PreparedRelease =
  | { readonly ok: true; readonly code: GeneratedCode }
  | {
      readonly ok: false;
      /** Errors of the schemas. */
      readonly findings: readonly Diagnostic[];
      /** Entries of the release that the schemas do not know. */
      readonly unknown: readonly UnknownEntry[];
    };

/** The code of a peer that speaks this manifest. */
export async function prepareReleaseCode(
  sources: Sources,
  settings: Settings,
  manifest: Manifest,
  { folder, program }: { readonly folder: string; readonly program: string },
): Promise<PreparedRelease> {
  const state = [program, RUNTIME_URL, settings, sources, manifest];
  const key = `release-${fingerprint(JSON.stringify(state))}`;
  const present = await loadPresent(folder, key, settings);
  if (present !== undefined) return { ok: true, code: present };

  const { analyse, hasErrors } = await import('../pipeline/compile.js');
  const { model, findings } = analyse(sources.schemas, settings);
  if (hasErrors(findings)) return { ok: false, findings, unknown: [] };
  const at = modelAt(model, manifest);
  if (!at.ok) return { ok: false, findings: [], unknown: at.unknown };
  const hooks = hooksThen(sources, settings, model, at);
  const make = (): CodeOfProject => codeOf(at.model, hooks, settings);
  return { ok: true, code: await loadKept(folder, key, settings, make) };
}

function codeOf(model: Model, hooks: readonly SourceText[], settings: Settings): CodeOfProject {
  const runnable = { ...settings, importExtension: '.js', runtimeModule: RUNTIME_URL } as const;
  const files = emit({ model, settings: emitSettings(runnable), templates: templates() });
  const generated = files.map(({ path, text }) => ({ path: `${settings.output}/${path}`, text }));
  return { files: [...generated, ...hooks], trail: lossTrail(model) };
}

/** What was the newest major then finds its hooks under the name that it had. */
function hooksThen(
  { hooks }: Sources,
  settings: Settings,
  whole: Model,
  { model, keyNow }: Extract<ReturnType<typeof modelAt>, { readonly ok: true }>,
): readonly SourceText[] {
  const files = new Map(hooks.map(({ path, text }) => [path, text]));
  for (const [key, now] of keyNow) {
    const [then, today] = [model.objects.get(key), whole.objects.get(now)];
    const text = today && files.get(hookFile(settings.hooks, today));
    if (then !== undefined && text !== undefined) files.set(hookFile(settings.hooks, then), text);
  }
  return [...files].map(([path, text]) => ({ path, text }));
}
