// The releases as data whose names the compiler knows: a pin to one that is not there does not compile.

import { broken, hardline, indent, type Doc } from './doc.js';
import { key, property, text } from './literals.js';
import { members, template } from './object-file.js';
import type { EmitInput, EmittedFile, Release } from './settings.js';
import { fill } from './template.js';

/** None where there are no releases to be pinned to. */
export function releasesFile(input: EmitInput): readonly EmittedFile[] {
  const { releases = [] } = input;
  if (releases.length === 0) return [];
  const parts = { releases: members(releases.map(manifest), 1) };
  return [{ path: 'releases.ts', text: fill(template(input, 'releases.ts'), {}, parts) }];
}

/** One object a line, whatever would fit: a review of a release reads it so. */
function manifest({ name, versions }: Release): Doc {
  const entries = versions.map((entry): Doc => [
    hardline,
    property(key(entry.name), text(entry.version)),
    ',',
  ]);
  const body = entries.length === 0 ? '{}' : broken('{', indent(...entries), hardline, '}');
  return [key(name), ': ', body];
}
