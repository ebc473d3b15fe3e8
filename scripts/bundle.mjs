// Puts the program that dist/ holds module by module into a few files in dist/program/: starting it is mostly the
// loading of its modules, and one file is loaded in the time of a few.
//   node scripts/bundle.mjs [dist]
import { dirname, join, relative, resolve, sep } from 'node:path';
import { rolldown } from 'rolldown';

const dist = resolve(process.argv[2] ?? 'dist');

/** Code of users loads these too, and both must get the same. */
const SHARED = ['api', 'runtime', 'rpc', 'db', 'testing'];

/** Every file of the program stands as deep in dist/ as the modules that look for files beside them. */
const PROGRAM = join(dist, 'program');

const outside = {
  name: 'outside',
  resolveId(source, importer) {
    if (importer === undefined) return null;
    if (!source.startsWith('.')) return { id: source, external: true };
    const path = relative(dist, resolve(dirname(importer), source));
    const [floor] = path.split(sep);
    return SHARED.includes(floor)
      ? { id: `../${path.split(sep).join('/')}`, external: true }
      : null;
  },
};

const bundle = await rolldown({
  input: join(dist, 'cli/main.js'),
  platform: 'node',
  plugins: [outside],
  onLog: (level, log) => {
    throw new Error(`${level}: ${log.message}`);
  },
});
await bundle.write({
  dir: PROGRAM,
  format: 'esm',
  entryFileNames: 'main.js',
  chunkFileNames: '[name]-[hash].js',
});
await bundle.close();
