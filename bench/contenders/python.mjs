// The ancestor, where Python has it: the same data through oslo.versionedobjects. Microseconds only: a ratio to JSON of
// another language would say nothing.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PAYLOADS } from '../payloads.mjs';
import { plainOf, SHAPES } from './shapes.mjs';

/** `[bytes, encode, decode, round trip, older]`, or undefined where it is not installed. */
export function python(payload) {
  const plains = PAYLOADS[payload].trees.map((tree) => plainOf(payload, tree));
  const script = join(import.meta.dirname, 'python', 'versioned_objects.py');
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [script], {
    input: JSON.stringify({ payload, shapes: SHAPES, plains }),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 3) return undefined;
  if (status !== 0) throw new Error(`Python ended with ${status}: ${stderr}`);
  const { bytes, encode, decode, both, older } = JSON.parse(stdout);
  return [bytes, ...[encode, decode, both, older].map((us) => `(${us.toFixed(1)})`)];
}
