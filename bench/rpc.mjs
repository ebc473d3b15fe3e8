// What a call of a remotable method costs over RabbitMQ: beside oslo.messaging and oslo.versionedobjects doing the same
// in Python, on the same broker and in turn; how conductors add up; whose code the time goes to. The broker is a private
// one, or what BACKLEVEL_AMQP_URL names; Python is Debian's.
//   node bench/rpc.mjs [beside|growth|share…] [--rounds 9] [--seconds 1]
import { parseArgs } from 'node:util';
import { asText } from './harness/tables.mjs';
import { SECTIONS, tables } from './rpc/tables.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '1' },
  },
});
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const unknown = positionals.find((name) => !Object.hasOwn(SECTIONS, name));
if (unknown !== undefined || !(rounds >= 1) || !(seconds > 0)) {
  console.error('node bench/rpc.mjs [beside|growth|share…] [--rounds 9] [--seconds 1]');
  process.exit(2);
}
const sections = positionals.length > 0 ? positionals : Object.keys(SECTIONS);
for await (const table of tables({ sections, rounds, seconds })) console.log(asText(table));
