// The checks beside the tests. Without names all that are quick; quiet when all is well.
//   node scripts/check.mjs [name…]
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const NODE = process.execPath;

const CHECKS = {
  types: () => run(NODE, [modulePath('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json']),
  lint: () => run(NODE, [modulePath('eslint/bin/eslint.js'), '--max-warnings', '0', '.']),
  format: () =>
    run(NODE, [modulePath('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  floors: () => run(NODE, [modulePath('vitest/vitest.mjs'), 'run', 'test/floors.test.ts']),
  fresh: () => run(NODE, ['bin/backlevel.js', 'check', '--against', 'lock']),
  knip: () => run(NODE, [modulePath('knip/bin/knip.js')]),
  // Every export of every subpath has words of its own.
  api: () => run(NODE, [modulePath('typedoc/bin/typedoc'), '--emit', 'none']),
  package: checkPackage,
  'generated:typescript5': () => compileGenerated('typescript5'),
  'generated:typescript': () => compileGenerated('typescript'),
  'generated:typescript7': () => compileGenerated('typescript7'),
};

/** The settings that a careful user compiles generated code and hooks with. */
const strictConfig = {
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2023'],
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitOverride: true,
    noUnusedLocals: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    erasableSyntaxOnly: true,
    isolatedDeclarations: true,
    declaration: true,
    noEmit: true,
  },
  include: ['generated', 'asked'],
};

/** Most generated files ask not to be checked again; it is here that they are. */
const UNCHECKED = /^\/\/ @ts-nocheck.*\n/m;

/** What `npm run check` runs: the rest needs minutes, and is the CI's. */
const QUICK = ['types', 'lint', 'format', 'floors', 'fresh', 'knip'];

const names = process.argv.length > 2 ? process.argv.slice(2) : QUICK;
for (const name of names) {
  if (!Object.hasOwn(CHECKS, name))
    fail(`there is no check ${name}: ${Object.keys(CHECKS).join(', ')}`);
  CHECKS[name]();
}

/** The packed package as its users get it; in CI what `npm ci` has just built is packed. */
function checkPackage() {
  const built = process.env.CI === undefined ? [] : ['--built'];
  run(NODE, ['scripts/package-matrix.mjs', '--short', ...built]);
}

/** Generated code and hooks under the settings that a careful user has. */
function compileGenerated(compiler) {
  const folder = join(ROOT, 'test/output', compiler);
  rmSync(folder, { recursive: true, force: true });
  // As they are, and with every check.
  for (const [name, from, edit] of [
    ['generated', 'generated', (text) => text],
    ['asked', 'generated', (text) => text.replace(UNCHECKED, '')],
    ['hooks', 'hooks', (text) => text],
  ]) {
    mkdirSync(join(folder, name), { recursive: true });
    for (const file of readdirSync(join(ROOT, from)).filter((file) => file.endsWith('.ts')))
      writeFileSync(join(folder, name, file), edit(readFileSync(join(ROOT, from, file), 'utf8')));
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(strictConfig));
  run(NODE, [modulePath(`${compiler}/bin/tsc`), '-p', folder]);
}

function run(command, args, cwd = ROOT) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) fail(`${stdout}${stderr}\n${command} ${args.join(' ')} ended with ${status}`);
}

function modulePath(path) {
  return join(ROOT, 'node_modules', path);
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
