// `plan`: what it tells an operator is what the rehearsal of the same upgrade finds.

import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { backlevel } from '../support/program.js';

const ROOT = resolve(import.meta.dirname, '../..');

interface Refusal {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  readonly when: { readonly from: number; readonly to: number };
}

interface Plan {
  readonly phases: readonly { readonly number: number; readonly what: string }[];
  readonly lastWayBack: number;
  readonly refusals: readonly Refusal[];
  readonly backport: object;
  readonly upgrade: object;
  readonly database?: { readonly expand: readonly object[]; readonly contract: readonly object[] };
  readonly afterwards: {
    readonly fields: readonly { readonly path: string; readonly waitsFor: readonly string[] }[];
    readonly versions: readonly { readonly object: string; readonly versions: readonly string[] }[];
  };
}

interface Rehearsal {
  readonly breaks: readonly unknown[];
  readonly refusals: readonly {
    readonly field: string;
    readonly from: string;
    readonly to: string;
  }[];
}

async function json<T>(cwd: string, ...args: readonly string[]): Promise<T> {
  const { stdout, stderr, code } = await backlevel([...args, '--format', 'json'], { cwd });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

/** `2026.1 → 2025.2: vnic`: in the rehearsal an object may stand in another, and the path begins there. */
function keyOf(path: string, { from, to }: { readonly from: string; readonly to: string }): string {
  return `${from} → ${to}: ${path.slice(path.lastIndexOf('.') + 1)}`;
}

describe('a plan and the rehearsal of the same upgrade', () => {
  it('name the same refusals: none that the plan keeps silent about, none that cannot happen', async () => {
    const [plan, rehearsal] = await Promise.all([
      json<Plan>(ROOT, 'plan', '2025.2', '2026.1'),
      json<Rehearsal>(ROOT, 'verify', '--plan', '2025.2', '2026.1', '--seed', '7', '--cases', '1'),
    ]);
    expect(rehearsal.breaks).toEqual([]);
    const planned = new Set(plan.refusals.map((one) => keyOf(one.path, one)));
    const met = new Set(rehearsal.refusals.map((one) => keyOf(one.field, one)));
    expect(planned.size).toBeGreaterThan(5);
    expect([...met].sort()).toEqual([...planned].sort());
  }, 120_000);
});

const VOLUME = `object: Volume
version: "1.2"
fields:
  id: integer
  name: string
  encrypted: { type: boolean, default: false }
  shelf: { type: "string?", deprecated: { message: nobody reads it, since: "1.2" } }
  room: { type: "string?", deprecated: nobody ever did }
STORAGE
history:
  "1.2":
    - add: encrypted
      backport: { refuse: "it would be | *plain*" }
  "1.1":
    - add: [shelf, room]
      backport: drop
  "1.0": First version
`;
const RELEASES = `supported: [spring, autumn]
releases:
  spring:
    Volume: "1.1"
  autumn:
    Volume: "1.2"
`;

function project(storage: string): string {
  return folderWith({
    'backlevel.config.yaml': 'namespace: example\n',
    'schemas/volume.yaml': VOLUME.replace('STORAGE\n', storage),
    'schemas/releases.yaml': RELEASES,
  });
}

const STORED = 'storage:\n  table: volumes\n  key: id\n';

describe('a plan', () => {
  it('has the steps of a fleet in the order in which nothing breaks', async () => {
    const plan = await json<Plan>(project(''), 'plan', 'spring', 'autumn');
    expect(plan.phases.map(({ what }) => what)).toEqual([
      'upgrade each conductor to autumn, pinned to spring',
      'upgrade each node to autumn, pinned to spring',
      'lift the pin to spring from each conductor',
      'lift the pin to spring from each node',
      'retire spring',
    ]);
    expect(plan.lastWayBack).toBe(2);
    expect(plan.database).toBeUndefined();
  });

  it('says when something can be lost: from the first upgraded service to the last lifted pin', async () => {
    const plan = await json<Plan>(project(''), 'plan', 'spring', 'autumn');
    expect(plan.backport).toEqual({ from: 1, to: 4 });
    expect(plan.upgrade).toEqual({ from: 1, to: 4 });
    const stored = await json<Plan>(project(STORED), 'plan', 'spring', 'autumn');
    expect(stored.backport).toEqual({ from: 2, to: 5 });
    // Rows of the older release are there until they are migrated.
    expect(stored.upgrade).toEqual({ from: 2, to: 6 });
    expect(stored.refusals).toMatchObject([
      { path: 'Volume.encrypted', from: 'autumn', to: 'spring', when: { from: 2, to: 5 } },
    ]);
  });

  it('has the steps of the database in the SQL of either engine', async () => {
    const { stdout } = await backlevel(['plan', 'spring', 'autumn', '--engine', 'postgres'], {
      cwd: project(STORED),
    });
    expect(stdout).toContain('Database (postgres): expand adds');
    expect(stdout).toMatch(/alter table "volumes" add column if not exists "encrypted" boolean/);
    expect(stdout).toContain('contract drops nothing');
  });

  it('says from which release on a deprecated field may go, and what nobody speaks afterwards', async () => {
    const { afterwards } = await json<Plan>(project(''), 'plan', 'spring', 'autumn');
    expect(afterwards.fields).toMatchObject([
      { path: 'Volume.shelf', waitsFor: ['spring'] },
      { path: 'Volume.room', waitsFor: [] },
    ]);
    expect(afterwards.versions).toEqual([{ object: 'Volume', versions: ['1.0', '1.1'] }]);
    const { stdout } = await backlevel(['plan', 'spring', 'autumn'], { cwd: project('') });
    expect(stdout).toContain('Volume.shelf: in the release after spring is retired');
  });

  it('is markdown whose cells hold what schemas say, whatever that is', async () => {
    const cwd = project(STORED);
    for (const command of ['plan', 'losses']) {
      const { stdout } = await backlevel([command, 'spring', 'autumn', '--format', 'markdown'], {
        cwd,
      });
      expect(stdout).toContain('| `Volume.encrypted` |');
      expect(stdout).toContain('it would be \\| \\*plain\\*');
      const tables = stdout.split('\n').filter((line) => line.startsWith('| '));
      for (const line of tables) {
        expect(line.replace(/\\\|/g, '').split('|').length).toBeGreaterThan(3);
      }
    }
  });

  it('refuses two releases the wrong way round, and one alone', async () => {
    const cwd = project('');
    const turned = await backlevel(['plan', 'autumn', 'spring'], { cwd });
    expect(turned.code).toBe(2);
    expect(turned.stderr).toContain('`backlevel plan spring autumn` is how it is called');
    expect((await backlevel(['plan', 'spring', 'spring'], { cwd })).code).toBe(2);
  });
});
