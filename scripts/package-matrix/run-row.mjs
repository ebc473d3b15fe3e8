// One row of the matrix: a project is begun, generated, compiled and run.

import { join } from 'node:path';
import { beginProject, compiledOf, isBundled, sourceOf } from './project.mjs';
import { run } from './run.mjs';

/** Throws where a step fails. `node` is the program of the row's version. */
export async function runRow(row, { at, node, tools }) {
  beginProject(at, row);
  const installed = (path) => join(tools, 'node_modules', path);
  const backlevel = installed('backlevel/bin/backlevel.js');
  await run(node, [backlevel, 'init', '--quiet'], at);
  await run(node, [backlevel, 'generate', '--quiet'], at);
  await run(node, [installed(`typescript-${row.typescript}/bin/tsc`), '-p', '.'], at);
  await BUNDLE[row.load]?.(row, { at, node, installed });
  const program = isBundled(row) ? 'bundled/main.mjs' : `compiled/${compiledOf(row)}`;
  const told = await run(node, [program], at);
  if (told !== 'in order\n') throw new Error(`the program said ${told}`);
  if (!isBundled(row))
    await run(node, [`compiled/subpaths.${row.load === 'esm' ? 'js' : 'cjs'}`], at);
}

/** Everything in one file: no package is left to be found when it runs. */
const BUNDLE = {
  esbuild: (row, { at, installed }) =>
    run(
      installed('.bin/esbuild'),
      [
        sourceOf(row),
        '--bundle',
        '--platform=neutral',
        '--log-level=warning',
        '--outfile=bundled/main.mjs',
      ],
      at,
    ),
  vite: (row, { at, node, installed }) =>
    run(
      node,
      ['--input-type=module', '-e', VITE, installed('vite/dist/node/index.js'), sourceOf(row)],
      at,
    ),
};

const VITE = `
  const [vite, entry] = process.argv.slice(-2);
  const { build } = await import(vite);
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: { ssr: entry, outDir: 'bundled', rollupOptions: { output: { entryFileNames: 'main.mjs' } } },
  });
`;
