// The name that git gives to the content of a file (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects), by
// which a file of the working tree is known to be the one in a commit without asking git.

import { createHash } from 'node:crypto';

/** Whether these bytes, or these with LF for CRLF as a checkout may have changed them, have this name. */
export function hasBlobId(bytes: Buffer, id: string): boolean {
  if (blobId(bytes, id.length) === id) return true;
  return bytes.includes(CRLF) && blobId(withLf(bytes), id.length) === id;
}

const CRLF = '\r\n';
const SHA_1_DIGITS = 40;

function blobId(bytes: Buffer, digits: number): string {
  return createHash(digits === SHA_1_DIGITS ? 'sha1' : 'sha256')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

/** Byte by byte, because bytes that are no UTF-8 would not survive as text. */
function withLf(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(CRLF, '\n'), 'latin1');
}
