// `losses`: what two releases lose to each other, in both directions.

import { analyseProject } from '../analyse-project.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { formatText } from '../losses/format-text.js';
import { lossReport } from '../losses/report.js';
import { PRESENT, presentSpeaking, speaking, type Speaking } from '../losses/speaking.js';
import { findRelease, openReleases, type OpenReleases } from '../release/open-releases.js';
import { print } from '../terminal.js';
import type { Model } from '../../model/index.js';

export async function losses(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options, args } = invocation;
  const [older = '', newer = PRESENT] = args;
  const opened = await openReleases(invocation);
  if (!opened.ok) return opened.code;
  requireOrder(opened, older, newer);
  const analysed = await analyseProject(invocation);
  if (!analysed.ok) return analysed.code;
  const { model } = analysed;
  const report = lossReport(spoken(opened, model, older), spoken(opened, model, newer));
  const isJson = options.text('format') === 'json';
  print(terminal, isJson ? `${JSON.stringify(report, undefined, 2)}\n` : formatText(report));
  return 0;
}

/** Losses are told from the newer release's side; the wrong way round they would all be upgrades. */
function requireOrder(opened: OpenReleases, older: string, newer: string): void {
  const [a, b] = [older, newer].map((name) => placeOf(opened, name));
  if (a === undefined || b === undefined || a <= b) return;
  throw new CannotRun(
    `${older} is the newer of the two: \`backlevel losses ${newer} ${older}\` is how it is called`,
  );
}

/** Where a release stands among all, oldest first; the present is newer than any. */
function placeOf(opened: OpenReleases, name: string): number {
  if (isPresent(opened, name)) return Infinity;
  const { file, release } = findRelease(opened, name);
  return file.releases.releases.indexOf(release);
}

function spoken(opened: OpenReleases, model: Model, name: string): Speaking {
  if (isPresent(opened, name)) return presentSpeaking(model);
  return speaking(model, name, findRelease(opened, name).release.versions);
}

function isPresent({ file }: OpenReleases, name: string): boolean {
  return (
    name === PRESENT && file?.releases.releases.every((one) => one.name.value !== name) !== false
  );
}
