// Steps of whoever runs the fleet, each a process of its own.

import { join } from 'node:path';
import type { OperatorOrder, Task, Told } from '../messages.js';
import { Child, SoakFailure } from './child.js';
import type { SoakSettings } from './settings.js';

/** What PostgreSQL calls the connections of a step. */
export function connectionsOf(task: Task['task']): string {
  return `soak-${task}`;
}

/** Begins a step; `hear` gets all that it tells. */
export function operator(
  { code, engine, database }: SoakSettings,
  task: Task,
  hear: (told: Told) => void,
): Child {
  const url = engine === 'postgres' ? named(database, connectionsOf(task.task)) : database;
  const order: OperatorOrder = { code: join(code, 'generated'), database: url, ...task };
  return new Child(join(code, 'processes/operator.js'), order, task.task, hear);
}

/** Takes a step to its end; how long it took, in milliseconds. */
export async function operate(settings: SoakSettings, task: Task): Promise<number> {
  const begun = performance.now();
  let wrong = '';
  const child = operator(settings, task, (told) => {
    if (told.kind === 'done') wrong = told.what;
  });
  await child.ended();
  if (wrong !== '') throw new SoakFailure(`${task.task}: ${wrong}`);
  return performance.now() - begun;
}

function named(database: string, name: string): string {
  const url = new URL(database);
  url.searchParams.set('application_name', name);
  return url.href;
}
