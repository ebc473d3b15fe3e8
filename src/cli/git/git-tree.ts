// Commits as trees that can be read. Git is asked for contents once for each folder that is read, and only for those
// that the working tree does not have: in a change under review those are few.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '../../pipeline/host.js';
import { hasBlobId } from './blob-id.js';
import type { Entry, Listing } from './listing.js';
import { readBlobs } from './read-blobs.js';

/** A commit; paths are relative to the project's folder. */
export interface GitTree extends Tree {
  /** The commit's hash. */
  readonly id: string;
  /** The id of a file's blob, the same for the same bytes; undefined when there is no such file. */
  blob(path: string): string | undefined;
}

/** Makes trees of these commits, which read once what they share. */
export function treesOf(root: string, listings: readonly Listing[]): (listing: Listing) => GitTree {
  const texts = new Map<string, string | undefined>();
  return (listing) => {
    let listed: string | undefined;
    return {
      id: listing.commit,
      blob: (path) => fileAt(listing, path)?.id,
      list: (folder) => {
        const paths = listing.below(folder);
        listed = folder;
        return paths;
      },
      read: (path) => {
        const file = fileAt(listing, path);
        if (file === undefined) return undefined;
        const wanted = wish(listing, path, file);
        if (!texts.has(wanted.object)) bring([wanted, ...companions(listing, path, listed)]);
        return texts.get(wanted.object);
      },
    };
  };

  /** What is going to be read after this file: those of its kind beside it, in each of the commits. */
  function companions(listing: Listing, path: string, folder: string | undefined): readonly Wish[] {
    const kind = KINDS.find((one) => one.test(path));
    if (kind === undefined || folder === undefined) return [];
    if (!listing.below(folder).includes(path)) return [];
    return listings.flatMap((one) =>
      one.below(folder).flatMap((other) => {
        const file = kind.test(other) ? fileAt(one, other) : undefined;
        return file === undefined ? [] : [wish(one, other, file)];
      }),
    );
  }

  function bring(wishes: readonly Wish[]): void {
    const missing = new Set<string>();
    for (const { object, path, id } of wishes) {
      if (texts.has(object)) continue;
      const text = object === id ? textOnDisk(join(root, path), id) : undefined;
      if (text === undefined) missing.add(object);
      else texts.set(object, text);
    }
    const asked = [...missing].filter((object) => !texts.has(object));
    if (asked.length === 0) return;
    const answers = readBlobs(root, asked);
    for (const [index, object] of asked.entries()) texts.set(object, answers[index]);
  }
}

const KINDS = [/\.ya?ml$/, /\.ts$/];

/** A content to be had. */
interface Wish {
  /** What git is asked for: the blob's id; of a link where it leads to. */
  readonly object: string;
  readonly path: string;
  readonly id: string;
}

function wish({ commit }: Listing, path: string, { kind, id }: Entry): Wish {
  // A question is one line: of a link with a line's end in its name only its own text can be had.
  const isFollowed = kind === 'link' && !path.includes('\n');
  return { object: isFollowed ? `${commit}:./${path}` : id, path, id };
}

function fileAt(listing: Listing, path: string): Entry | undefined {
  const entry = listing.entry(path);
  return entry?.kind === 'submodule' ? undefined : entry;
}

/**
 * The text of a file of the working tree, if it is the blob with this id. Where the checkout made
 * CRLF of its lines' ends it keeps them: so it is the very text that the present has.
 */
function textOnDisk(path: string, id: string): string | undefined {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const bytes = readFileSync(path);
  return hasBlobId(bytes, id) ? bytes.toString('utf8') : undefined;
}
