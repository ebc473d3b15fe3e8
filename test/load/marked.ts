// Texts in which «guillemets» mark the place that a finding must point at.

/** The text without its marks, and what stood between them: offsets, for each pair in turn. */
export function unmarked(marked: string): {
  readonly text: string;
  readonly places: readonly { readonly offset: number; readonly endOffset: number }[];
} {
  const places: { offset: number; endOffset: number }[] = [];
  let text = '';
  let start = 0;
  for (const sign of marked) {
    if (sign === '«') start = text.length;
    else if (sign === '»') places.push({ offset: start, endOffset: text.length });
    else text += sign;
  }
  return { text, places };
}
