// `convert`: the generated code at work on JSON from standard input, line for line.

import { once } from 'node:events';
import type { Invocation } from '../command.js';
import { answer } from '../convert/answer.js';
import { openCode } from '../convert/open-code.js';
import { requestLines } from '../convert/request-lines.js';
import type { ExitCode } from '../exit.js';

export async function convert(invocation: Invocation): Promise<ExitCode> {
  const { terminal, options } = invocation;
  const { code } = await openCode(invocation);
  let failed = false;
  for await (const line of requestLines(terminal.stdin, options.has('jsonl'))) {
    const { ok, text } = answer(line, code);
    failed ||= !ok;
    // A reader that is slower than we are must not fill our memory.
    if (!terminal.stdout.write(`${text}\n`)) await once(terminal.stdout, 'drain');
  }
  return failed ? 1 : 0;
}
