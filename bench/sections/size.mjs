// What objects add to a bundle, minified and compressed: one, ten, all; beside messages and schemas of the same shapes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importPeer, PEERS, requirePeer } from '../contenders/peers.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

/** Entries that use what they import: encode and decode of each. */
const OWN = {
  'the runtime alone': `export { VersionedObjectSerializer } from 'backlevel/runtime';`,
  'one object (Flavor)': ownEntry(['Flavor']),
  'one tree (Instance and what is in it)': ownEntry(['Instance']),
  'ten objects': ownEntry([
    'Flavor',
    'Tag',
    'KeyPair',
    'Aggregate',
    'ComputeService',
    'Network',
    'Port',
    'Volume',
    'Host',
    'ServerGroup',
  ]),
};

export async function tables() {
  const { build } = await importPeer('esbuild');
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-bench-size-'));
  try {
    const rows = [];
    for (const [name, text] of Object.entries(OWN)) {
      rows.push([`backlevel: ${name}`, ...(await sizeOf(build, folder, text, ownOptions()))]);
    }
    rows.push(['protobuf-es: Flavor', ...(await sizeOf(build, PEERS, await protobufEntry(), {}))]);
    rows.push(['zod: Flavor', ...(await sizeOf(build, PEERS, zodEntry(), {}))]);
    return [
      {
        title: 'Bytes in a bundle',
        columns: ['', 'minified', 'gzipped'],
        rows,
        note: 'esbuild, ESM, for browsers. One object of ten leaves the others out: nothing but what is imported is in the bundle.',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ownEntry(names) {
  const uses = names.map((name) => `${name}.objFromPrimitive(data).objToPrimitive()`);
  return `import { ${names.join(', ')} } from ${JSON.stringify(join(ROOT, 'generated/index.ts'))};
export const use = (data) => [${uses.join(', ')}];`;
}

function ownOptions() {
  const alias = { 'backlevel/runtime': join(ROOT, 'src/runtime/index.ts') };
  return { alias };
}

async function sizeOf(build, folder, text, options) {
  const entry = join(folder, 'node_modules', '.bench-entry.ts');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  writeFileSync(entry, text);
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
    ...options,
  });
  const [{ contents }] = outputFiles;
  return [contents.length, gzipSync(contents, { level: 9 }).length];
}

/** The code that the contender generates is made where it runs. */
async function protobufEntry() {
  const { protobufEs } = await import('../contenders/protobuf-es.mjs');
  await protobufEs.make('Flavor', []);
  return `import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { FlavorSchema } from './.bench-proto/es/bench_pb.js';
export const use = (bytes) => toBinary(FlavorSchema, fromBinary(FlavorSchema, bytes));`;
}

function zodEntry() {
  requirePeer('zod');
  return `import { z } from 'zod';
const Flavor = z.object({
  id: z.int(), name: z.string(), memory_mb: z.int(), vcpus: z.int(), root_gb: z.int(),
  ephemeral_gb: z.int(), flavorid: z.string(), swap: z.int(), rxtx_factor: z.number(),
  vcpu_weight: z.int().nullable(), disabled: z.boolean(), is_public: z.boolean(),
  extra_specs: z.record(z.string(), z.string()), projects: z.array(z.string()),
  foobars: z.array(z.string()),
});
export const use = (text) => Flavor.parse(JSON.parse(text));`;
}
