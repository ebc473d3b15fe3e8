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
const MOST_LINES = 8;

/** The change as it stands in the schema: its line, and those below it that belong to it. */
function schemaLines({ file, line: first }: Span, text: string | undefined): readonly string[] {
  const lines = (text ?? '').split(/\r?\n/).slice(first - 1, first - 1 + MOST_LINES);
  const depth = indentation(lines[0] ?? '');
  const next = lines.findIndex((line, i) => i > 0 && indentation(line) <= depth);
  const excerpt = next === -1 ? lines : lines.slice(0, next);
  const width = String(first + excerpt.length).length;
  return [
    `      ${file}:${first}`,
    ...excerpt.map((line, i) => `      ${String(first + i).padStart(width)} | ${line}`.trimEnd()),
  ];
}

/** How far a line stands to the right; an empty one ends whatever it follows. */
function indentation(line: string): number {
  return line.search(/\S/);
}

function indexOf(object: ObjectModel, version: Version): number {
  return object.versions.findIndex((known) => sameVersion(known, version));
}
