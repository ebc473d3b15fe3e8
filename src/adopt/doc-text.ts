// A comment or a description as a `doc`: lines that were broken for their width are put together again.

/** Undefined where nothing is said. */
export function docText(text: string): string | undefined {
  const paragraphs = text
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/\n[ \t]*\n\s*?/)
    .map((paragraph) => (isProse(paragraph) ? unwrapped(paragraph) : paragraph.trimEnd()))
    .filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.length === 0 ? undefined : paragraphs.join('\n\n');
}

/** Lists, code, tables and quotations keep their lines. */
function isProse(paragraph: string): boolean {
  return !/^(?:\s{2,}|\s*(?:[-*+>|#@]|\d+[.)]|```))/m.test(paragraph);
}

function unwrapped(paragraph: string): string {
  return paragraph.trim().replace(/\s*\n\s*/g, ' ');
}
