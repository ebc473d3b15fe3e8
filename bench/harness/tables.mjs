// Tables of figures: for a terminal, for a document, or as data.

/** `12.3` with as many places as it needs to be read. */
export function figure(value, places = 2) {
  if (value === undefined) return '';
  return typeof value === 'number' ? value.toFixed(places) : String(value);
}

export function asText({ title, columns, rows, note }) {
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...rows.map((row) => String(row[i]).length)),
  );
  const line = (row) =>
    row
      .map((cell, i) =>
        i === 0 ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i]),
      )
      .join('  ');
  const notes = note === undefined ? [] : ['', note];
  return [title, '', line(columns), ...rows.map(line), ...notes, ''].join('\n');
}

export function asMarkdown({ title, columns, rows, note }) {
  const head = [
    `| ${columns.join(' | ')} |`,
    `|${columns.map((_, i) => (i === 0 ? '---' : '--:')).join('|')}|`,
  ];
  const body = rows.map((row) => `| ${row.join(' | ')} |`);
  const notes = note === undefined ? [] : ['', note];
  return [`### ${title}`, '', ...head, ...body, ...notes, ''].join('\n');
}
