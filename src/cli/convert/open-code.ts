// The code to convert with: of the project, or of a folder of schemas without a config.

import { join, relative, resolve, sep } from 'node:path';
import { cacheFolder } from '../../disk/disk-cache.js';
import { diskHost } from '../../disk/disk-host.js';
import { prepareGeneratedCode, userCache, type GeneratedCode } from '../../disk/generated-code.js';
import { programMark } from '../../disk/program-mark.js';
import { fingerprint } from '../../pipeline/fingerprint.js';
import { DEFAULTS, type Settings } from '../../pipeline/settings.js';
import { readSources, type Sources } from '../../pipeline/sources.js';
import type { Invocation } from '../command.js';
import { CannotRun } from '../exit.js';
import { openProject, settingsOf } from '../project.js';
import { reportTo } from '../report.js';

export interface OpenCode {
  readonly code: GeneratedCode;
  readonly settings: Settings;
}

/** Findings go to standard error: standard output is for answers alone. */
export async function openCode(invocation: Invocation): Promise<OpenCode> {
  const { terminal, options } = invocation;
  const { sources, settings, cache, tree } = await whatToCompile(invocation);
  const prepared = await prepareGeneratedCode(sources, settings, cache, fingerprint(programMark()));
  if (prepared.ok) return { code: prepared.code, settings };
  await reportTo(terminal.stderr, terminal, options, prepared.findings, { tree, objects: 0 });
  throw new CannotRun('the schemas have errors, so there is no code to convert with');
}

interface Compilable {
  readonly sources: Sources;
  readonly settings: Settings;
  readonly cache: string;
  readonly tree: ReturnType<typeof diskHost>;
}

async function whatToCompile({ terminal, options }: Invocation): Promise<Compilable> {
  const schemas = options.text('schemas');
  const wire = {
    ...definedOnly('prefix', options.text('prefix')),
    ...definedOnly('namespace', options.text('namespace')),
  };
  if (schemas === undefined) {
    const project = openProject(terminal, options);
    const { settings, findings } = await settingsOf(project);
    if (settings === undefined) {
      await reportTo(terminal.stderr, terminal, options, findings, {
        tree: project.host,
        objects: 0,
      });
      throw new CannotRun(`${project.config} has errors`);
    }
    const all = { ...settings, ...wire };
    const cache = cacheFolder(project.root);
    return { sources: readSources(project.host, all), settings: all, cache, tree: project.host };
  }
  const { cwd } = terminal;
  const tree = diskHost(cwd);
  const folder = fromHere(cwd, schemas);
  const hooks = fromHere(cwd, options.text('hooks') ?? join(schemas, 'hooks'));
  const releases = `${folder}/releases.yaml`;
  const settings = { ...DEFAULTS, ...wire, schemas: folder, hooks, releases };
  return { sources: readSources(tree, settings), settings, cache: userCache(terminal.env), tree };
}

/** A folder as seen from the working directory, which stands in for the config's. */
function fromHere(cwd: string, folder: string): string {
  return relative(cwd, resolve(cwd, folder)).split(sep).join('/') || '.';
}

function definedOnly<K extends string>(
  key: K,
  value: string | undefined,
): Partial<Record<K, string>> {
  const result: Partial<Record<K, string>> = {};
  if (value !== undefined) result[key] = value;
  return result;
}
