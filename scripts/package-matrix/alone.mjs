// The package and nothing beside it: the program runs, every subpath loads, and what needs a package that is not
// there says which.

import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ended, run } from './run.mjs';

export async function checkAlone(user) {
  const node = (...args) => run(process.execPath, [...CONFINED, ...args], user);
  const program = join(user, 'node_modules/backlevel/bin/backlevel.js');
  await node(program, 'init', '--quiet');
  // Else there would be nothing that a database is asked for.
  appendFileSync(join(user, 'schemas/volume.yaml'), '\nstorage: { table: volumes, key: id }\n');
  await node(program, 'generate', '--quiet');
  await node(program, 'generate', '--check');
  await node(program, 'verify', '--quiet');
  await node('--input-type=module', '-e', SUBPATHS);
  await node('--input-type=module', '-e', VERIFIED);
  await node('--input-type=module', '-e', MISSING);
  for (const [package_, ...args] of COMMANDS) {
    const { code, stderr } = await ended(process.execPath, [...CONFINED, program, ...args], user);
    // One line: a stack would say that the program is broken.
    const isTold =
      stderr.includes(`npm install ${package_}@`) && stderr.trim().split('\n').length === 1;
    if (code !== 2 || !isTold) throw new Error(`${args.join(' ')} ended with ${code}\n${stderr}`);
  }
}

const CONFINED = ['--import', pathToFileURL(join(import.meta.dirname, 'confined.mjs')).href];

/** What needs which package. */
const COMMANDS = [
  ['libsql', 'db', 'status', '--database', 'sqlite:rows.db'],
  ['pg', 'db', 'status', '--database', 'postgres://127.0.0.1/rows'],
  ['amqplib', 'conductor', '--amqp', 'amqp://127.0.0.1'],
];

const MISSING = `
  import assert from 'node:assert/strict';
  import { isStoreError, postgresDatabase, sqliteDatabase } from 'backlevel/db';
  import { amqpTransport, isTransportError } from 'backlevel/rpc';
  const told = (name) => new RegExp('package ' + name + ', which is not installed: .npm install ' + name);
  for (const [name, open] of [['libsql', () => sqliteDatabase(':memory:')], ['pg', () => postgresDatabase('postgres://h/n')]])
    await assert.rejects(open, (error) => isStoreError(error, 'driver-missing') && told(name).test(error.message));
  await assert.rejects(
    () => amqpTransport({ url: 'amqp://127.0.0.1' }),
    (error) => isTransportError(error, 'package-missing') && told('amqplib').test(error.message),
  );
`;

const SUBPATHS = `
  const { check, compile, readFiles } = await import('backlevel');
  const files = await readFiles('backlevel.config.yaml');
  const compiled = await compile(files);
  if (compiled.files['generated/volume.ts'] === undefined) throw new Error(JSON.stringify(compiled));
  const { findings } = await check(files);
  if (findings.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(findings));
  const { Registry } = await import('backlevel/runtime');
  const { MemoryBus } = await import('backlevel/rpc');
  new Registry([]);
  new MemoryBus();
`;

/** A test of a user's own, as any runner would run it. */
const VERIFIED = `
  import { formatFailures, verify } from 'backlevel/testing';
  const failures = formatFailures(await verify());
  if (failures !== '') throw new Error(failures);
`;
