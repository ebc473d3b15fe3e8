// A million rows are migrated online while services of both releases change them, and the migration is killed on the
// way: no row may be lost or corrupted, no acknowledged write lost, no newer column erased. Prints the figures; exit 1
// where anything of that is so.
//   npm run soak:db [-- --engine postgres|sqlite|both --rows N --kills N --writers N --batch N --sleep MS
//     --rest MS --seed N]
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OF_ALL, stage } from './soak-db/stage.mjs';

const ROOT = resolve(import.meta.dirname, '..');
/** One writes at a time to SQLite, and for a file there is no fleet. */
const ROWS = { postgres: 1_000_000, sqlite: 100_000 };
const MOST_TOLD = 40;

process.chdir(ROOT);
const { engines, rows, ...numbers } = orderFrom(process.argv.slice(2));
const say = (line) => process.stderr.write(`${line}\n`);
const staged = stage(ROOT, OF_ALL);
process.on('exit', staged.remove);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const { generateReleases } = await imported('two-releases');
const { soakOn } = await imported('run/on-engine');
const { SoakFailure } = await imported('run/child');
const { figuresOf } = await imported('run/figures');

staged.put(await generateReleases(ROOT));
say(`seed ${numbers.seed}`);
const runs = [];
const breaches = [];
for (const engine of engines) {
  const size = { ...numbers, rows: rows ?? ROWS[engine] };
  const told = (line) => say(`${engine}: ${line}`);
  try {
    const run = await soakOn({ ...size, engine, code: staged.code, say: told });
    runs.push(run);
    breaches.push(...run.breaches.map((what) => `${engine}: ${what}`));
  } catch (error) {
    // That it cannot go on is what a soak is there to find.
    if (!(error instanceof SoakFailure)) throw error;
    breaches.push(`${engine}: ${error.message}`);
  }
}

if (runs.length > 0) process.stdout.write(`\n${figuresOf(runs)}\n`);
for (const what of breaches.slice(0, MOST_TOLD)) process.stdout.write(`BREACH ${what}\n`);
if (breaches.length > MOST_TOLD) process.stdout.write(`and ${breaches.length - MOST_TOLD} more\n`);
process.exit(breaches.length === 0 ? 0 : 1);

function imported(name) {
  return staged.import(`test/db/soak/${name}.ts`);
}

function orderFrom(args) {
  const { values } = parseArgs({
    args,
    options: {
      engine: { type: 'string', default: 'both' },
      rows: { type: 'string' },
      kills: { type: 'string', default: '10' },
      writers: { type: 'string', default: '2' },
      batch: { type: 'string', default: '100' },
      sleep: { type: 'string' },
      rest: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  });
  const { engine, rest, sleep, ...texts } = values;
  const found = Object.fromEntries(
    Object.entries({
      ...texts,
      restMs: rest,
      ...(sleep === undefined ? {} : { sleepMs: sleep }),
    }).map(([name, text]) => [name, Number(text)]),
  );
  const engines = engine === 'both' ? ['postgres', 'sqlite'] : [engine];
  const isWhole = Object.values(found).every((one) => Number.isSafeInteger(one) && one >= 0);
  if (!isWhole || found.rows < 100 || found.writers < 1 || !engines.every((one) => one in ROWS)) {
    process.stderr.write(
      'postgres or sqlite; whole numbers, of a hundred rows and one writer at least\n',
    );
    process.exit(2);
  }
  return { ...found, engines };
}
