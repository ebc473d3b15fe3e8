// What the objects themselves cost, beside the same done with plain data; in a process of its own. Prints JSON.
//   node --expose-gc bench/harness/own-costs.mjs PAYLOAD
import { strict as assert } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import { backlevelOf } from '../contenders/backlevel.mjs';
import { pairwise } from '../pairwise.mjs';
import { PAYLOADS } from '../payloads.mjs';

const [payload] = process.argv.slice(2);
const { trees } = PAYLOADS[payload];
const made = await backlevelOf(payload, trees);
const { objects, serializer, texts, type } = made;
const parsed = texts.map((text) => JSON.parse(text));
const copies = texts.map((text) => serializer.parse(text, type));
const parsedCopies = texts.map((text) => JSON.parse(text));
const edited = texts.map((text) => edit(serializer.parse(text, type)));
const at = (i) => i & (trees.length - 1);

assert.ok(objects[0].objEquals(copies[0]) && isDeepStrictEqual(parsed[0], parsedCopies[0]));
assert.ok(edited[0].objWhatChanged().length > 0);

const rows = {
  goals: {
    encode: ratio(
      (i) => made.encode(at(i)),
      (i) => JSON.stringify(parsed[at(i)]),
    ),
    decode: ratio(
      (i) => made.decode(at(i)),
      (i) => JSON.parse(texts[at(i)]),
    ),
    'round trip': ratio(
      (i) => serializer.parse(made.encode(at(i)), type),
      (i) => JSON.parse(JSON.stringify(parsed[at(i)])),
    ),
    'encode for an older peer / encode': ratio(
      (i) => made.older(at(i)),
      (i) => made.encode(at(i)),
    ),
    'decode of an older version / decode': ratio(
      (i) => made.decodeOlder(at(i)),
      (i) => made.decode(at(i)),
    ),
  },
  costs: {
    'clone / structuredClone of the tree': ratio(
      (i) => objects[at(i)].objClone(),
      (i) => structuredClone(parsed[at(i)]),
    ),
    'equality / isDeepStrictEqual of the trees': ratio(
      (i) => Number(objects[at(i)].objEquals(copies[at(i)])),
      (i) => Number(isDeepStrictEqual(parsed[at(i)], parsedCopies[at(i)])),
    ),
    'objWhatChanged of an edited object': ratio(
      (i) => edited[at(i)].objWhatChanged(),
      (i) => Object.keys(parsed[at(i)]),
    ),
    'three assignments, tracked / plain': ratio(
      (i) => edit(objects[at(i)]),
      (i) => editPlain(parsed[at(i)]),
    ),
  },
  memory: {
    object: bytesEach((text) => serializer.parse(text, type)),
    parsed: bytesEach((text) => JSON.parse(text)),
  },
};
process.stdout.write(JSON.stringify(rows));

function ratio(subject, floor) {
  const { ratio: times, us } = pairwise(subject, floor);
  return { times, us };
}

function edit(object) {
  if (payload === 'Flavor') {
    object.name = 'other';
    object.memoryMb = 7;
    object.disabled = true;
  } else {
    object.displayName = 'other';
    object.host = 'node-7';
    object.hostname = 'other';
  }
  return object;
}

function editPlain(tree) {
  const data = tree['versioned_object.data'];
  if (payload === 'Flavor') {
    data.name = 'other';
    data.memory_mb = 7;
    data.disabled = true;
  } else {
    data.display_name = 'other';
    data.host = 'node-7';
    data.hostname = 'other';
  }
  return data;
}

/** Heap of many that are kept, each from a text of its own. */
function bytesEach(make) {
  const COUNT = 4_096;
  const kept = new Array(COUNT);
  for (let i = 0; i < COUNT; i++) make(texts[at(i)]);
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < COUNT; i++) kept[i] = make(texts[at(i)]);
  globalThis.gc();
  const after = process.memoryUsage().heapUsed;
  assert.equal(kept.length, COUNT);
  return Math.round((after - before) / COUNT);
}
