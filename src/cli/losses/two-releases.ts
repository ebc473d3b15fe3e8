// The two releases that a command is about, the older named first; the second may be the schemas as they are.

import type { Model } from '../../model/index.js';
import { analyseProject } from '../analyse-project.js';
import type { Invocation } from '../command.js';
import { CannotRun, type ExitCode } from '../exit.js';
import { findRelease, openReleases, type OpenReleases } from '../release/open-releases.js';
import { PRESENT, presentSpeaking, speaking, type Speaking } from './speaking.js';

export interface TwoReleases {
  readonly ok: true;
  readonly opened: OpenReleases;
  readonly model: Model;
  readonly older: Speaking;
  readonly newer: Speaking;
}

export async function twoReleases(
  invocation: Invocation,
  command: string,
): Promise<TwoReleases | { readonly ok: false; readonly code: ExitCode }> {
  const [older = '', newer = PRESENT] = invocation.args;
  const opened = await openReleases(invocation);
  if (!opened.ok) return opened;
  requireOrder(opened, older, newer, command);
  const analysed = await analyseProject(invocation);
  if (!analysed.ok) return analysed;
  const { model } = analysed;
  const [from, to] = [older, newer].map((name) => spoken(opened, model, name));
  if (from === undefined || to === undefined) throw new Error('two names, two releases');
  return { ok: true, opened, model, older: from, newer: to };
}

/** All is told from the newer release's side; the wrong way round everything would be an upgrade. */
function requireOrder(opened: OpenReleases, older: string, newer: string, command: string): void {
  const [a, b] = [older, newer].map((name) => placeOf(opened, name));
  if (a === undefined || b === undefined || a <= b) return;
  throw new CannotRun(
    `${older} is the newer of the two: \`backlevel ${command} ${newer} ${older}\` is how it is called`,
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
