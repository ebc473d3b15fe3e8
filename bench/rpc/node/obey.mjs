// A process of this bench: the first line of its input says what it is, each that follows what to do; each is answered
// with a line. It ends with its input.
import { cpuUsage } from 'node:process';
import { createInterface } from 'node:readline';
import { profiled } from './profiled.mjs';

const ALWAYS = {
  /** Milliseconds of processor time so far. */
  cpu: () => {
    const { user, system } = cpuUsage();
    return (user + system) / 1000;
  },
  ...profiled(),
};

/** `begin` gets the order, and gives what to do by name, and `end`. */
export async function obey(begin) {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const first = await lines.next();
  const { end, ...own } = await begin(JSON.parse(first.value));
  const commands = { ...ALWAYS, ...own };
  answer({});
  for await (const line of lines) {
    const { do: name, ...parts } = JSON.parse(line);
    answer((await commands[name](parts)) ?? {});
  }
  await end();
}

function answer(what) {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}
