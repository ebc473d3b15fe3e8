// Adds what is missing to a hook file: an import of the types, and a function that says it is not
// written yet. Not a character of the rest changes.

import type { ts } from 'ts-morph';
import { formatVersion, type Version } from '../core/version.js';
import type { ObjectModel } from '../model/index.js';
import type { DeclaredHook } from './declared-hooks.js';

/** How generated code is named and reached from the hooks' folder. */
export interface GeneratedNames {
  /** What a hook file imports its object's types from: `../generated/volume.js`. */
  readonly moduleOf: (object: ObjectModel) => string;
  /** The type of an object's data at a version: `VolumeV1_3`. */
  readonly typeOf: (object: ObjectModel, version: Version) => string;
}

/** The file's text with a skeleton for each of these hooks, which are all of one file. */
export async function addSkeletons(
  text: string | undefined,
  hooks: readonly DeclaredHook[],
  generated: GeneratedNames,
): Promise<string> {
  const [first] = hooks;
  if (first === undefined) return text ?? '';
  const { moduleOf, typeOf } = generated;
  const module = moduleOf(first.object);
  const types = new Set(
    hooks.flatMap(({ object, step }) => [typeOf(object, step.older), typeOf(object, step.newer)]),
  );
  const functions = hooks.map((hook) => skeleton(hook, typeOf)).join('\n');
  if (text === undefined || text.trim() === '') {
    return `${importLine([...types], module)}\n\n${functions}`;
  }
  const { ts } = await import('ts-morph');
  const { names, end } = importsOf(ts, text);
  const missing = [...types].filter((type) => !names.has(type));
  const added = missing.length === 0 ? '' : `${importLine(missing, module)}\n`;
  const head = text.slice(0, end);
  const tail = text.slice(end);
  return `${head}${added}${tail}${tail === '' || tail.endsWith('\n') ? '' : '\n'}\n${functions}`;
}

function skeleton(
  { object, step, direction, name }: DeclaredHook,
  typeOf: GeneratedNames['typeOf'],
): string {
  const [near, far] =
    direction === 'backport' ? [step.newer, step.older] : [step.older, step.newer];
  const purpose =
    direction === 'backport'
      ? `Brings a ${object.name} ${formatVersion(near)} to a peer of ${formatVersion(far)}.`
      : `Brings a ${object.name} ${formatVersion(near)} up to ${formatVersion(far)}.`;
  const loses = step.hooks[direction]?.loses ?? [];
  const admits = loses.length === 0 ? '' : ` It may lose ${loses.join(', ')}.`;
  return `/** ${purpose}${admits} */
export function ${name}(far: ${typeOf(object, far)}, near: Readonly<${typeOf(object, near)}>): void {
  void far; // the data as the declared changes left it: finish it
  void near; // the data as it came
  throw new Error('the hook ${name} of ${object.name} is not written yet');
}
`;
}

function importLine(types: readonly string[], module: string): string {
  return `import type { ${[...types].sort().join(', ')} } from '${module}';`;
}

/** The names that a file imports already, and where its last import ends. */
function importsOf(
  typescript: typeof ts,
  text: string,
): { names: ReadonlySet<string>; end: number } {
  const source = typescript.createSourceFile('hook.ts', text, typescript.ScriptTarget.Latest);
  const names = new Set<string>();
  let end = 0;
  for (const statement of source.statements) {
    if (!typescript.isImportDeclaration(statement)) continue;
    end = statement.end;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !typescript.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) names.add(name.text);
  }
  const lineEnd = end === 0 ? -1 : text.indexOf('\n', end);
  return { names, end: lineEnd === -1 ? end : lineEnd + 1 };
}
