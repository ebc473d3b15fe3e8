// The order of a run of `generate`: has anything changed? if so compile, style, and plan what to write.
// It writes nothing itself but the cache's record, once the plan has been carried out.

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { fingerprint } from './fingerprint.js';
import type { Cache, Tree } from './host.js';
import { parsedFiles } from './parsed-files.js';
import { planOutput, type OutputFile, type OutputPlan } from './output-plan.js';
import { LIST_NAME } from './owned-files.js';
import { formatRecord, parseRecord, type OutputHashes, type RunRecord } from './record.js';
import { sealedCache } from './sealed.js';
import { readSources, type Sources } from './sources.js';
import { resolveSettings, type Settings } from './settings.js';

/** The user's own style for generated files; a project without one takes them as emitted. */
export interface Style {
  /** Of all that the style depends on. */
  readonly fingerprint: string;
  /** Brings a text into the style; paths are relative to the project. */
  format(path: string, text: string): Promise<string>;
}

export interface GenerateRequest {
  readonly tree: Tree;
  readonly cache: Cache;
  /** The path of the config. */
  readonly config: string;
  /** Names this very build of backlevel. */
  readonly program: string;
  readonly style?: Style;
  /** The texts of templates/, by file name; read when they are needed. */
  readonly templates: () => Readonly<Record<string, string>>;
  readonly watching?: Watching;
}

/** Told of what takes time; of what was known before, nothing is. */
export interface Watching {
  readonly onCompile?: (schemas: number) => void;
  readonly onStyle?: (at: number, of: number) => void;
}

export interface Generation {
  readonly findings: readonly Diagnostic[];
  /** Absent where findings forbid to generate. */
  readonly plan?: OutputPlan;
  readonly objects: number;
  /** To be called when the plan has been carried out, or was empty. */
  readonly remember: () => void;
}

const NOTHING_TO_DO: OutputPlan = { edits: [], obstacles: [], deviations: [] };

/** Works out what `generate` must do. */
export async function planGeneration(request: GenerateRequest): Promise<Generation> {
  const { tree, cache, program, style } = request;
  const configFile = { path: request.config, text: tree.read(request.config) ?? '' };
  const config = fingerprint(configFile.text);
  const styleMark = style?.fingerprint ?? '';
  const recordName = `generate-${request.config}`;
  const record = parseRecord(cache.read(recordName), program);

  const isSameConfig = record?.config === config;
  const known = isSameConfig ? record.settings : undefined;
  const early = known === undefined ? undefined : readSources(tree, known);
  if (record !== undefined && isSameConfig && early !== undefined) {
    const isSameInput = record.style === styleMark && sameHashes(inputHashes(early), record.inputs);
    if (isSameInput && isOutputAsWritten(tree, record)) {
      const { findings, objects } = record;
      return { findings, plan: NOTHING_TO_DO, objects, remember: () => undefined };
    }
  }

  const parsed = parsedFiles(sealedCache(cache, program));
  const resolved = await resolveSettings(configFile, parsed);
  const { settings } = resolved;
  if (settings === undefined) {
    return { findings: resolved.findings, objects: 0, remember: () => undefined };
  }
  const sources = early ?? readSources(tree, settings);
  request.watching?.onCompile?.(sources.schemas.length);
  const { compile, hasErrors } = await import('./compile.js');
  const compiled = await compile(sources, settings, {
    templates: request.templates(),
    knownNodes: parsed,
    ...(record === undefined ? {} : { knownHooks: record.hooks }),
  });
  parsed.keep();
  const findings = [...resolved.findings, ...compiled.findings];
  const objects = compiled.model.objects.size;
  if (hasErrors(findings)) return { findings, objects, remember: () => undefined };

  const styled = await styleFiles(request, settings, compiled.files, record);
  const plan = planOutput(tree, settings.output, styled.files);
  const remember = (): void => {
    const made: RunRecord = {
      program,
      config,
      settings,
      style: styleMark,
      inputs: inputHashes(sources),
      outputs: styled.hashes,
      list: fingerprint(tree.read(`${settings.output}/${LIST_NAME}`) ?? ''),
      hooks: compiled.scans,
      findings,
      objects,
    };
    cache.write(recordName, formatRecord(made));
  };
  return { findings, plan, objects, remember };
}

/** Brings into the user's style what was not brought into it before. */
async function styleFiles(
  { tree, style, watching }: GenerateRequest,
  { output }: Settings,
  files: readonly OutputFile[],
  record: RunRecord | undefined,
): Promise<{ files: readonly OutputFile[]; hashes: Record<string, OutputHashes> }> {
  const hashes: Record<string, OutputHashes> = {};
  const styled: OutputFile[] = [];
  for (const [at, { path, text }] of files.entries()) {
    if (style !== undefined) watching?.onStyle?.(at, files.length);
    const emitted = fingerprint(text);
    const last = record?.style === style?.fingerprint ? record?.outputs[path] : undefined;
    const full = `${output}/${path}`;
    const inStyle =
      style === undefined
        ? text
        : (before(last, emitted, full) ?? (await style.format(full, text)));
    hashes[path] = { emitted, written: inStyle === text ? emitted : fingerprint(inStyle) };
    styled.push({ path, text: inStyle });
  }
  return { files: styled, hashes };

  /** What stands on disk, if it is what this very text became the last time. */
  function before(
    last: OutputHashes | undefined,
    emitted: string,
    full: string,
  ): string | undefined {
    if (last?.emitted !== emitted) return undefined;
    const text = tree.read(full);
    return text !== undefined && fingerprint(text) === last.written ? text : undefined;
  }
}

function inputHashes({ schemas, hooks }: Sources): Record<string, string> {
  return Object.fromEntries(
    [...schemas, ...hooks].map(({ path, text }) => [path, fingerprint(text)]),
  );
}

/** Whether the output folder holds exactly what the last run left there. */
function isOutputAsWritten(tree: Tree, { settings, outputs, list }: RunRecord): boolean {
  const paths = tree.list(settings.output);
  if (paths.length !== Object.keys(outputs).length + 1) return false;
  return paths.every((full) => {
    const path = full.slice(settings.output.length + 1);
    const wanted = path === LIST_NAME ? list : outputs[path]?.written;
    return wanted !== undefined && wanted === fingerprint(tree.read(full) ?? '');
  });
}

function sameHashes(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}
