// Texts are compared by hash, and as they are in version control: what a checkout made CRLF is LF.

import { hash } from 'node:crypto';

/** The text with LF at the ends of its lines. */
export function withLf(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}

/** SHA-256 of a text, in hex. */
export function fingerprint(text: string): string {
  return hash('sha256', withLf(text));
}
