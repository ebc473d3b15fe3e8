// The files of a project, of which only those are kept that the model has no finding about.

import { stringify } from 'yaml';
import { type Declaration, load, type SourceFile } from '../../../src/load/index.js';
import { buildModel, type Model, type ModelSettings } from '../../../src/model/index.js';
import type { Written } from './fields.js';

interface Loaded {
  readonly file: SourceFile;
  readonly declarations: readonly Declaration[];
}

export class Project {
  readonly settings: ModelSettings;
  #files = new Map<string, Loaded>();

  constructor(settings: ModelSettings) {
    this.settings = settings;
  }

  /** Takes these files in, in the place of those of their names, if the whole has no finding then. */
  accepts(files: Readonly<Record<string, Written>>): boolean {
    const all = new Map(this.#files);
    for (const [path, written] of Object.entries(files)) {
      const file = { path, text: stringify(written) };
      const { declarations, findings } = load([file]);
      if (findings.length > 0) return false;
      all.set(path, { file, declarations });
    }
    const { findings } = buildModel(declarationsOf(all), this.settings);
    if (findings.length > 0) return false;
    this.#files = all;
    return true;
  }

  get files(): readonly SourceFile[] {
    return [...this.#files.values()].map(({ file }) => file);
  }

  get model(): Model {
    return buildModel(declarationsOf(this.#files), this.settings).model;
  }
}

function declarationsOf(files: ReadonlyMap<string, Loaded>): readonly Declaration[] {
  return [...files.values()].flatMap(({ declarations }) => declarations);
}
