// The settings of a project: what backlevel.config.yaml says, with every default written out.

import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { EmitSettings } from '../emit/index.js';
import type { ConfigValues, KnownNodes, Node } from '../load/index.js';
import type { ModelSettings } from '../model/index.js';
import type { SourceText } from './sources.js';

export const CONFIG_NAME = 'backlevel.config.yaml';

/** All folders and files are relative to the config, with `/`, without one at their end. */
export interface Settings extends ModelSettings {
  /** The folder of the schemas. */
  readonly schemas: string;
  /** The folder of the generated code. */
  readonly output: string;
  /** The folder of the user's hooks. */
  readonly hooks: string;
  /** The file of the releases. */
  readonly releases: string;
  /** What the keys of an envelope begin with. */
  readonly prefix: string;
  /** What relative imports in generated code end with. */
  readonly importExtension: '.js' | '.ts' | 'none';
  /** What generated code imports the runtime from. */
  readonly runtimeModule: string;
  /** What decoding does with data keys that a known version does not have. */
  readonly unknown: 'ignore' | 'refuse';
  /** What counts as released. */
  readonly deployed: 'baseline' | 'lock';
}

/** What holds where a config is silent: namespace and prefix are those of oslo.versionedobjects itself. */
export const DEFAULTS: Settings = {
  schemas: 'schemas',
  output: 'generated',
  hooks: 'hooks',
  releases: 'schemas/releases.yaml',
  namespace: 'versionedobjects',
  prefix: 'versioned_object',
  children: 'manifest',
  propertyNames: 'camelCase',
  importExtension: '.js',
  runtimeModule: 'backlevel/runtime',
  unknown: 'ignore',
  deployed: 'baseline',
};

export interface ResolvedSettings {
  /** Absent where the config cannot be used. */
  readonly settings?: Settings;
  /** Exceptions about what has no file of its own any more. */
  readonly allow?: Node;
  readonly findings: readonly Diagnostic[];
}

/** Reads the text of a config. YAML is loaded on use: a run with nothing changed needs none. */
export async function resolveSettings(
  config: SourceText,
  nodes?: KnownNodes,
): Promise<ResolvedSettings> {
  const { loadConfig } = await import('../load/index.js');
  const { values, findings } = loadConfig(config, nodes);
  if (values === undefined) return { findings };
  const settings = settingsFrom(values);
  const wrong = checkFolders(settings, values);
  const all = [...findings, ...wrong];
  return all.some(({ severity }) => severity === 'error')
    ? { findings: all }
    : { settings, findings: all, ...(values.allow === undefined ? {} : { allow: values.allow }) };
}

/** What the emitter is told of the settings. */
export function emitSettings(settings: Settings): EmitSettings {
  const { prefix, propertyNames, importExtension, runtimeModule } = settings;
  const hooksFolder = relativePath(settings.output, settings.hooks);
  return { prefix, propertyNames, importExtension, runtimeModule, hooksFolder };
}

function settingsFrom(values: ConfigValues): Settings {
  const schemas = cleanPath(values.schemas?.value ?? DEFAULTS.schemas);
  return {
    schemas,
    output: cleanPath(values.output?.value ?? DEFAULTS.output),
    hooks: cleanPath(values.hooks?.value ?? DEFAULTS.hooks),
    releases: cleanPath(values.releases?.value ?? `${schemas}/releases.yaml`),
    namespace: values.namespace?.value ?? DEFAULTS.namespace,
    prefix: values.prefix?.value ?? DEFAULTS.prefix,
    children: values.children?.value ?? DEFAULTS.children,
    propertyNames: values.propertyNames?.value ?? DEFAULTS.propertyNames,
    importExtension: values.importExtension?.value ?? DEFAULTS.importExtension,
    runtimeModule: values.runtimeModule?.value ?? DEFAULTS.runtimeModule,
    unknown: values.unknown?.value ?? DEFAULTS.unknown,
    deployed: values.deployed?.value ?? DEFAULTS.deployed,
  };
}

function checkFolders(settings: Settings, values: ConfigValues): readonly Diagnostic[] {
  const { output: folder } = settings;
  const place: Span | undefined = values.output?.span;
  if (/^(?:\.|\.\.(?:\/.*)?|\/.*|[A-Za-z]:.*)$/.test(folder)) {
    return [diagnose('config/output-outside', place, { folder })];
  }
  return (['schemas', 'hooks'] as const).flatMap((setting) => {
    const other = settings[setting];
    if (other !== folder && !other.startsWith(`${folder}/`)) return [];
    return [
      diagnose('config/output-not-own', place ?? values[setting]?.span, { folder, setting, other }),
    ];
  });
}

/** `./a//b/` is `a/b`. */
function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/') || '.';
}

/** The way from one folder to another, beginning with `./` or `../`. */
export function relativePath(from: string, to: string): string {
  const here = from.split('/');
  const there = to.split('/');
  const shared = here.findIndex((part, i) => part !== there[i]);
  const common = shared === -1 ? here.length : shared;
  const up = here.slice(common).map(() => '..');
  const way = [...(up.length === 0 ? ['.'] : up), ...there.slice(common)];
  return way.join('/');
}
