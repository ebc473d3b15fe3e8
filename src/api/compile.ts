// Schemas to the texts of generated files.

import type { Diagnostic } from '../diagnostics/index.js';
import { templates } from '../disk/templates.js';
import { compile as compileSources } from '../pipeline/compile.js';
import { readSources } from '../pipeline/sources.js';
import { settingsIn, treeOf, type Files } from './files.js';

/** What schemas give. */
export interface Compiled {
  /** All that was found, warnings and notes too; empty where all is well. */
  readonly findings: readonly Diagnostic[];
  /** Generated TypeScript by path, relative to the folder of the config; empty where a finding is an error. */
  readonly files: Files;
  /** How many objects there are, each major counted. */
  readonly objects: number;
}

/**
 * Compiles schemas as `backlevel generate` does, but for a style of the user's own: the texts are in the default style.
 * Mistakes are findings; a throw is a bug of ours.
 *
 * @example
 * const { files, findings } = await compile({ 'schemas/volume.yaml': text });
 */
export async function compile(files: Files): Promise<Compiled> {
  const { settings, findings: wrong } = await settingsIn(files);
  if (settings === undefined) return { findings: wrong, files: {}, objects: 0 };
  const sources = readSources(treeOf(files), settings);
  const made = await compileSources(sources, settings, { templates: templates() });
  return {
    findings: [...wrong, ...made.findings],
    files: Object.fromEntries(
      made.files.map(({ path, text }) => [`${settings.output}/${path}`, text]),
    ),
    objects: made.model.objects.size,
  };
}
