// The package as its users get it: packed, installed, and used in every way that they may choose.
//   node scripts/package-matrix.mjs [--short] [--built] [part of a row's name…]
// --short takes the rows that have everything once; --built packs dist/ as it stands.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkAlone } from './package-matrix/alone.mjs';
import { inspect } from './package-matrix/inspect.mjs';
import { installAlone, installNode, installTools, pack } from './package-matrix/installs.mjs';
import { nameOf, ROWS, SHORT } from './package-matrix/rows.mjs';
import { run } from './package-matrix/run.mjs';
import { runRow } from './package-matrix/run-row.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const AT_ONCE = 2;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
  },
});
const chosen = (values.short ? SHORT : ROWS).filter((row) =>
  positionals.every((part) => nameOf(row).includes(part)),
);

const folder = mkdtempSync(join(tmpdir(), 'backlevel-package-'));
const remove = () => rmSync(folder, { recursive: true, force: true });
process.on('exit', remove);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

if (!values.built) await run('npm', ['run', 'build'], ROOT);
const tarball = await pack(ROOT, folder);
const versions = [...new Set(chosen.map(({ node }) => node))];
// Most of an install is waiting for the registry.
const [alone, tools, ...nodes] = await Promise.all([
  installAlone(folder, tarball),
  installTools(folder, tarball),
  ...versions.map((version) => installNode(folder, version)),
]);

const work = [
  { name: 'what the package says of itself', run: () => inspect(ROOT, tarball) },
  { name: 'without any optional peer', run: () => checkAlone(alone) },
  ...chosen.map((row, i) => ({
    name: nameOf(row),
    run: () => {
      const node = nodes[versions.indexOf(row.node)];
      return runRow(row, { at: join(tools, 'rows', `${i}`), node, tools });
    },
  })),
];
let failures = 0;
await Promise.all(Array.from({ length: AT_ONCE }, () => worker(work)));
process.exitCode = failures === 0 ? 0 : 1;

async function worker(queue) {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { name, run: attempt } = next;
    try {
      await attempt();
      console.log(`ok     ${name}`);
    } catch (error) {
      failures++;
      console.log(`FAILED ${name}\n${error.message}`);
    }
  }
}
