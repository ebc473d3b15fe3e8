// Changes of a text by place: what no edit names stays as it is, to the last character.

export interface Edit {
  readonly offset: number;
  readonly endOffset: number;
  readonly text: string;
}

export function insertion(offset: number, text: string): Edit {
  return { offset, endOffset: offset, text };
}

/** Edits are of places in the text as it was, and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const edit of [...edits].sort((a, b) => a.offset - b.offset)) {
    parts.push(text.slice(done, edit.offset), edit.text);
    done = edit.endOffset;
  }
  return [...parts, text.slice(done)].join('');
}
