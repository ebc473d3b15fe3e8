// The checks beside the tests. Without names all that are quick; quiet when all is well.
//   node scripts/check.mjs [name…]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  include: ['../../generated'],
};

/** A test of a user's own, as any runner would run it. */
const VERIFIED = `
  import { formatFailures, verify } from 'backlevel/testing';
  const failures = formatFailures(await verify());
  if (failures !== '') throw new Error(failures);
`;

/** What `npm run check` runs: the rest needs minutes, and is the CI's. */
const QUICK = ['types', 'lint', 'format', 'floors', 'fresh', 'knip'];

const names = process.argv.length > 2 ? process.argv.slice(2) : QUICK;
for (const name of names) {
  if (!Object.hasOwn(CHECKS, name))
    fail(`there is no check ${name}: ${Object.keys(CHECKS).join(', ')}`);
  CHECKS[name]();
}

/** The packed package as its users get it: what it exports, and that it installs and runs. */
function checkPackage() {
  const folder = mkdtempSync(join(tmpdir(), 'backlevel-pack-'));
  try {
    run('npm', ['pack', '--silent', '--pack-destination', folder]);
    const tarball = join(folder, readdirSync(folder)[0]);
    run(NODE, [modulePath('publint/src/cli.js'), tarball, '--strict']);
    // The package is ESM alone; node can require() such since 20.19.
    run(NODE, [
      modulePath('@arethetypeswrong/cli/dist/index.js'),
      tarball,
      '--profile',
      'esm-only',
    ]);
    const user = join(folder, 'user');
    mkdirSync(user);
    writeFileSync(join(user, 'package.json'), '{"name":"user","private":true,"type":"module"}\n');
    run('npm', ['install', '--silent', '--no-audit', '--no-fund', tarball], user);
    const program = join(user, 'node_modules/backlevel/bin/backlevel.js');
    run(NODE, [program, 'init', '--quiet'], user);
    run(NODE, [program, 'generate', '--quiet'], user);
    run(NODE, [program, 'generate', '--check'], user);
    run(NODE, ['-e', "import('backlevel/runtime').then((rt) => new rt.Registry([]))"], user);
    run(NODE, ['-e', "import('backlevel/rpc').then((rpc) => new rpc.MemoryBus())"], user);
    run(NODE, [program, 'verify', '--quiet'], user);
    run(NODE, ['--input-type=module', '-e', VERIFIED], user);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Generated code and hooks under the settings that a careful user has. */
function compileGenerated(compiler) {
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const config = join(cache, `tsconfig.${compiler}.json`);
  writeFileSync(config, JSON.stringify(strictConfig));
  run(NODE, [modulePath(`${compiler}/bin/tsc`), '-p', config]);
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
