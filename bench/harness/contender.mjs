// One contender with one payload, in a process of its own, so that nobody runs on another's compiled code. Prints what it
// measured as JSON.
//   node bench/harness/contender.mjs NAME PAYLOAD
import { strict as assert } from 'node:assert';
import { backlevelOf } from '../contenders/backlevel.mjs';
import { CONTENDERS } from '../contenders/index.mjs';
import { plainOf } from '../contenders/shapes.mjs';
import { pairwise } from '../pairwise.mjs';
import { PAYLOADS } from '../payloads.mjs';

const [wanted, payload] = process.argv.slice(2);
const { trees } = PAYLOADS[payload];
const plains = trees.map((tree) => plainOf(payload, tree));
const texts = plains.map((one) => JSON.stringify(one));
/** Payloads are as many as a power of two: the number of a call says which. */
const at = (i) => i & (trees.length - 1);

const measured = wanted === 'backlevel' ? await own() : await peer();
process.stdout.write(JSON.stringify(measured));

async function peer() {
  const contender = CONTENDERS.find(({ name }) => name === wanted);
  const made = await contender.make(payload, plains);
  check(made);
  return {
    bytes: mean(made.sizes),
    encode: ratio((i) => made.encode(at(i)), stringify),
    decode: ratio((i) => made.decode(at(i)), parse),
    roundTrip: ratio((i) => made.read(made.encode(at(i))), bothWays),
    ...(made.older === undefined ? {} : { older: ratio((i) => made.older(at(i)), stringify) }),
  };
}

async function own() {
  const made = await backlevelOf(payload, trees);
  made.objects.forEach((_, i) => assert.equal(made.encode(i), made.texts[i]));
  const { serializer, type } = made;
  return {
    bytes: mean(made.texts.map((text) => Buffer.byteLength(text))),
    encode: ratio((i) => made.encode(at(i)), stringify),
    decode: ratio((i) => made.decode(at(i)), parse),
    roundTrip: ratio((i) => serializer.parse(made.encode(at(i)), type), bothWays),
    older: ratio((i) => made.older(at(i)), stringify),
  };
}

/** What is written can be read, and both are what the data was. */
function check(made) {
  plains.forEach((plain, i) => {
    assert.deepEqual(made.plain(made.decode(i)), plain);
    assert.deepEqual(made.plain(made.read(made.encode(i))), plain);
    made.older?.(i);
  });
}

function stringify(i) {
  return JSON.stringify(plains[at(i)]);
}

function parse(i) {
  return JSON.parse(texts[at(i)]);
}

function bothWays(i) {
  return JSON.parse(JSON.stringify(plains[at(i)]));
}

function ratio(subject, floor) {
  const { ratio: times, us } = pairwise(subject, floor);
  return { times, us };
}

function mean(values) {
  return Math.round(values.reduce((sum, one) => sum + one, 0) / values.length);
}
