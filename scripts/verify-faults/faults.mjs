// The faults that the laws must catch: in generated code and hooks, in the compiler and the runtime, and the
// bugs of the ancestor's hand-written conversions as schemas with wrong hooks.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';

const FOLDER = 'test/testing/faults';

/** The kinds, each with what it is to whoever reads the table. */
export const KINDS = {
  generated: 'generated code and hooks',
  emitter: 'compiler and runtime',
  ancestor: "the ancestor's own bugs",
};

/** Every fault, kind by kind. */
export function readFaults(root) {
  return Object.keys(KINDS).flatMap((kind) =>
    readdirSync(join(root, FOLDER, kind))
      .sort()
      .flatMap((name) => {
        const path = join(FOLDER, kind, name);
        if (kind !== 'ancestor') return read(root, path).faults.map((one) => ({ ...one, kind }));
        return [{ ...read(root, join(path, 'fault.yaml')), kind, folder: path }];
      }),
  );
}

function read(root, path) {
  return parse(readFileSync(join(root, path), 'utf8'));
}

/** What keeps faults from being seeded, or what they find from being told. */
export function problemsOf(root, faults) {
  const texts = new Map();
  const textOf = (file) => {
    if (!texts.has(file)) {
      texts.set(file, existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '');
    }
    return texts.get(file);
  };
  return faults.flatMap((fault) => {
    const { kind, name, object, laws } = fault;
    return [
      ...(typeof object === 'string' ? [] : ['it names no object']),
      ...(areLaws(laws) ? [] : ['no laws']),
      ...(kind === 'ancestor' ? [] : textProblems(fault, textOf(fault.file))),
    ].map((problem) => `${kind}: ${name}: ${problem}`);
  });
}

function areLaws(laws) {
  return Array.isArray(laws) && laws.length > 0 && laws.every((law) => law >= 1 && law <= 9);
}

function textProblems({ file, find, replace }, text) {
  const times = text.split(find).length - 1;
  if (times !== 1) return [`its text stands ${times} times in ${file}, not once`];
  if (find === replace) return ['it changes nothing'];
  return syntaxErrors(file, mutated(text, { find, replace }));
}

function syntaxErrors(file, text) {
  const { diagnostics = [] } = ts.transpileModule(text, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** The text with the fault in it. */
export function mutated(text, { find, replace }) {
  return text.replace(find, () => replace);
}
