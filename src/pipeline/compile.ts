// From schema texts to the texts of generated files, findings and all. Knows nothing of caches and of
// what stands on disk; it is loaded only when something changed.

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { formatVersion } from '../core/version.js';
import { emit, type Release } from '../emit/index.js';
import { supportedReleases } from '../evolution/releases/supported.js';
import { checkHooks } from '../hooks/index.js';
import type { KnownNodes, ReleasesDeclaration } from '../load/index.js';
import { buildModel, type Model } from '../model/index.js';
import { diagnose } from '../diagnostics/diagnose.js';
import { scanHooks, type KnownScans } from './hook-scans.js';
import { loadSources } from './loading.js';
import type { OutputFile } from './output-plan.js';
import { emitSettings, type Settings } from './settings.js';
import type { Sources, SourceText } from './sources.js';

/** The schemas as a model, with all that was found on the way. */
export interface Analysis {
  readonly model: Model;
  /** What the file of the releases says, where there is one. */
  readonly releases?: ReleasesDeclaration;
  readonly findings: readonly Diagnostic[];
  /** Names in TypeScript of objects that are declared but not in the model. */
  readonly broken: ReadonlySet<string>;
}

/** Loads the schemas and builds the model. */
export function analyse(
  schemas: readonly SourceText[],
  settings: Settings,
  nodes?: KnownNodes,
): Analysis {
  if (schemas.length === 0) {
    const nothing = diagnose('config/no-schemas', undefined, { folder: settings.schemas });
    const model = { objects: new Map(), enums: new Map() };
    return { model, findings: [nothing], broken: new Set() };
  }
  const loaded = loadSources(schemas, new Map(), nodes);
  const { declarations, releases, findings: found, unread } = loaded;
  const { model, findings, broken } = buildModel(declarations, settings, unread);
  const all = [...found, ...findings];
  return { model, ...(releases === undefined ? {} : { releases }), findings: all, broken };
}

/** Everything a run of `generate` makes before it looks at what is on disk. */
export interface Compilation extends Analysis {
  /** Empty while any finding is an error. */
  readonly files: readonly OutputFile[];
  /** By the hash of path and text. */
  readonly scans: KnownScans;
}

/** What a compilation needs beside the sources. */
export interface Tools {
  /** The texts of templates/, by file name. */
  readonly templates: Readonly<Record<string, string>>;
  /** Hook files that were read before, by the hash of path and text. */
  readonly knownHooks?: KnownScans;
  readonly knownNodes?: KnownNodes;
}

/** Compiles a project; hook files that are known are not read again. */
export async function compile(
  sources: Sources,
  settings: Settings,
  { templates, knownHooks = {}, knownNodes }: Tools,
): Promise<Compilation> {
  const {
    model,
    releases,
    findings: found,
    broken,
  } = analyse(sources.schemas, settings, knownNodes);
  const { byPath, known: scans } = await scanHooks(sources.hooks, knownHooks);
  const findings = [...found, ...checkHooks(model, settings.hooks, byPath, broken)];
  const files = hasErrors(findings)
    ? []
    : emit({
        model,
        releases: manifestsOf(releases),
        settings: emitSettings(settings),
        templates,
      });
  return { model, findings, broken, files, scans };
}

/** Of the releases that somebody may still run: nobody is to be pinned to a retired one. */
function manifestsOf(releases: ReleasesDeclaration | undefined): readonly Release[] {
  const supported = releases === undefined ? [] : supportedReleases(releases);
  return supported.map(({ name, versions }) => ({
    name: name.value,
    versions: versions.map((one) => ({
      name: one.name.value,
      version: formatVersion(one.version.value),
    })),
  }));
}

export function hasErrors(findings: readonly Diagnostic[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
