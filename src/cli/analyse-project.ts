// The model of the project that a command is about, for commands that only read it.

import type { Model } from '../model/index.js';
import type { Settings } from '../pipeline/settings.js';
import { parsedFiles } from '../pipeline/parsed-files.js';
import { sealedCache } from '../pipeline/sealed.js';
import { readSources, type Sources } from '../pipeline/sources.js';
import type { Invocation } from './command.js';
import type { ExitCode } from './exit.js';
import { openProject, settingsOf, type Project } from './project.js';
import { report } from './report.js';

export interface AnalysedProject {
  readonly ok: true;
  readonly project: Project;
  readonly settings: Settings;
  readonly sources: Sources;
  readonly model: Model;
}

/** The model, or, where there are errors, the exit code after they have been printed. */
export async function analyseProject({
  terminal,
  options,
}: Invocation): Promise<AnalysedProject | { readonly ok: false; readonly code: ExitCode }> {
  const project = openProject(terminal, options);
  const parsed = parsedFiles(sealedCache(project.cache, project.program));
  const { settings, findings } = await settingsOf(project, parsed);
  if (settings === undefined) {
    const code = await report(terminal, options, findings, { tree: project.host, objects: 0 });
    return { ok: false, code };
  }
  const sources = readSources(project.host, settings);
  const { analyse, hasErrors } = await import('../pipeline/compile.js');
  const { model, findings: found } = analyse(sources.schemas, settings, parsed);
  parsed.keep();
  if (hasErrors(found)) {
    const objects = model.objects.size;
    return {
      ok: false,
      code: await report(terminal, options, found, { tree: project.host, objects }),
    };
  }
  return { ok: true, project, settings, sources, model };
}
