// `db`: an operator takes a database through an upgrade with nothing but the program, and is stopped where it is too early.

import Libsql from 'libsql';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { backlevel, type Run } from '../support/program.js';

const BOX = `object: Box
version: "1.1"
fields:
  id: integer
  code: string
  is_open: { type: boolean, default: false }
  nickname: string?
storage:
  table: boxes
  key: id
  unique: [code]
history:
  "1.1":
    - rename: open
      to: is_open
    - add: nickname
  "1.0": First version
`;

const RELEASES = (supported: string) => `supported: [${supported}]
releases:
  one:
    Box: "1.0"
  two:
    Box: "1.1"
`;

const PROJECT = {
  'backlevel.config.yaml': 'namespace: store\n',
  'schemas/box.yaml': BOX,
  'schemas/releases.yaml': RELEASES('one, two'),
};

function project(files: Readonly<Record<string, string>> = {}) {
  const root = folderWith({ ...PROJECT, ...files });
  const url = `sqlite:${join(root, 'boxes.db')}`;
  const run = (...args: readonly string[]): Promise<Run> =>
    backlevel(['db', ...args], { cwd: root, env: { BACKLEVEL_DATABASE_URL: url } });
  const rows = <T>(text: string): T[] => {
    const file = new Libsql(join(root, 'boxes.db'));
    try {
      const statement = file.prepare(text);
      if (/^select/.test(text)) return statement.all() as T[];
      statement.run();
      return [];
    } finally {
      file.close();
    }
  };
  return { root, run, rows };
}

/** Rows as release one left them. */
const OLD = `insert into boxes (code, open, obj_version) values ('a', 1, '1.0'), ('b', 0, '1.0')`;

describe('an upgrade', () => {
  it('is planned, expanded, migrated and contracted, and each step is refused while it is too early', async () => {
    const { root, run, rows } = project();
    const plan = await run('plan', '--from', 'one', '--keep', 'two');
    expect(plan.stdout).toContain('alter table "boxes" add column "is_open" integer;');
    expect(plan.stdout).toContain('alter table "boxes" drop column "open";');
    expect(plan.code).toBe(0);

    expect(await run('migrate', '--online')).toMatchObject({ code: 2, stdout: '' });
    const added = await run('migrate');
    expect(added.stdout).toContain('create-table boxes\n');
    expect(added.stderr).toMatch(/steps done\n$/);
    expect(await run('migrate')).toMatchObject({ code: 0, stdout: '', stderr: 'nothing to add\n' });
    rows(OLD);

    const early = await run('contract', '--keep', 'two');
    expect(early.code).toBe(1);
    expect(early.stdout).toBe(
      'Box: release one speaks 1.0, older than 1.1; `backlevel release retire` it when nobody runs it\n' +
        'Box: 2 rows are older than 1.1; `backlevel db migrate --online` rewrites them\n',
    );
    expect((await run('status')).stdout).toBe(
      'boxes (Box 1.1): 2 rows\n  1.0: 2 rows\ncontract, keeping release one and newer: nothing stands in the way\n',
    );

    const some = await run('migrate', '--online', '--max-count', '1');
    expect(some.code).toBe(1);
    expect(some.stdout).toMatch(/^boxes: 1 rewritten, 1 left/);
    expect(some.stderr).toBe('1 left; run it again\n');
    const rest = await run('migrate', '--online', '--batch', '10', '--sleep', '1');
    expect(rest).toMatchObject({ code: 0, stderr: '' });
    expect(rows('select code, is_open, obj_version from boxes order by id')).toEqual([
      { code: 'a', is_open: 1, obj_version: '1.1' },
      { code: 'b', is_open: 0, obj_version: '1.1' },
    ]);

    rows(`update boxes set nickname = 'nick' where code = 'a'`);
    const back = await run('migrate', '--to', 'one');
    expect(back.code).toBe(0);
    expect(back.stdout).toMatch(/^boxes: 2 rewritten, 0 left/);
    expect(rows('select obj_version from boxes group by 1')).toEqual([{ obj_version: '1.0' }]);
    await run('migrate', '--online');

    const retired = await backlevel(['release', 'retire', 'one'], { cwd: root });
    expect(retired.code).toBe(0);
    expect(await run('contract')).toMatchObject({
      code: 0,
      stdout: 'drop-column boxes.open\n',
      stderr: '1 step done\n',
    });
    expect(await run('contract')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'nothing to drop\n',
    });
    // What was dropped does not come back.
    expect(await run('migrate')).toMatchObject({ code: 0, stdout: '', stderr: 'nothing to add\n' });
    expect(
      rows<{ name: string }>(`select name from pragma_table_info('boxes')`).map((one) => one.name),
    ).toEqual(['id', 'code', 'is_open', 'nickname', 'obj_version', 'obj_state']);
  });

  it('of a database that begins today has no columns of retired releases', async () => {
    const { run, rows } = project({ 'schemas/releases.yaml': RELEASES('two') });
    await run('migrate');
    const columns = rows<{ name: string }>(`select name from pragma_table_info('boxes')`);
    expect(columns.map(({ name }) => name)).not.toContain('open');
    expect(rows('select * from backlevel_tables')).toEqual([
      { name: 'boxes', oldest: '1.1', closing: null },
    ]);
    expect(await run('migrate')).toMatchObject({ stderr: 'nothing to add\n' });
  });

  it('stops at a row that no rule carries, names it, and leaves it', async () => {
    const { run, rows } = project();
    await run('migrate');
    rows(OLD);
    rows(`update boxes set open = 'maybe' where code = 'b'`);
    const stopped = await run('migrate', '--online');
    expect(stopped.code).toBe(1);
    expect(stopped.stdout).toContain('stopped at boxes 2, labelled 1.0: ');
    expect(stopped.stdout).not.toContain('maybe');
    expect(rows(`select open, obj_version from boxes where code = 'b'`)).toEqual([
      { open: 'maybe', obj_version: '1.0' },
    ]);
  });
});

