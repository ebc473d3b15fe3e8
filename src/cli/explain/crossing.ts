// A crossing step by step: what each version's entry does to the data, and where the schema says so.

import { compareVersions, formatVersion, sameVersion, type Version } from '../../core/version.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import type { ObjectModel, Step } from '../../model/index.js';
import { describeChange, type Direction } from './describe-change.js';

/** One step in the direction of the crossing. */
export interface ExplainedStep {
  readonly from: Version;
  readonly to: Version;
  readonly notes: readonly string[];
  readonly effects: readonly { readonly sentences: readonly string[]; readonly source: Span }[];
}

/** The steps from one version to another, in the order in which they are taken. */
export function explainCrossing(
  object: ObjectModel,
  from: Version,
  to: Version,
): readonly ExplainedStep[] {
  const direction: Direction = compareVersions(from, to) > 0 ? 'backport' : 'upgrade';
  const start = indexOf(object, from);
  const end = indexOf(object, to);
  const steps = object.steps.slice(Math.min(start, end), Math.max(start, end));
  const ordered = direction === 'backport' ? [...steps].reverse() : steps;
  return ordered.map((step) => explainStep(step, direction));
}

function explainStep(step: Step, direction: Direction): ExplainedStep {
  const [from, to] = direction === 'backport' ? [step.newer, step.older] : [step.older, step.newer];
  const effects = step.changes.map((change) => ({
    sentences: describeChange(change, direction),
    source: change.source,
  }));
  const hook = step.hooks[direction];
  const finish = { sentences: ['the hook finishes the step'], source: hook?.source ?? step.source };
  return {
    from,
    to,
    notes: step.notes,
    effects: hook === undefined ? effects : [...effects, finish],
  };
}

/** The steps as text, each with the lines of the schema that cause it. */
export function formatSteps(
  steps: readonly ExplainedStep[],
  sourceOf: (file: string) => string | undefined,
): readonly string[] {
  return steps.map(({ from, to, notes, effects }) => {
    const head = `${formatVersion(from)} → ${formatVersion(to)}`;
    const said = effects.flatMap(({ sentences, source }) => [
      ...sentences.map((sentence) => `  ${sentence}`),
      ...schemaLines(source, sourceOf(source.file)),
    ]);
    const quiet = notes.map((note) => `  “${note}”`);
    const body = said.length > 0 ? [...quiet, ...said] : [...quiet, '  no field changes'];
    return [head, ...body].join('\n');
  });
}

/** The longest excerpt: a change is a few lines, and the first say what it is. */
const MOST_LINES = 6;

function schemaLines(source: Span, text: string | undefined): readonly string[] {
  const lines = (text ?? '').split(/\r?\n/);
  const last = Math.min(source.endLine, source.line + MOST_LINES - 1, lines.length);
  const excerpt = lines.slice(source.line - 1, last);
  const width = String(last).length;
  return [
    `      ${source.file}:${source.line}`,
    ...excerpt
      .map((line, i) => `      ${String(source.line + i).padStart(width)} | ${line}`)
      .filter((line) => !line.endsWith('| ')),
  ];
}

function indexOf(object: ObjectModel, version: Version): number {
  return object.versions.findIndex((known) => sameVersion(known, version));
}
