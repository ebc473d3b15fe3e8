// Objects at run time: beside what a user would pick instead, and held to the goals of the generated code.
import { CONTENDERS } from '../contenders/index.mjs';
import { python } from '../contenders/python.mjs';
import { nodeOf, runNode } from '../harness/run-node.mjs';
import { figure } from '../harness/tables.mjs';

const PAYLOADS = ['Flavor', 'Instance'];
const GOALS = {
  encode: 1.05,
  decode: 1.1,
  'round trip': 1.08,
  'encode for an older peer / encode': 1,
  'decode of an older version / decode': 1.2,
};

/** `versions` are other majors of Node beside this one. */
export function tables({ versions = [] } = {}) {
  const own = [ownTables(process.execPath, process.version)];
  const others = versions.map((version) => {
    const node = nodeOf(version);
    return [goalsOf(node, `Node ${version}`)];
  });
  return [...PAYLOADS.map(besideOthers), ...own.flat(), ...others.flat()];
}

function besideOthers(payload) {
  const names = ['backlevel', ...CONTENDERS.map(({ name }) => name)];
  const rows = names.map((name) => {
    const { bytes, encode, decode, roundTrip, older } = runNode('contender.mjs', [name, payload]);
    const contender = CONTENDERS.find((one) => one.name === name);
    const checks = contender?.checks ?? 'all, and versions';
    return [name, checks, bytes, ...[encode, decode, roundTrip, older].map(cell)];
  });
  const ancestor = python(payload);
  if (ancestor !== undefined)
    rows.push(['oslo.versionedobjects (Python)', 'all, and versions', ...ancestor]);
  return {
    title: `${payload}, × JSON of the plain object (µs)`,
    columns: ['', 'checks', 'bytes', 'encode', 'decode', 'round trip', 'for an older peer'],
    rows,
    note: 'Each in a process of its own, timed in turn with `JSON.stringify` and `JSON.parse` of the plain object; median of the ratios. backlevel writes envelopes with names and versions, which plain JSON has not.',
  };
}

function cell(measured) {
  return measured === undefined ? '' : `${figure(measured.times)} (${figure(measured.us, 1)})`;
}

function ownTables(node, version) {
  return [goalsOf(node, `Node ${version}`), costs(node)];
}

function goalsOf(node, label) {
  const measured = PAYLOADS.map((payload) =>
    runNode('own-costs.mjs', [payload], { node, flags: ['--expose-gc'] }),
  );
  const rows = Object.entries(GOALS).map(([goal, aim]) => [
    goal,
    ...measured.map(({ goals }) => figure(goals[goal].times)),
    `≤ ${aim}`,
  ]);
  return {
    title: `The generated code, × JSON of the wire tree: ${label}`,
    columns: ['', ...PAYLOADS, 'goal'],
    rows,
  };
}

function costs(node) {
  const measured = PAYLOADS.map((payload) =>
    runNode('own-costs.mjs', [payload], { node, flags: ['--expose-gc'] }),
  );
  const names = Object.keys(measured[0].costs);
  const rows = names.map((name) => [
    name,
    ...measured.map(
      (one) => `${figure(one.costs[name].times)} (${figure(one.costs[name].us, 2)} µs)`,
    ),
  ]);
  const memory = measured.map(({ memory: { object, parsed } }) => `${object} / ${parsed}`);
  return {
    title: 'What objects cost in a process',
    columns: ['', ...PAYLOADS],
    rows: [...rows, ['heap of one object / of the parsed tree, bytes', ...memory]],
  };
}