describe('live services', () => {
  const report = (version: string, writes: string | undefined, age: string): string =>
    `insert or replace into backlevel_services values ('compute-17', '{"Box":"${version}"}',
      ${writes === undefined ? 'null' : `'{"Box":"${writes}"}'`}, strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '${age}'))`;

  it('stop rows from becoming too new for them', async () => {
    const { run, rows } = project();
    await run('migrate');
    rows(OLD);
    rows(report('1.0', undefined, '-10 seconds'));
    const refused = await run('migrate', '--online');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('compute-17 is alive and reads Box up to 1.0');
    expect(await run('migrate', '--online', '--pin', 'one')).toMatchObject({ code: 0 });
    expect(rows('select distinct obj_version from boxes')).toEqual([{ obj_version: '1.0' }]);
    rows(report('1.0', undefined, '-10 minutes'));
    expect(await run('migrate', '--online')).toMatchObject({ code: 0 });
  });

  it('and their pins stop contracting', async () => {
    const { run, rows } = project({ 'schemas/releases.yaml': RELEASES('two') });
    await run('migrate');
    rows(report('1.1', '1.0', '-1 seconds'));
    const refused = await run('contract');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toBe(
      'Box: compute-17 (pinned) speaks 1.0, older than 1.1; upgrade it, or lift its pin\n',
    );
    expect((await run('status')).stdout).toContain('alive: compute-17, pinned\n');
  });
});

describe('what cannot be done is said', () => {
  it.each([
    [['status', '--database', 'mysql://host/x'], 'a database is named by'],
    [['status', '--database', 'sqlite:missing/folder/x.db'], 'Unable to open'],
    [['nothing'], '`db` does not know `nothing`; it knows plan, migrate, contract, status'],
    [['migrate', '--to', 'three'], 'there is no release called three'],
    [['migrate', '--to', 'one', '--pin', 'two'], 'one of both'],
  ])('%j', async (args, told) => {
    const { run } = project();
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(told)]);
  });

  it('never with the password of a database', async () => {
    const { run } = project();
    const url = 'postgres://ada:hunter2@127.0.0.1:1/x';
    for (const action of ['plan', 'status', 'migrate', 'contract']) {
      const { code, stdout, stderr } = await run(action, '--database', url);
      expect(code).toBe(2);
      expect(stdout + stderr).not.toContain('hunter2');
      expect(stderr).not.toContain('bug in backlevel');
    }
  });

  it('where nothing is stored', async () => {
    const { run } = project({
      'schemas/box.yaml':
        'object: Box\nversion: "1.1"\nfields: { id: integer }\nhistory: { "1.1": First }\n',
      'schemas/releases.yaml': 'releases:\n  two:\n    Box: "1.1"\n',
    });
    expect(await run('plan')).toMatchObject({ code: 2, stdout: '' });
  });

  it('as data too', async () => {
    const { run } = project();
    const plan = JSON.parse((await run('plan', '--format', 'json')).stdout) as object;
    expect(plan).toMatchObject({ engine: 'sqlite', contract: [] });
    await run('migrate');
    const status = JSON.parse((await run('status', '--format', 'json')).stdout) as object;
    expect(status).toMatchObject({ missing: 0, tables: [{ table: 'boxes', labels: [] }] });
  });
});
