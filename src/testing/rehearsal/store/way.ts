// The way of rows through an upgrade and back: migrated online, taken back, migrated again, and read once more when
// what is older was dropped.

import type { Release } from '../../../evolution/rollout/index.js';
import type { Outcome } from '../../laws/outcome.js';
import type { Side } from '../side.js';
import type { Worker } from './ground.js';
import type { Row, StoreLeg } from './row.js';
import { valueOutcome, type Stage } from './stage.js';

/** Between which releases rows go. */
export interface Way {
  readonly from: Side;
  readonly to: Side;
}

/** Whatever was done to rows before, nobody sees another value for it but what the way back declares. */
export async function goOnAndBack(stage: Stage, { from, to }: Way): Promise<void> {
  const { judge } = stage;
  const [older, newer]: readonly Worker[] = [
    { side: from, pin: undefined },
    { side: to, pin: undefined },
  ];
  if (older === undefined || newer === undefined) return;
  const back = new Map<Row, Outcome>();
  const legs = [
    () => migrate(stage, 'migrate', to, to, new Map()),
    () => stage.readBy(newer, 'migrate', (row) => lastRead(row, to)),
    () => {
      for (const row of stage.alive) {
        const known = row.readings.get(to.name) ?? row.value;
        back.set(row, judge.takenBack(row, to, from, known));
      }
      const refused = [...back].filter(([, { kind }]) => kind !== 'value');
      return migrate(stage, 'migrate-back', to, from, new Map(refused));
    },
    () => stage.readBy(older, 'migrate-back', (row) => back.get(row) ?? lastRead(row, from)),
    () =>
      stage.readBy(newer, 'migrate-back', (row) =>
        judge.afterWayBack(row, to, row.readings.get(from.name) ?? row.value),
      ),
    () => migrate(stage, 'migrate-again', to, to, new Map()),
    () => contract(stage, to),
    () => stage.readBy(newer, 'contract', (row) => lastRead(row, to)),
  ];
  for (const leg of legs) {
    await leg();
    if (stage.isBroken()) return;
  }
}

/** What code of a release read before. */
function lastRead({ readings }: Row, { name }: Side): Outcome {
  const primitive = readings.get(name);
  return primitive === undefined
    ? { kind: 'crash', message: 'it could not be read before' }
    : valueOutcome(primitive);
}

/** As many rows that a rule refuses to carry are met by a migration, which stops at each. */
const STUCK = 2;

/** Brings every row to a release with the code of another; `refused` are those that a rule will not let through. */
async function migrate(
  stage: Stage,
  leg: StoreLeg,
  code: Side,
  to: Release,
  refused: Map<Row, Outcome>,
): Promise<void> {
  const isWayBack = leg === 'migrate-back';
  const place = { leg, from: isWayBack ? code : stage.made, to };
  const hold = (row: Row, got: Outcome): void => {
    stage.hold(row, place, got, refused.get(row) ?? valueOutcome(row.content));
    refused.delete(row);
  };
  for (const [row, outcome] of [...refused].slice(STUCK)) hold(row, outcome);
  await stage.takeAway();
  for (;;) {
    const migrated = await stage.ground.migrate(code, to, isWayBack);
    const at = migrated.find(({ stuck }) => stuck !== undefined);
    const { alive } = stage;
    const row = alive.find(
      ({ object, key }) => object.name === at?.object && String(key) === String(at.stuck?.key),
    );
    if (at?.stuck === undefined || row === undefined) {
      const behind = migrated.find(({ left }) => left > 0);
      const other = alive.find(({ object }) => object.name === behind?.object);
      if (behind !== undefined && other !== undefined) {
        other.fault = { leg, expected: 'no row left behind', got: `${behind.left} left` };
      }
      break;
    }
    const { why } = at.stuck;
    hold(row, refused.get(row) ?? { kind: 'refused', path: at.object, why });
    if (stage.isBroken()) return;
    await stage.takeAway();
  }
  // It stopped at none of these, so somehow they came through.
  for (const row of refused.keys()) hold(row, valueOutcome(row.content));
  for (const row of stage.alive) row.now = stage.judge.versionIn(to, row.object);
}

async function contract(stage: Stage, to: Side): Promise<void> {
  const why = await stage.ground.contract(to);
  const [first] = stage.alive;
  if (why === undefined || first === undefined) return;
  first.fault = { leg: 'contract', expected: 'nothing that needs what is older', got: why };
}
