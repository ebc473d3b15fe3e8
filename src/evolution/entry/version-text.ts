// A version in a file, in the quotes that it had.

import { formatVersion, type Version } from '../../core/version.js';
import type { Edit } from './edits.js';

interface Place {
  readonly offset: number;
  readonly endOffset: number;
}

/** No edit where it says that version already. One without quotes gets some. */
export function versionEdit(text: string, place: Place, version: Version): readonly Edit[] {
  const { offset, endOffset } = place;
  const sign = text.charAt(offset);
  const quote = sign === "'" ? sign : '"';
  const written = formatVersion(version);
  const isThere = text.slice(offset, endOffset).replace(/^["']|["']$/g, '') === written;
  return isThere ? [] : [{ offset, endOffset, text: `${quote}${written}${quote}` }];
}
