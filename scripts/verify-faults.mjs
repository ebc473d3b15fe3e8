// Shows that the laws can fail: seeds one fault after the other into generated code, hooks, the compiler and
// the runtime, and prints which laws caught it.
//   node scripts/verify-faults.mjs [--short] [--json] [word…]
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { KINDS, problemsOf, readFaults } from './verify-faults/faults.mjs';
import { openStand } from './verify-faults/stand.mjs';

const ROOT = resolve(import.meta.dirname, '..');
/** Objects with long histories, or whole trees of others in them. */
const LARGE = new Set([
  'BlockDevice',
  'Host',
  'Instance',
  'InstanceList',
  'Migration',
  'Service',
  'Volume',
]);

process.chdir(ROOT);
const { values, positionals } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const faults = choose(readFaults(ROOT), values.short, positionals);
const problems = problemsOf(ROOT, faults);
if (faults.length === 0 || problems.length > 0)
  fail(problems.join('\n') || 'there is no such fault');

const stand = await openStand(ROOT);
try {
  const results = [];
  await requireClean();
  for (const fault of faults) {
    const { laws, failures } = await stand.try(fault);
    const isCaught = fault.laws.some((law) => laws.includes(law));
    const result = { ...fault, caught: laws, isCaught, first: tell(failures[0]) };
    results.push(result);
    if (!values.json) process.stdout.write(line(result));
  }
  const missed = results.filter(({ isCaught }) => !isCaught);
  if (values.json) process.stdout.write(`${JSON.stringify(results)}\n`);
  else process.stdout.write(`${results.length - missed.length} caught, ${missed.length} missed\n`);
  if (missed.length > 0) process.exitCode = 1;
} finally {
  stand.remove();
}

/** Objects whose laws are broken anyway would seem to catch everything. */
async function requireClean() {
  const objects = new Set(
    faults.filter(({ kind }) => kind !== 'ancestor').map(({ object }) => object),
  );
  for (const object of objects) {
    const { failures } = await stand.clean(object);
    if (failures.length > 0) fail(`${object} breaks laws without any fault: ${tell(failures[0])}`);
  }
}

/** Those whose kind or name has one of the words; with `--short` only where the laws take no seconds. */
function choose(all, isShort, words) {
  return all
    .filter(({ kind, object }) => !isShort || (kind === 'generated' && !LARGE.has(object)))
    .filter(
      ({ kind, name }) =>
        words.length === 0 || words.some((word) => `${kind}: ${name}`.includes(word)),
    );
}

function line({ kind, name, caught, isCaught, laws }) {
  const told = isCaught
    ? `laws ${caught.join(' ')}`
    : `MISSED (caught by ${caught.join(' ') || 'none'}, not ${laws.join(' ')})`;
  return `${KINDS[kind].padEnd(25)} ${name.padEnd(90)} ${told}\n`;
}

function tell(failure) {
  if (failure === undefined) return undefined;
  const { kind, object, from, to, about, expected, got, place } = failure;
  return `${kind}: ${object} ${from} → ${to} (${about}): expected ${expected.slice(0, 300)}, got ${got.slice(0, 300)} at ${place.file}:${place.line}`;
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
