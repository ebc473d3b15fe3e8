// `db contract`: drops what no row, supported release or live service needs any more, or says who still does.

import {
  contract as contractTables,
  type Obstacle,
  servicesIn,
  speakersOf,
} from '../../db/index.js';
import { amount } from '../../core/amount.js';
import type { Invocation } from '../command.js';
import type { ExitCode } from '../exit.js';
import { print, tell } from '../terminal.js';
import { nameOf } from './format-steps.js';
import { keepOf, openGround } from './ground.js';
import { withDatabase } from './open-database.js';

export async function contract(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const ground = await openGround(invocation);
  if (!ground.ok) return ground.code;
  return withDatabase(invocation, async (database) => {
    const speakers = [...ground.supported, ...speakersOf(await servicesIn(database))];
    const done = await contractTables({
      database,
      registry: ground.registry,
      keep: keepOf(ground, options.text('keep')),
      speakers,
      onStep: (step) => {
        print(terminal, `${nameOf(step)}\n`);
      },
    });
    if (!done.ok) {
      print(terminal, done.obstacles.map((one) => `${formatObstacle(one)}\n`).join(''));
      if (!options.has('quiet')) tell(terminal, 'nothing was dropped');
      return 1;
    }
    if (!options.has('quiet')) {
      const { length } = done.steps;
      tell(terminal, length === 0 ? 'nothing to drop' : `${amount(length, 'step')} done`);
    }
    return 0;
  });
}

/** Who stands in the way, and what to do about it. */
export function formatObstacle(obstacle: Obstacle): string {
  const { object, keep } = obstacle;
  switch (obstacle.kind) {
    case 'rows': {
      const { rows } = obstacle;
      const are = rows === 1 ? 'row is' : 'rows are';
      return `${object}: ${rows} ${are} older than ${keep}; \`backlevel db migrate --online\` rewrites them`;
    }
    case 'speaker': {
      const { speaker, version } = obstacle;
      const cure = speaker.startsWith('release ')
        ? '`backlevel release retire` it when nobody runs it'
        : 'upgrade it, or lift its pin';
      return `${object}: ${speaker} speaks ${version}, older than ${keep}; ${cure}`;
    }
  }
}
