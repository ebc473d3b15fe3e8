// Proves that the tests can fail: seeds one fault after the other into a copy of this project and runs the
// tests that must turn red. A fault that survives is a hole in them.
//   node scripts/mutate.mjs [--short] [--known-green] [name…]
import { resolve } from 'node:path';
import { typeErrors } from './mutate/compiler.mjs';
import { copyOf } from './mutate/copy.mjs';
import { mutated, problemsOf, readFaults } from './mutate/faults.mjs';
import { runTests } from './mutate/tests.mjs';

const ROOT = resolve(import.meta.dirname, '..');

const words = process.argv.slice(2);
const stray = words.filter(
  (word) => word.startsWith('--') && !/^--(?:short|known-green)$/.test(word),
);
if (stray.length > 0)
  fail(`there is no option ${stray.join(', ')}: only --short and --known-green`);
const all = readFaults(ROOT);
const chosen = choose(all, words);

const problems = problemsOf(ROOT, chosen);
if (problems.length > 0) fail(problems.join('\n'));

const copy = copyOf(ROOT);
try {
  // Who has just run all tests need not run these again.
  if (!words.includes('--known-green')) requireGreen(copy.folder, chosen);
  const check = typeErrors(copy.folder);
  const counts = { killed: 0, SURVIVED: 0, 'NO FAULT': 0 };
  for (const fault of chosen) {
    const { verdict, why } = judge(copy, check, fault);
    counts[verdict] += 1;
    say(`${verdict.padEnd(8)} ${fault.area}: ${fault.name}`);
    if (verdict !== 'killed') say(`         ${fault.file}: ${why}`);
  }
  say(`${counts.killed} killed, ${counts.SURVIVED} survived, ${counts['NO FAULT']} no fault`);
  if (counts.killed < chosen.length) process.exitCode = 1;
} finally {
  copy.remove();
}

/** A test that is red by itself would kill every fault. */
function requireGreen(folder, faults) {
  for (const only of new Set(faults.map((fault) => fault.only))) {
    const named = faults.filter((fault) => fault.only === only).flatMap((fault) => fault.tests);
    const { verdict, why } = runTests(folder, { tests: [...new Set(named)], only });
    if (verdict !== 'green') throw new Error(`The tests are red without a fault.\n${why}`);
  }
}

/** Whether a failing test shows the fault; one that the compiler shows could never reach a user. */
function judge(copy, check, fault) {
  const before = copy.read(fault.file);
  const after = mutated(before, fault);
  const [error] = check(fault.file, after);
  if (error !== undefined) return { verdict: 'NO FAULT', why: `it does not compile: ${error}` };
  copy.write(fault.file, after);
  try {
    const { verdict, why } = runTests(copy.folder, fault);
    if (verdict === 'red') return { verdict: 'killed', why };
    if (verdict === 'broken') return { verdict: 'NO FAULT', why };
    return { verdict: 'SURVIVED', why: `${fault.tests.join(', ')} stayed green` };
  } finally {
    copy.write(fault.file, before);
  }
}

/** Those whose names hold one of the words; the quick ones, one of each area; or all. */
function choose(faults, words) {
  const names = words.filter((word) => !word.startsWith('--'));
  const short = words.includes('--short') ? faults.filter((fault) => fault.short) : faults;
  const found =
    names.length === 0
      ? short
      : short.filter((fault) =>
          names.some((name) => `${fault.area}: ${fault.name}`.includes(name)),
        );
  if (found.length === 0) fail(`no fault is called ${names.join(' or ')}`);
  return found;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
