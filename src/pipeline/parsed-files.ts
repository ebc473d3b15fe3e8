// The files that earlier runs parsed, in the cache: parsing YAML is most of what reading a schema takes.

import type { KnownNodes, PackedMap } from '../load/index.js';
import { fingerprint } from './fingerprint.js';
import type { Cache } from './host.js';
import type { SourceText } from './sources.js';

export interface ParsedFiles extends KnownNodes {
  /** Keeps what was asked for in this run for the next one. */
  keep(): void;
}

const NAME = 'parsed-files';

/** So large a share of what was asked for must be new for the cache to be written: a file or two are parsed sooner. */
const WORTH_WRITING = 0.1;

/** What a sealed cache knows; it is read when the first file is asked for. */
export function parsedFiles(cache: Cache): ParsedFiles {
  let before: Readonly<Record<string, PackedMap>> | undefined;
  const now = new Map<string, PackedMap>();
  let added = 0;
  return {
    get: (file) => {
      before ??= parse(cache.read(NAME));
      const mark = markOf(file);
      const nodes = Object.hasOwn(before, mark) ? before[mark] : undefined;
      if (nodes !== undefined) now.set(mark, nodes);
      return nodes;
    },
    set: (file, nodes) => {
      now.set(markOf(file), nodes);
      added++;
    },
    keep: () => {
      if (added > now.size * WORTH_WRITING)
        cache.write(NAME, JSON.stringify(Object.fromEntries(now)));
      added = 0;
    },
  };
}

function markOf({ path, text }: SourceText): string {
  return fingerprint(`${path}\n${text}`);
}

function parse(text: string | undefined): Readonly<Record<string, PackedMap>> {
  if (text === undefined) return {};
  // The seal says that this very program wrote it.
  return JSON.parse(text) as Readonly<Record<string, PackedMap>>;
}
