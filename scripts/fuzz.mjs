// Throws a million hostile inputs at decoding, crossing and the schema loader. Prints its seed, so that any run
// can be had again, and on a failure the case and the smallest input that fails alike.
//   npm run fuzz [-- --seed N --cases N --target NAME --first INDEX]
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from './fuzz/build.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const MOST_MEMORY_MB = 2048;
/** A case that is on for longer will not end. */
const HUNG_MS = 60_000;

const order = orderFrom(process.argv.slice(2));
process.chdir(ROOT);
const folder = build(ROOT);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
say(`seed ${order.seed}`);
process.exitCode = await fuzz();

async function fuzz() {
  const progress = new Int32Array(new SharedArrayBuffer(8));
  const begin = performance.now();
  let names = [];
  let total = 0;
  const thread = start({ ...order, shows: false, progress: progress.buffer });
  let stopWatch = () => {};
  const wrong = await new Promise((done) => {
    thread.on('message', (message) => {
      if (message.kind === 'targets') {
        names = message.names;
        stopWatch = watch(progress, () => void thread.terminate());
      }
      if (message.kind === 'failure') done(message.failure);
      if (message.kind !== 'done') return;
      total += message.cases;
      say(
        `${message.target.padEnd(18)} ${String(message.cases).padStart(8)} cases` +
          `${seconds(message.ms).padStart(9)} ${message.heapMb.toFixed(0).padStart(5)} MiB`,
      );
    });
    thread.on('error', (error) => done({ verdict: `the thread died: ${error.stack ?? error}` }));
    thread.on('exit', (code) => done(code === 0 ? undefined : { verdict: 'it hung' }));
  });
  stopWatch();
  if (wrong === undefined && total > 0) {
    say(`${total} cases in ${seconds(performance.now() - begin)}: nothing found`);
    return 0;
  }
  if (wrong === undefined)
    return problem(`there is no target ${order.target}: ${names.join(', ')}`);
  const { target = names[progress[0]], index = progress[1], verdict } = wrong;
  const input = wrong.input ?? (await inputOf(target, index));
  return problem(
    [
      `${target}, case ${index}: ${verdict}`,
      input,
      `Again: npm run fuzz -- --target ${target} --seed ${order.seed} --first ${index} --cases 1`,
    ].join('\n'),
  );
}

/** Ends the run when the same case has been on for too long. */
function watch(progress, end) {
  let seen = '';
  let since = performance.now();
  const timer = setInterval(() => {
    const now = progress.join();
    if (now !== seen) [seen, since] = [now, performance.now()];
    else if (performance.now() - since > HUNG_MS) end();
  }, 1000);
  return () => clearInterval(timer);
}

/** What a case that could not be finished was given. */
function inputOf(target, first) {
  const progress = new SharedArrayBuffer(8);
  const thread = start({ ...order, target, first, shows: true, progress });
  return new Promise((done) => {
    thread.on('message', (message) => {
      if (message.kind === 'input') done(message.text);
    });
    thread.on('error', (error) => done(`its input cannot be made: ${error}`));
  });
}

function start(workerData) {
  return new Worker(pathToFileURL(join(folder, 'test/fuzz/worker.js')), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
}

function orderFrom(args) {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      cases: { type: 'string', default: '1000000' },
      first: { type: 'string', default: '0' },
      target: { type: 'string' },
    },
  });
  const [seed, cases, first] = [values.seed, values.cases, values.first].map(Number);
  if (![seed, cases, first].every(Number.isSafeInteger)) {
    process.exit(problem('--seed, --cases and --first are whole numbers'));
  }
  return { seed, cases, first, ...(values.target === undefined ? {} : { target: values.target }) };
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function problem(message) {
  process.stderr.write(`${message}\n`);
  return 1;
}
