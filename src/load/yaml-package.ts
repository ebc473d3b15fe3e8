// The `yaml` package, loaded when the first text is parsed: a run that knows all of its texts does without.

import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

let loaded: typeof Yaml | undefined;

export function yaml(): typeof Yaml {
  // What `require` gives has no type; it is the package that the type is of.
  loaded ??= createRequire(import.meta.url)('yaml') as typeof Yaml;
  return loaded;
}
