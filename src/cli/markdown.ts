// Markdown that says what it is given: nothing of a schema ends a cell, begins a link or becomes markup.

/** A text in a paragraph or a cell; what stands in backquotes is code. */
export function markdown(text: string): string {
  return text
    .split(/`([^`]*)`/)
    .map((part, i) => (i % 2 === 0 ? plain(part) : code(part)))
    .join('');
}

export function code(text: string): string {
  // A longer fence than any inside; cells end at a bar even within code.
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || text.startsWith(' ') ? ' ' : '';
  return `${fence}${pad}${text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ')}${pad}${fence}`;
}

/** A table, with a line break at its end; cells are markdown already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('');
}

function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#~@!&]/g, (character) => `\\${character}`)
    .replace(/\s*\n\s*/g, ' ');
}
