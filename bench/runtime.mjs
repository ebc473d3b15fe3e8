// How much the objects cost over bare JSON: decoding against JSON.parse of the same text, encoding
// against JSON.stringify of the same tree, writing for an older peer against writing for a new one.
//   node bench/runtime.mjs [row…]

import { loadGenerated } from './generated-code.mjs';
import { pairwise } from './pairwise.mjs';
import { PAYLOADS } from './payloads.mjs';

const AIMS = { decode: 1.15, encode: 1.08, 'encode older': 1.05 };

const wanted = process.argv.slice(2);
const { generated, runtime } = await loadGenerated();
const { VersionedObjectSerializer } = runtime;
const serializer = new VersionedObjectSerializer(generated.registry);

console.log(`node ${process.version}`);
console.log(line('row', 'ratio', 'quartiles', 'aim', 'us', 'floor us'));
for (const [name, payload] of Object.entries(PAYLOADS)) {
  for (const [label, { subject, floor, aim }] of rowsOf(generated[name], payload)) {
    const row = `${name} ${label}`;
    if (wanted.length > 0 && !wanted.some((word) => row.includes(word))) continue;
    const { ratio, low, high, us, floorUs } = pairwise(subject, floor);
    const quartiles = `${low.toFixed(2)}–${high.toFixed(2)}`;
    console.log(
      line(row, ratio.toFixed(2), quartiles, aim ?? '', us.toFixed(2), floorUs.toFixed(2)),
    );
  }
}

/** Each row with what it is measured against; every function takes the number of the call. */
function* rowsOf(type, { trees, older }) {
  const texts = trees.map((tree) => JSON.stringify(tree));
  const objects = texts.map((text) => serializer.parse(text, type));
  const manifest = Object.freeze(older);
  const edited = texts.map((text) => edit(serializer.parse(text, type)));
  const editedTrees = edited.map((object) => JSON.parse(serializer.stringify(object)));
  const editedTexts = editedTrees.map((tree) => JSON.stringify(tree));
  checkSame(objects, texts);
  console.log(`${type.objName}: ${mean(texts.map((text) => text.length))} characters`);

  const at = (list, i) => list[i & (list.length - 1)];
  const newest = (i) => serializer.stringify(at(objects, i));
  yield [
    'decode',
    {
      subject: (i) => serializer.parse(at(texts, i), type),
      floor: (i) => JSON.parse(at(texts, i)),
      aim: AIMS.decode,
    },
  ];
  yield [
    'encode',
    { subject: newest, floor: (i) => JSON.stringify(at(trees, i)), aim: AIMS.encode },
  ];
  yield [
    'encode older',
    {
      subject: (i) => serializer.stringify(at(objects, i), manifest),
      floor: newest,
      aim: AIMS['encode older'],
    },
  ];
  yield [
    'decode with changes',
    {
      subject: (i) => serializer.parse(at(editedTexts, i), type),
      floor: (i) => JSON.parse(at(editedTexts, i)),
    },
  ];
  yield [
    'encode with changes',
    {
      subject: (i) => serializer.stringify(at(edited, i)),
      floor: (i) => JSON.stringify(at(editedTrees, i)),
    },
  ];
}

/** What a service does between reading and writing: a few assignments. */
function edit(object) {
  if (object.$$type.name === 'Flavor') {
    object.name = `${object.name}*`;
    object.memoryMb += 1;
  } else {
    object.displayName = `${object.displayName}*`;
    object.launchedAt = new Date(0);
    object.flavor.vcpus += 1;
  }
  return object;
}

/** What is measured must be right, too. */
function checkSame(objects, texts) {
  objects.forEach((object, i) => {
    if (serializer.stringify(object) !== texts[i]) throw new Error('another text came out');
  });
}

function mean(values) {
  return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function line(row, ...columns) {
  return row.padEnd(30) + columns.map((column) => String(column).padStart(11)).join('');
}
