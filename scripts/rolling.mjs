// A rolling upgrade, live: conductors and nodes of two releases as processes of their own on a private RabbitMQ,
// under steady load. Run 1 upgrades them one by one, and nobody may notice; in run 2 conductors are killed and the
// broker is restarted. Prints the figures of both; exit 1 where anything was lost, doubled, or seen by the wrong
// release.
//   npm run rolling [-- --seconds N --seed N --nodes N --conductors N --run graceful|hostile]
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OF_ALL, stage } from './rolling/stage.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const MOST_TOLD = 40;

process.chdir(ROOT);
const { run, ...numbers } = orderFrom(process.argv.slice(2));
const say = (line) => process.stderr.write(`${line}\n`);
const staged = stage(ROOT, OF_ALL);
process.on('exit', staged.remove);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const { generateReleases } = await imported('two-releases');
const { runGraceful, runHostile } = await imported('rehearsal');
const { figuresOf } = await imported('runs/figures');

const releases = await generateReleases(ROOT);
staged.put(releases);
say(`seed ${numbers.seed}`);
const parts = {
  ...numbers,
  code: staged.code,
  releases,
  killEveryMs: 4_000,
  patience: { deadlineMs: 10_000, silenceMs: 1_500 },
  judgesTime: true,
  say,
};
const runs = [];
if (run !== 'hostile') runs.push(await runGraceful(parts));
if (run !== 'graceful') runs.push(await runHostile(parts));

process.stdout.write(`\n${figuresOf(runs)}\n`);
const breaches = runs.flatMap(({ title, ledger }) =>
  ledger.breaches.map((what) => `${title}: ${what}`),
);
for (const what of breaches.slice(0, MOST_TOLD)) process.stdout.write(`BREACH ${what}\n`);
if (breaches.length > MOST_TOLD) process.stdout.write(`and ${breaches.length - MOST_TOLD} more\n`);
process.exit(breaches.length === 0 ? 0 : 1);

function imported(name) {
  return staged.import(`test/interop/rabbitmq/rolling/${name}.ts`);
}

function orderFrom(args) {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      nodes: { type: 'string', default: '6' },
      conductors: { type: 'string', default: '3' },
      run: { type: 'string', default: 'both' },
    },
  });
  const { run: asked, ...texts } = values;
  const found = Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, Number(text)]),
  );
  if (
    !Object.values(found).every(Number.isSafeInteger) ||
    found.nodes < 2 ||
    found.conductors < 1
  ) {
    process.stderr.write('whole numbers, of two nodes and one conductor at least\n');
    process.exit(2);
  }
  return { ...found, run: asked };
}
