// Standard input as requests. With --jsonl each line is one, at once. Without it a person may also hand
// in one request that is spread over several lines; then the input is read to its end first.

import type { Readable } from 'node:stream';
import { linesOf, type Line } from './lines.js';

/** The longest line that is read, and the most that is collected for one request. */
const LONGEST = 64 * 1024 * 1024;

export async function* requestLines(stream: Readable, isJsonl: boolean): AsyncGenerator<Line> {
  const lines = linesOf(stream, LONGEST);
  if (isJsonl) {
    yield* lines;
    return;
  }
  const first = await lines.next();
  if (first.done === true) return;
  if (first.value.kind === 'unreadable' || isJson(first.value.text)) {
    yield first.value;
    yield* lines;
    return;
  }
  const held: Line[] = [first.value];
  let size = first.value.text.length;
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    held.push(next.value);
    size += next.value.kind === 'text' ? next.value.text.length : LONGEST;
    if (size > LONGEST) break;
  }
  const whole = held.map((line) => (line.kind === 'text' ? line.text : '')).join('\n');
  if (size <= LONGEST && isJson(whole)) {
    yield { kind: 'text', text: whole };
    return;
  }
  yield* held;
  yield* lines;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return false;
    throw error;
  }
}
