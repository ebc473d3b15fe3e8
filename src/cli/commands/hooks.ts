// `hooks`: which hooks the histories declare, which of them are written, and skeletons for the rest.

import type { Version } from '../../core/version.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import {
  addSkeletons,
  checkHooks,
  declaredHooks,
  scanHookFile,
  type HookScan,
} from '../../hooks/index.js';
import { dataName, objectFileName } from '../../emit/index.js';
import type { ObjectModel } from '../../model/index.js';
import { relativePath } from '../../pipeline/settings.js';
import { analyseProject, type AnalysedProject } from '../analyse-project.js';
import type { Invocation } from '../command.js';
import type { ExitCode } from '../exit.js';
import { report } from '../report.js';
import { print, tell } from '../terminal.js';

export async function hooks(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const analysed = await analyseProject(invocation);
  if (!analysed.ok) return analysed.code;
  const { project, settings, sources, model } = analysed;
  const scans = new Map<string, HookScan>();
  for (const { path, text } of sources.hooks) scans.set(path, await scanHookFile(path, text));

  if (options.has('write')) {
    await writeMissing(invocation, analysed, scans);
    for (const file of new Set(declaredHooks(model, settings.hooks).map((hook) => hook.file))) {
      scans.set(file, await scanHookFile(file, project.host.read(file) ?? ''));
    }
  }
  for (const hook of declaredHooks(model, settings.hooks)) {
    const isWritten = scans.get(hook.file)?.hooks.some(({ name }) => name === hook.name) === true;
    const { file, line } = hook.source;
    const state = isWritten ? 'written' : 'missing';
    print(
      terminal,
      `${state}  ${hook.object.name}  ${hook.file}  ${hook.name}  (${file}:${line})\n`,
    );
  }
  const findings: readonly Diagnostic[] = checkHooks(model, settings.hooks, scans, new Set());
  const objects = model.objects.size;
  return report(terminal, options, findings, { tree: project.host, objects });
}

async function writeMissing(
  { terminal, options }: Invocation,
  { project, settings, model }: AnalysedProject,
  scans: ReadonlyMap<string, HookScan>,
): Promise<void> {
  const missing = declaredHooks(model, settings.hooks).filter(({ file, name }) => {
    const scan = scans.get(file);
    // Into a file that is not TypeScript now, nothing can be added at the right place.
    return scan?.problem === undefined && scan?.hooks.some((hook) => hook.name === name) !== true;
  });
  const generated = relativePath(settings.hooks, settings.output);
  const extension = settings.importExtension === 'none' ? '' : settings.importExtension;
  const moduleOf = (object: ObjectModel): string =>
    `${generated}/${objectFileName(object)}${extension}`;
  const typeOf = (object: ObjectModel, version: Version): string =>
    dataName(model, object, version);
  for (const file of new Set(missing.map((hook) => hook.file))) {
    const group = missing.filter((hook) => hook.file === file);
    const before = project.host.read(file);
    const text = await addSkeletons(before, group, { moduleOf, typeOf });
    project.host.write(file, text);
    if (!options.has('quiet'))
      tell(terminal, `${before === undefined ? 'began' : 'added to'} ${file}`);
  }
}
