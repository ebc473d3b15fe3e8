// `explain`: a code of the catalogue, or a crossing step by step.

import { parseVersion, sameVersion, type Version } from '../../core/version.js';
import { explain as explainCode } from '../../diagnostics/index.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { explainCrossing, formatSteps } from '../explain/crossing.js';
import { findObject } from '../find-object.js';
import { analyseProject } from '../analyse-project.js';
import { print } from '../terminal.js';

export async function explain(invocation: Invocation): Promise<ExitCode> {
  const { terminal, args, options } = invocation;
  const [subject = '', from, to] = args;
  if (subject.includes('/') && from === undefined) {
    const text = explainCode(subject);
    if (text === undefined) throw new CannotRun(`there is no code \`${subject}\``);
    print(terminal, `${text}\n`);
    return 0;
  }
  if (from === undefined || to === undefined) {
    throw new CannotRun(
      `to explain a crossing of ${subject}, name two versions: explain ${subject} 1.4 1.2`,
    );
  }
  const analysed = await analyseProject(invocation);
  if (!analysed.ok) return analysed.code;
  const { project, model } = analysed;
  const { object } = findObject(model, `${subject}@${from}`);
  const end = versionOf(object.versions, to, subject);
  const start = versionOf(object.versions, from, subject);
  if (sameVersion(start, end)) throw new CannotRun(`${from} and ${to} are the same version`);

  const steps = explainCrossing(object, start, end);
  const texts = formatSteps(steps, (file) => project.host.read(file));
  const primitive = options.text('primitive');
  const results =
    primitive === undefined
      ? []
      : await (
          await import('../explain/step-results.js')
        ).stepResults(invocation, analysed, { object, start, steps }, primitive);
  const blocks = texts.map((text, i) => [text, ...(results[i] ?? [])].join('\n'));
  print(terminal, `${[`${object.name} ${from} → ${to}`, ...blocks].join('\n\n')}\n`);
  return 0;
}

function versionOf(known: readonly Version[], text: string, object: string): Version {
  const version = parseVersion(text);
  const found = known.find((one) => version !== undefined && sameVersion(one, version));
  if (found === undefined) throw new CannotRun(`${object} has no version ${text}`);
  return found;
}
