// Cuts a stream of bytes into lines. A line is held in memory only up to a limit: what is longer is
// read past and reported, so that no input can make the program grow without bound.

import type { Readable } from 'node:stream';

export type Line =
  | { readonly kind: 'text'; readonly text: string }
  /** Longer than the limit, or not UTF-8. */
  | { readonly kind: 'unreadable'; readonly why: string };

const NEWLINE = 0x0a;

/** The lines of a stream, without their ends; a last line needs no end. */
export async function* linesOf(stream: Readable, longest: number): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    let start = 0;
    let end = bytes.indexOf(NEWLINE);
    while (end >= 0) {
      take(bytes.subarray(start, end));
      yield finished();
      start = end + 1;
      end = bytes.indexOf(NEWLINE, start);
    }
    take(bytes.subarray(start));
  }
  if (length > 0) yield finished();

  function take(part: Buffer): void {
    length += part.length;
    if (length > longest) parts = [];
    else if (part.length > 0) parts.push(part);
  }

  function finished(): Line {
    const line = length > longest ? tooLong(longest) : decode(Buffer.concat(parts));
    parts = [];
    length = 0;
    return line;
  }
}

function tooLong(longest: number): Line {
  return { kind: 'unreadable', why: `the line is longer than ${longest} bytes` };
}

function decode(bytes: Buffer): Line {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { kind: 'unreadable', why: 'the line is not UTF-8' };
  }
}
