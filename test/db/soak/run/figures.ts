// A soak in figures, for people: times are told, never judged.

import { ROLES } from '../messages.js';
import type { SoakRun } from './soak.js';

/** The runs side by side. */
export function figuresOf(runs: readonly SoakRun[]): string {
  const columns = runs.map(linesOf);
  const names = [...new Set(columns.flatMap((lines) => [...lines.keys()]))];
  const head = ['', ...runs.map(({ settings }) => settings.engine)];
  const lines = names.map((name) => [name, ...columns.map((column) => column.get(name) ?? '')]);
  return [head, ...lines]
    .map(([name = '', ...cells]) =>
      [name.padEnd(44), ...cells.map((cell) => cell.padStart(24))].join(''),
    )
    .join('\n');
}

function linesOf(run: SoakRun): ReadonlyMap<string, string> {
  const { settings, migration, seen, calls, found, counted, breaches } = run;
  const seconds = migration.ms / 1_000;
  const errors = ROLES.flatMap((role) =>
    (['get', 'save'] as const).flatMap((kind) =>
      Object.entries(calls[role][kind].errors).map(
        ([code, many]) => [`${role}: ${kind} failed, ${code}`, String(many)] as const,
      ),
    ),
  );
  const all = ROLES.flatMap((role) => [...calls[role].get.ms, ...calls[role].save.ms]);
  return new Map([
    ['rows', String(settings.rows)],
    ['expand', ms(run.expandMs)],
    ['migrated', `${seconds.toFixed(1)} s`],
    ['rows rewritten', String(migration.done)],
    ['  a second', (migration.done / seconds).toFixed(0)],
    ['killed and resumed', String(migration.kills)],
    ['a batch holds its rows, by its own clock', timesOf(migration.heldMs)],
    ...(seen === undefined
      ? []
      : ([
          ['longest transaction, from outside', ms(seen.longestHeldMs)],
          ['longest wait for its locks, from outside', ms(seen.longestWaitMs)],
          ['looked at', `${seen.looks} times`],
        ] as const)),
    ['contract', ms(run.contractMs)],
    ['calls of writers', String(all.length)],
    ['  a second, meanwhile', (all.length / seconds).toFixed(0)],
    ...ROLES.flatMap((role) => [
      [`${role}: get`, timesOf(calls[role].get.ms)] as const,
      [`${role}: save`, timesOf(calls[role].save.ms)] as const,
    ]),
    ...errors,
    ['rows in the end', String(found)],
    ['counted, and acknowledged', String(counted)],
    ['breaches', String(breaches.length)],
  ]);
}

/** p50, p99 and the longest, in milliseconds. */
function timesOf(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
  return `${at(0.5)} / ${at(0.99)} / ${at(1)}`;
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}
