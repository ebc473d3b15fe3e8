// The report for a release note or a comment on a change: a heading for each direction, a table for all objects.

import { code, markdown, table } from '../markdown.js';
import { formatSummary, type LossReport, type ObjectLosses } from './report.js';
import type { TracedEntry } from './traced-entry.js';

/** The whole report, with a line break at its end. */
export function formatMarkdown(report: LossReport): string {
  const { older, newer, objects, summary } = report;
  return [
    `## What ${markdown(older)} and ${markdown(newer)} lose to each other\n`,
    `${formatSummary(summary)}.\n`,
    `### What a peer of ${markdown(older)} does not get of ${markdown(newer)}\n`,
    backportTable(objects),
    `### What becomes of data of ${markdown(older)} at ${markdown(newer)}\n`,
    upgradeTable(objects),
    ...strangers(report),
  ].join('\n');
}

export function backportTable(objects: readonly ObjectLosses[]): string {
  return entryTable(objects.flatMap(({ backport }) => backport));
}

export function upgradeTable(objects: readonly ObjectLosses[]): string {
  return entryTable(objects.flatMap(({ upgrade }) => upgrade));
}

function entryTable(entries: readonly TracedEntry[]): string {
  if (entries.length === 0) return 'Nothing.\n';
  return table(
    ['What', 'Becomes', 'Why', 'Since', 'Where'],
    entries.map(({ path, kind, what, since, file, line }) => [
      code(path),
      kind === 'refuse' ? '**refuse**' : kind,
      markdown(what),
      since,
      code(`${file}:${line}`),
    ]),
  );
}

function strangers({ older, newer, objects }: LossReport): readonly string[] {
  const told = objects.flatMap((one) => {
    if (one.relation === 'unknown-to-older') {
      return [`- ${code(one.object)} ${one.newer ?? ''} is unknown to ${markdown(older)}\n`];
    }
    if (one.relation === 'unknown-to-newer') {
      return [`- ${code(one.object)} ${one.older ?? ''} is unknown to ${markdown(newer)}\n`];
    }
    if (one.relation !== 'unrelated') return [];
    return [
      `- ${code(one.object)}: no history leads from ${one.older ?? ''} to ${one.newer ?? ''}\n`,
    ];
  });
  return told.length === 0 ? [] : ['### Known to one of them\n', told.join('')];
}
