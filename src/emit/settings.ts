// What the emitter is told beside the model.

import type { PropertyNames } from '../core/names.js';
import type { Model } from '../model/index.js';

export interface EmitSettings {
  /** The prefix of envelope keys: `versioned_object`. */
  readonly prefix: string;
  readonly propertyNames: PropertyNames;
  /** What stands behind a relative import. */
  readonly importExtension: '.js' | '.ts' | 'none';
  /** Where generated code finds the runtime: `backlevel/runtime`. */
  readonly runtimeModule: string;
  /** The folder of the hooks, as generated files import it: `../hooks`. */
  readonly hooksFolder: string;
}

export interface EmitInput {
  readonly model: Model;
  /** The supported releases, oldest first; none is written where there are none. */
  readonly releases?: readonly Release[];
  readonly settings: EmitSettings;
  /** The texts of templates/, by file name. */
  readonly templates: Readonly<Record<string, string>>;
}

/** What a release speaks. */
export interface Release {
  readonly name: string;
  /** In the order of the file. */
  readonly versions: readonly { readonly name: string; readonly version: string }[];
}

export interface EmittedFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What stands behind the name of an imported file. */
export function extension(settings: EmitSettings): string {
  return settings.importExtension === 'none' ? '' : settings.importExtension;
}
