// Every benchmark, measured in turn and printed as tables: beside what a user would pick instead, and held to its goals.
//   npm --prefix bench/peers ci
//   npm run bench -- [section…] [--node 22,24] [--json] [--write]
import { cpus } from 'node:os';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { asMarkdown, asText } from './harness/tables.mjs';

const SECTIONS = {
  runtime: { title: 'Objects at run time', load: () => import('./sections/runtime.mjs') },
  tool: { title: 'The program', load: () => import('./sections/tool.mjs') },
  check: { title: 'The gate', load: () => import('./sections/check.mjs') },
  size: { title: 'In a bundle', load: () => import('./sections/size.mjs') },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    node: { type: 'string', default: '' },
  },
});
const versions = values.node.split(',').filter((one) => one !== '');
const wanted = positionals.length > 0 ? positionals : Object.keys(SECTIONS);
const unknown = wanted.find((name) => !Object.hasOwn(SECTIONS, name));
if (unknown !== undefined) {
  console.error(`there is no section ${unknown}; there are ${Object.keys(SECTIONS).join(', ')}`);
  process.exit(2);
}

const DOCUMENT = resolve(import.meta.dirname, '../docs/benchmarks.md');
const results = [];
for (const name of wanted) {
  const { title, load } = SECTIONS[name];
  const { tables } = await load();
  const made = await tables({ versions });
  results.push({ name, title, machine: machine(), tables: made });
  if (!values.json) for (const table of made) console.log(asText(table));
}
if (values.json) console.log(JSON.stringify(results, undefined, 2));
if (values.write) for (const one of results) write(one);

function machine() {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown'}, Node ${process.version}`;
}

/** A section of the document is between two marks; the words around it are a person's. */
function write({ name, machine: where, tables: made }) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${DOCUMENT} has no place for ${name}`);
  const body = [`Measured on ${where}.`, '', ...made.map(asMarkdown)].join('\n');
  writeFileSync(DOCUMENT, `${text.slice(0, from + begin.length)}\n\n${body}\n${text.slice(to)}`);
}
