// A text as lines, each with its place and what it is to YAML at first sight.

export interface Line {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** Behind the line break. */
  readonly next: number;
  /** Spaces and tabs before anything else. */
  readonly indent: number;
  /** Within a block scalar what looks like a comment is text; who asks knows where that is. */
  readonly kind: 'blank' | 'comment' | 'text';
}

export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  const breaks = /\r?\n/g;
  for (let start = 0; start < text.length;) {
    const found = breaks.exec(text);
    const end = found?.index ?? text.length;
    const next = found === null ? end : breaks.lastIndex;
    const indent = /^[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0;
    const sign = text.slice(start, end).charAt(indent);
    const kind = sign === '' ? 'blank' : sign === '#' ? 'comment' : 'text';
    lines.push({ start, end, next, indent, kind });
    start = next;
  }
  return lines;
}

/** The index of the line that an offset lies in. */
export function lineAt(lines: readonly Line[], offset: number): number {
  return lines.findLastIndex((line) => line.start <= offset);
}

/** The line break of the file, by its first one. */
export function lineBreakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}
