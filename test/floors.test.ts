// The floors of the house, held by reading the imports of every source file: what a file may import,
// which packages a floor may use, and where the world may be touched.

import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

interface Floor {
  /** The floors below: a file imports its own folder and these. */
  readonly below: readonly string[];
  /** Packages, and built-in modules of node by their `node:` name. */
  readonly packages: readonly string[];
  /** Names of globals that touch the world or depend on the moment. */
  readonly effects: readonly string[];
}

const PURE = { packages: [], effects: [] };
const MODEL_SIDE = ['core', 'diagnostics', 'load', 'model'];
const COMPILER = [...MODEL_SIDE, 'evolution', 'emit', 'interpret', 'hooks', 'adopt', 'site'];

const FLOORS: Readonly<Record<string, Floor>> = {
  core: { below: [], ...PURE },
  diagnostics: { below: ['core'], packages: ['picocolors', 'node:crypto'], effects: [] },
  // `yaml` is loaded on use, and at once: by require.
  load: { below: ['core', 'diagnostics'], packages: ['yaml', 'ajv', 'node:module'], effects: [] },
  model: { below: ['core', 'diagnostics', 'load'], ...PURE },
  evolution: { below: MODEL_SIDE, ...PURE },
  emit: { below: MODEL_SIDE, packages: ['prettier', 'node:path'], effects: [] },
  interpret: { below: MODEL_SIDE, ...PURE },
  hooks: { below: MODEL_SIDE, packages: ['ts-morph'], effects: [] },
  adopt: { below: MODEL_SIDE, packages: ['ts-morph'], effects: [] },
  site: { below: [], ...PURE },
  pipeline: { below: COMPILER, packages: ['node:crypto'], effects: [] },
  disk: {
    below: [...COMPILER, 'pipeline'],
    // TypeScript comes out of ts-morph here too: what the user's code is compiled with to be run.
    packages: ['ts-morph', 'node:*'],
    effects: ['process'],
  },
  api: {
    below: [...COMPILER, 'pipeline', 'disk'],
    packages: ['node:path'],
    effects: [],
  },
  cli: {
    below: [...COMPILER, 'pipeline', 'disk', 'rpc', 'db', 'testing'],
    packages: ['commander', 'picocolors', 'chokidar', 'node:*'],
    effects: ['process', 'setTimeout', 'clearTimeout', 'Date.now', 'performance'],
  },
  runtime: { below: ['core'], ...PURE },
  rpc: {
    below: ['core', 'runtime'],
    packages: ['amqplib', 'node:*'],
    effects: ['setTimeout', 'clearTimeout', 'Date.now'],
  },
  db: {
    below: ['core', 'runtime'],
    packages: ['kysely', 'libsql', 'pg', 'node:*'],
    effects: ['setTimeout', 'performance'],
  },
  testing: {
    below: [...COMPILER, 'pipeline', 'disk', 'runtime', 'rpc', 'db'],
    packages: ['ajv'],
    effects: [],
  },
};

/** Loaded only by whoever needs them: a static import would be paid for by every command. */
const ON_USE = ['ts-morph', 'prettier'];

const WORLD = [
  'process',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'performance',
  'Date.now',
  'Math.random',
];

interface Import {
  readonly specifier: string;
  readonly isTypeOnly: boolean;
  readonly isOnUse: boolean;
}

interface SourceFacts {
  /** Relative to src, with `/`. */
  readonly path: string;
  readonly floor: string;
  readonly imports: readonly Import[];
  readonly effects: readonly string[];
}

const FILES = readdirSync(SRC, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => factsOf(file, readFileSync(file, 'utf8')));

describe('the floors of the house', () => {
  it('every folder of src is a floor of the table', () => {
    const unknown = new Set(FILES.map(({ floor }) => floor).filter((floor) => !(floor in FLOORS)));
    expect([...unknown]).toEqual([]);
    expect(FILES.length).toBeGreaterThan(20);
  });

  it('a file imports its own floor and floors below it only', () => {
    const wrong = FILES.flatMap(({ path, floor, imports }) =>
      imports
        .filter(({ specifier }) => specifier.startsWith('.'))
        .map(({ specifier }) => floorOf(join(SRC, dirname(path), specifier)))
        .filter((target) => target !== floor && FLOORS[floor]?.below.includes(target) !== true)
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('a floor uses only the packages that are its own', () => {
    const wrong = FILES.flatMap(({ path, floor, imports }) =>
      imports
        .filter(({ specifier }) => !specifier.startsWith('.'))
        .map(({ specifier }) => packageOf(specifier))
        .filter((name) => !mayUse(FLOORS[floor], name))
        .map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('what is slow to load is loaded on use', () => {
    const wrong = FILES.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ specifier, isTypeOnly, isOnUse }) =>
            ON_USE.includes(specifier) && !isTypeOnly && !isOnUse,
        )
        .map(({ specifier }) => `${path} imports ${specifier} at once`),
    );
    expect(wrong).toEqual([]);
  });

  it('the world is touched only where the table says', () => {
    const wrong = FILES.flatMap(({ path, floor, effects }) =>
      effects
        .filter((effect) => FLOORS[floor]?.effects.includes(effect) !== true)
        .map((effect) => `${path} uses ${effect}`),
    );
    expect(wrong).toEqual([]);
  });

  it('sees imports and effects in every form that they take', () => {
    const seen = factsOf(
      join(SRC, 'core/example.ts'),
      `import type { A } from './a.js'; import './b.js'; export * from '../load/c.js';
       const d = await import('prettier'); console.log(Date.now(), process.env);
       interface process { console: 1 } const o = { process: 1 }; void o.process;`,
    );
    expect(seen.imports.map(({ specifier }) => specifier)).toEqual([
      './a.js',
      './b.js',
      '../load/c.js',
      'prettier',
    ]);
    expect(seen.imports.map(({ isOnUse }) => isOnUse)).toEqual([false, false, false, true]);
    expect(seen.effects).toEqual(['console', 'Date.now', 'process']);
  });
});

function mayUse(floor: Floor | undefined, name: string): boolean {
  if (floor === undefined) return false;
  return (
    floor.packages.includes(name) || (name.startsWith('node:') && floor.packages.includes('node:*'))
  );
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  if (builtinModules.includes(specifier)) return `node:${specifier}`;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function floorOf(file: string): string {
  return relative(SRC, file).split(/[\\/]/)[0] ?? '';
}

function factsOf(file: string, text: string): SourceFacts {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const effects: string[] = [];
  visit(source);
  return {
    path: relative(SRC, file).replaceAll('\\', '/'),
    floor: floorOf(file),
    imports,
    effects,
  };

  function visit(node: ts.Node): void {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier !== undefined &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      const isTypeOnly = ts.isImportDeclaration(node)
        ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
        : node.isTypeOnly;
      imports.push({ specifier: node.moduleSpecifier.text, isTypeOnly, isOnUse: false });
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      if (specifier !== undefined && ts.isStringLiteral(specifier)) {
        imports.push({ specifier: specifier.text, isTypeOnly: false, isOnUse: true });
      }
    }
    if (ts.isIdentifier(node) && isUse(node)) {
      const isMember =
        ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node;
      const member = isMember ? `${node.text}.${node.parent.name.text}` : node.text;
      for (const name of new Set([node.text, member])) if (WORLD.includes(name)) effects.push(name);
    }
    ts.forEachChild(node, visit);
  }
}

/** Whether the identifier is a value that is read, and neither a name being declared nor a member's. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false;
  return !((ts.isDeclarationStatement(parent) || ts.isTypeElement(parent)) && parent.name === node);
}
