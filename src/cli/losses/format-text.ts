// The report as a table for people: first what the older release is not told, then what the newer one
// is, each line with its rule and its place.

import { amount } from '../../core/amount.js';
import type { Inside } from './inside.js';
import { formatSummary, type LossReport, type ObjectLosses } from './report.js';
import type { TracedEntry } from './traced-entry.js';

/** The whole report, with a line break at its end. */
export function formatText(report: LossReport): string {
  const { older, newer, objects, summary } = report;
  const parts = [
    backportText(
      `${newer} → ${older}: what a peer of ${older} does not get, or gets otherwise`,
      objects,
    ),
    upgradeText(`${older} → ${newer}: what becomes of its data at ${newer}`, objects),
    ...unknowns(report),
    `${amount(summary.objects, 'object')}: ${formatSummary(summary)}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** The older release's side, under a title of its own. */
export function backportText(title: string, objects: readonly ObjectLosses[]): string {
  return section(title, objects, {
    entries: ({ backport }) => backport,
    head: (one) => `${one.object} ${one.newer ?? ''} → ${one.older ?? ''}`,
  });
}

/** The newer release's side. */
export function upgradeText(title: string, objects: readonly ObjectLosses[]): string {
  return section(title, objects, {
    entries: ({ upgrade }) => upgrade,
    head: (one) => `${one.object} ${one.older ?? ''} → ${one.newer ?? ''}`,
  });
}

interface Facing {
  readonly entries: (object: ObjectLosses) => readonly TracedEntry[];
  readonly head: (object: ObjectLosses) => string;
}

function section(title: string, objects: readonly ObjectLosses[], facing: Facing): string {
  const speaking = objects.filter((object) => facing.entries(object).length > 0);
  const rows = speaking.flatMap((object) => facing.entries(object).map(row));
  const widths = widthsOf(rows);
  const blocks = speaking.map((object) =>
    [facing.head(object), ...facing.entries(object).map((entry) => lineOf(row(entry), widths))]
      .map((line) => `${line}\n`)
      .join(''),
  );
  return blocks.length === 0 ? `${title}: nothing\n` : `${title}\n\n${blocks.join('\n')}`;
}

function row({ path, kind, since, file, line, what }: TracedEntry): readonly string[] {
  return [path, kind, since, `${file}:${line}`, what];
}

function unknowns({ older, newer, objects }: LossReport): readonly string[] {
  const of = (relation: ObjectLosses['relation']): readonly ObjectLosses[] =>
    objects.filter((object) => object.relation === relation);
  const names = (some: readonly ObjectLosses[]): string =>
    some.map(({ object, older: a, newer: b }) => `  ${object} ${b ?? a ?? ''}\n`).join('');
  const [strange, gone, unrelated] = [
    of('unknown-to-older'),
    of('unknown-to-newer'),
    of('unrelated'),
  ];
  return [
    strange.length === 0
      ? ''
      : `Unknown to ${older}: cannot be sent there\n\n${strange.map(strangeLines).join('\n')}`,
    gone.length === 0 ? '' : `Unknown to ${newer}: cannot be read there\n\n${names(gone)}`,
    unrelated.length === 0
      ? ''
      : `Neither becomes the other: no history leads from one version to the other\n\n${unrelated
          .map(({ object, older: a, newer: b }) => `  ${object} ${a ?? ''} and ${b ?? ''}\n`)
          .join('')}`,
  ];
}

function strangeLines({ object, newer, inside }: ObjectLosses): string {
  const widths = widthsOf(inside.flatMap(({ by }) => by.map(row)));
  const lines = inside.flatMap((one) => insideLines(one, widths));
  return [`${object} ${newer ?? ''}`, ...lines].map((line) => `${line}\n`).join('');
}

function insideLines({ path, by }: Inside, widths: readonly number[]): readonly string[] {
  if (by.length === 0) return [`  ${path}  goes with what holds it`];
  return by.map((entry) => lineOf(row(entry), widths));
}

function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  const widths: number[] = [];
  for (const cells of rows) {
    for (const [i, cell] of cells.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  }
  return widths;
}

/** The last column is as long as it is. */
function lineOf(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, i) =>
    i === cells.length - 1 ? cell : cell.padEnd(widths[i] ?? 0),
  );
  return `  ${padded.join('  ')}`;
}
