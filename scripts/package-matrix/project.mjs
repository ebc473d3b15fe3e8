// A user's project as a row wants it: its package.json, its tsconfig.json and the program that uses what was generated.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes the folder, without schemas and generated code: `backlevel init` and `generate` bring those. */
export function beginProject(folder, row) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(filesOf(row))) writeFileSync(join(folder, name), text);
}

function filesOf(row) {
  const type = isAllCommonJs(row) ? 'commonjs' : 'module';
  return {
    'package.json': JSON.stringify({ name: 'user', private: true, type }),
    'tsconfig.json': JSON.stringify({ compilerOptions: compilerOptions(row), include: ['.'] }),
    ...(isBundled(row) ? {} : { [`subpaths.${row.load === 'esm' ? 'ts' : 'cts'}`]: subpaths(row) }),
    [sourceOf(row)]: `${isRequiringModules(row) ? REQUIRE : IMPORT}${PROOF}`,
  };
}

/** Compiled to CommonJS, all of it; the package stays a module that is required. */
const isAllCommonJs = ({ load, resolution }) => load === 'require' && resolution === 'nodenext';

/** With `bundler` only a file called .cts becomes CommonJS; it requires generated code, a module too. */
const isRequiringModules = ({ load, resolution }) => load === 'require' && resolution === 'bundler';

export const isBundled = ({ load }) => load === 'vite' || load === 'esbuild';

export const sourceOf = (row) => (isRequiringModules(row) ? 'main.cts' : 'main.ts');

export const compiledOf = (row) => (isRequiringModules(row) ? 'main.cjs' : 'main.js');

function compilerOptions({ load, resolution }) {
  const module = resolution === 'nodenext' ? 'NodeNext' : 'Preserve';
  const output = isBundled({ load }) ? { noEmit: true } : { outDir: 'compiled', rootDir: '.' };
  return {
    target: 'ES2022',
    lib: ['ES2023'],
    module,
    moduleResolution: resolution,
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    // What the package declares is checked as well.
    skipLibCheck: false,
    ...output,
  };
}

const IMPORT = `
import { registry, Volume } from './generated/index.js';
import { VersionedObjectSerializer } from 'backlevel/runtime';
`;

const REQUIRE = `
import generated = require('./generated/index.js');
import runtime = require('backlevel/runtime');
const { registry, Volume } = generated;
const { VersionedObjectSerializer } = runtime;
`;

const SUBPATHS = {
  api: 'backlevel',
  runtime: 'backlevel/runtime',
  rpc: 'backlevel/rpc',
  db: 'backlevel/db',
  testing: 'backlevel/testing',
};

/** Every subpath, without the packages that are its optional peers: their types must not be asked for either. */
function subpaths({ load }) {
  const lines = Object.entries(SUBPATHS).map(([name, from]) =>
    load === 'esm' ? `import * as ${name} from '${from}';` : `import ${name} = require('${from}');`,
  );
  const names = Object.keys(SUBPATHS).join(', ');
  return `${lines.join('\n')}\nif ([${names}].some((one) => Object.keys(one).length === 0)) throw new Error();\n`;
}

/** A round trip, a backport and the way up again; the last line is what the matrix waits for. */
const PROOF = `
const id = '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d';
const volume = Volume.objNew({ id, sizeGb: 10, description: 'root' });
const primitive = volume.objToPrimitive();
const again = Volume.objFromPrimitive(JSON.parse(JSON.stringify(primitive)));
same([again.id, again.sizeGb, again.description], [id, 10, 'root']);

const serializer = new VersionedObjectSerializer(registry);
same(serializer.serializeEntity(volume), primitive);

const { primitive: older, losses } = registry.backport(primitive, { manifest: { Volume: '1.0' } });
same(older['versioned_object.version'], '1.0');
same(losses.map(({ path }) => path), ['Volume.description']);
const { primitive: newer } = registry.upgrade(older);
same(newer['versioned_object.version'], '1.1');

function same(one: unknown, other: unknown): void {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  if (a !== b) throw new Error(\`\${a} is not \${b}\`);
}
console.log('in order');
`;
