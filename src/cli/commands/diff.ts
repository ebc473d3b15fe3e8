// `diff`: what changed between two states, what bump it asks, what older peers lose.

import { render } from '../../diagnostics/index.js';
import { diffStates, type ThingReport } from '../../pipeline/gate/diff.js';
import { baselineNamed } from '../baseline.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { memoryOf } from '../memory.js';
import { openProject } from '../project.js';
import { print } from '../terminal.js';

export async function diff({ terminal, options, args }: Invocation): Promise<ExitCode> {
  const project = openProject(terminal, options);
  const [from = 'lock', to] = args;
  const outcome = await diffStates({
    tree: project.host,
    config: project.config,
    from: baselineNamed(from, terminal, project),
    ...(to === undefined ? {} : { to: baselineNamed(to, terminal, project) }),
    memory: memoryOf(project),
  });
  if (!outcome.ok) {
    const { which, findings } = outcome;
    const context = { colour: false, objects: 0, toolVersion: '' };
    const told = render('text', findings, () => undefined, context);
    throw new CannotRun(`${which} cannot be read, so that nothing was compared:\n${told}`);
  }
  const { things } = outcome;
  const format = options.text('format') ?? 'text';
  if (format === 'json') print(terminal, `${JSON.stringify({ things }, undefined, 2)}\n`);
  else print(terminal, format === 'markdown' ? asMarkdown(things) : asText(things));
  return 0;
}

function asText(things: readonly ThingReport[]): string {
  if (things.length === 0) return 'nothing changed\n';
  return things
    .map((thing) => [headOf(thing), ...linesOf(thing).map((line) => `  ${line}`)].join('\n'))
    .map((text) => `${text}\n`)
    .join('\n');
}

function asMarkdown(things: readonly ThingReport[]): string {
  if (things.length === 0) return 'Nothing changed.\n';
  return things
    .map((thing) =>
      [`### ${headOf(thing)}`, '', ...linesOf(thing).map((line) => `- ${line}`)].join('\n'),
    )
    .map((text) => `${text}\n`)
    .join('\n');
}

function headOf({ key, from, to }: ThingReport): string {
  const name = key.slice(key.lastIndexOf('/') + 1).replace(/@\d+$/, '');
  if (from === undefined) return `${name} ${to ?? ''} is new`;
  if (to === undefined) return `${name} ${from} is gone`;
  return from === to ? `${name} ${to} changed without a version` : `${name} ${from} → ${to}`;
}

function linesOf({ changes, losses }: ThingReport): readonly string[] {
  return [
    ...changes.map(({ message, asks, because, unless }) => {
      const condition = unless === undefined ? '' : `, minor if ${unless}`;
      return asks === 'none' ? message : `${message} (${asks}: ${because}${condition})`;
    }),
    ...losses.map(
      ({ path, to, kind, since }) => `a peer of ${to}: ${path}, ${KINDS[kind]} (since ${since})`,
    ),
  ];
}

const KINDS: Readonly<Record<ThingReport['losses'][number]['kind'], string>> = {
  drop: 'not seen',
  unset: 'may be unset',
  value: 'may be told as another value',
  enum: 'may be told as another value',
  member: 'may be left out',
  null: 'null may be told as a value',
  clamp: 'may be cut to the limits',
  convert: 'may be told less exactly',
  datetime: 'may be told less exactly',
  hook: 'what its hook leaves out',
  refuse: 'may be refused',
  fill: 'filled in',
};
