// Runs again whenever a schema, a hook or the config changes, until the process is told to stop.

import { existsSync, watch as watchFiles } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotRun, type ExitCode } from './exit.js';
import { settingsOf, type Project } from './project.js';
import { tell, type Terminal } from './terminal.js';

/** An editor's save is several events, and a checkout is hundreds: they are one change. */
const QUIET_MS = 60;

/** Runs once, and again after every change; ends with what the last run ended with. */
export async function watch(
  project: Project,
  terminal: Terminal,
  run: () => Promise<ExitCode>,
): Promise<ExitCode> {
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort();
  });
  let last: ExitCode = 0;
  while (!stop.signal.aborted) {
    // Watching begins before the run, so that a change made during it is not missed. The folders are
    // asked for each time: the change may have been to the config.
    const change = nextChange(await placesOf(project), stop.signal);
    last = await run();
    tell(terminal, 'watching for changes; stop with Ctrl-C');
    const problem = await change;
    if (problem !== undefined) throw problem;
  }
  return last;
}

interface Place {
  readonly path: string;
  readonly recursive: boolean;
}

async function placesOf(project: Project): Promise<readonly Place[]> {
  const { settings } = await settingsOf(project);
  const folders = settings === undefined ? [] : [settings.schemas, settings.hooks];
  return [
    { path: join(project.root, project.config), recursive: false },
    ...folders
      .map((folder) => ({ path: join(project.root, folder), recursive: true }))
      .filter(({ path }) => existsSync(path)),
  ];
}

/** Resolves once something changed at one of the places and all has been quiet for a moment. */
async function nextChange(places: readonly Place[], signal: AbortSignal): Promise<Problem> {
  const done = new AbortController();
  // Whoever waits comes later: a rejection would have nobody to hear it, so that trouble is a result.
  const change = new Promise<Problem>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve(undefined);
    });
    for (const { path, recursive } of places) {
      const watcher = watchFiles(path, { recursive, signal: done.signal });
      watcher.once('change', () => {
        resolve(undefined);
      });
      watcher.once('error', (error) => {
        resolve(new CannotRun(`cannot watch ${path}: ${error.message}`));
      });
    }
  });
  const problem = await change;
  await delay(QUIET_MS);
  done.abort();
  return problem;
}

type Problem = CannotRun | undefined;
