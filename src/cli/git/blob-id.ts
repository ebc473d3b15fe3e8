// The name that git gives to the content of a file (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects), by
// which a file of the working tree is known to be the one in a commit without asking git.

import { createHash } from 'node:crypto';
import { withLf } from '../../pipeline/fingerprint.js';

/** Whether these bytes, or these with LF for CRLF as a checkout may have changed them, have this name. */
export function hasBlobId(bytes: Buffer, id: string): boolean {
  if (blobId(bytes, id.length) === id) return true;
  return bytes.includes('\r\n') && blobId(Buffer.from(withLf(bytes.toString())), id.length) === id;
}

const SHA_1_DIGITS = 40;

function blobId(bytes: Buffer, digits: number): string {
  return createHash(digits === SHA_1_DIGITS ? 'sha1' : 'sha256')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
