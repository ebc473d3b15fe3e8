// The demo's second half: two releases of the same objects against one database, through every step of an upgrade.
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expand, openStore, sqliteDatabase, storedTypesOf } from '../../dist/db/index.js';
import { cacheFolder } from '../../dist/disk/disk-cache.js';
import { programMark } from '../../dist/disk/program-mark.js';
import { prepareReleaseCode } from '../../dist/disk/release-code.js';
import { backlevel, ROOT, show, title } from './print.mjs';

const [OLD, NEW] = ['2025.2', '2026.1'];

/** `releases` are what each speaks; `sources` and `settings` what their code is made of. */
export async function demonstrateDatabase({ releases, sources, settings }) {
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-demo-'));
  const file = join(folder, 'fleet.db');
  const [old, today] = [await codeOf(OLD), await codeOf(NEW)];
  const database = await sqliteDatabase(file);
  try {
    await walk({ folder, file, database, old, today, pin: releases[OLD] });
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }

  async function codeOf(release) {
    const place = { folder: cacheFolder(ROOT), program: programMark() };
    const prepared = await prepareReleaseCode(sources, settings, releases[release], place);
    if (!prepared.ok) throw new Error(`the code of ${release} cannot be made`);
    return prepared.code.importFile(`${settings.output}/index.ts`);
  }
}

async function walk({ folder, file, database, old, today, pin }) {
  const { db, engine } = database;
  const at = ['--database', `sqlite:${file}`];

  title(`7. Release ${OLD} stores an aggregate in SQLite, with its own generated code`);
  await expand({ db, engine, types: storedTypesOf(old.registry) });
  const oldStore = await openStore({ database, registry: old.registry });
  const made = old.Aggregate.objNew({
    name: 'rack-1',
    hosts: new Set(['node-1', 'node-2']),
    metadata: { availability_zone: 'north', power: 'green' },
  });
  await oldStore.create(made);
  await showRow(db);

  title(`8. Before the first service of ${NEW} starts, the tables gain what it needs`);
  backlevel(['db', 'migrate', ...at]);

  title(`9. Both releases run. Code of ${NEW}, pinned to ${OLD}, sets its newer field and saves`);
  const pinned = await openStore({ database, registry: today.registry, pin: () => pin });
  const seen = await pinned.get(today.Aggregate.$$type, { name: 'rack-1' });
  console.log(`${NEW} reads availabilityZone: ${seen.availabilityZone}`);
  seen.availabilityZone = 'south';
  await pinned.save(seen);
  const { metadata } = await oldStore.get(old.Aggregate.$$type, { name: 'rack-1' });
  console.log(`${OLD} reads metadata: ${JSON.stringify(metadata)}\n`);

  title('10. The pin is lifted: the row becomes new when it is saved, and the old code says so');
  const lifted = await openStore({ database, registry: today.registry });
  const again = await lifted.get(today.Aggregate.$$type, { name: 'rack-1' });
  again.availabilityZone = 'east';
  await lifted.save(again);
  await showRow(db);
  try {
    await oldStore.get(old.Aggregate.$$type, { name: 'rack-1' });
  } catch (error) {
    if (error.code !== 'incompatible-version') throw error;
    console.log(`${error.name}: ${error.message}\n`);
  }
  for (let n = 2; n <= 5; n++) await pinned.create(today.Aggregate.objNew({ name: `rack-${n}` }));

  title('11. What is left of the old version is rewritten beside running services');
  backlevel(['db', 'status', ...at]);
  backlevel(['db', 'migrate', '--online', '--max-count', '1000', ...at]);

  title(`12. Contracting waits until nobody can run ${OLD} any more; then old columns go`);
  backlevel(['db', 'contract', '--keep', NEW, ...at], { code: 1 });
  const project = copyOfProject(folder);
  backlevel(['release', 'retire', OLD], { cwd: project });
  backlevel(['db', 'contract', ...at], { cwd: project });
  backlevel(['db', 'status', ...at], { cwd: project });
}

/** The release is retired in a copy: this checkout stays as it is. */
function copyOfProject(folder) {
  const project = join(folder, 'project');
  for (const name of ['backlevel.config.yaml', 'schemas', 'hooks', 'generated', 'package.json']) {
    cpSync(join(ROOT, name), join(project, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  return project;
}

async function showRow(db) {
  const row = await db
    .selectFrom('aggregates')
    .selectAll()
    .where('name', '=', 'rack-1')
    .executeTakeFirstOrThrow();
  const held = Object.entries(row).filter(([, value]) => value !== null);
  show(Object.fromEntries(held));
}
