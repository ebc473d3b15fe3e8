// A whole program as its users run it, process and all: seconds by the clock and of the processor, and how large it grew.
import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { quantile } from '../pairwise.mjs';

const MEASURE = join(resolve(import.meta.dirname), 'measure.py');

/** Runs it once; a wrong exit code is a wrong result, and not worth timing. */
export function runProgram(program, args, { cwd, code = 0, env } = {}) {
  const text = execFileSync('python3', [MEASURE, program, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  const measured = JSON.parse(text);
  if (measured.code !== code) {
    throw new Error(`${program} ${args.join(' ')} ended with ${measured.code}: ${measured.stderr}`);
  }
  return measured;
}

/** Medians of several runs. */
export function medianOf(runs) {
  const of = (name) =>
    quantile(
      runs.map((run) => run[name]),
      0.5,
    );
  return { seconds: of('seconds'), cpu: of('cpu'), peakMiB: of('peakMiB') };
}

/** Runs each in turn, so that what else the machine does comes upon all alike; medians by name. */
export function inTurn(subjects, rounds) {
  const runs = new Map(Object.keys(subjects).map((name) => [name, []]));
  for (let i = 0; i < rounds; i++) {
    for (const [name, run] of Object.entries(subjects)) runs.get(name).push(run());
  }
  return new Map([...runs].map(([name, all]) => [name, medianOf(all)]));
}
