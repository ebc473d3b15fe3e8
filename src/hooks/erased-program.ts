// The files of the hooks' folder as a program of TypeScript's, in memory and with their types erased.

import type { ts } from 'ts-morph';

type TypeScript = typeof ts;

/** The sources of all files that are TypeScript, by path, and who resolves names in them. */
export interface ErasedProgram {
  readonly sources: ReadonlyMap<string, ts.SourceFile>;
  readonly checker: ts.TypeChecker;
}

export function erasedProgram(
  typescript: TypeScript,
  files: ReadonlyMap<string, string>,
): ErasedProgram {
  const { ScriptTarget, ModuleKind, ModuleDetectionKind, ModuleResolutionKind } = typescript;
  const sources = new Map<string, ts.SourceFile>();
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const code = eraseTypes(typescript, path, text);
    if (code === undefined) continue;
    const source = typescript.createSourceFile(path, code, ScriptTarget.ESNext, true);
    sources.set(path, source);
  }
  const host: ts.CompilerHost = {
    getSourceFile: (path) => sources.get(path),
    fileExists: (path) => sources.has(path),
    readFile: (path) => sources.get(path)?.text,
    getDefaultLibFileName: () => 'lib.d.ts',
    getCurrentDirectory: () => '',
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => undefined,
    resolveModuleNameLiterals: (literals, from) =>
      literals.map(({ text }) => {
        const found = resolveImport(text, from, sources);
        if (found === undefined) return { resolvedModule: undefined };
        const extension = typescript.Extension.Ts;
        return { resolvedModule: { resolvedFileName: found, extension } };
      }),
  };
  const options: ts.CompilerOptions = {
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.Bundler,
    moduleDetection: ModuleDetectionKind.Force,
    noLib: true,
    types: [],
  };
  const rootNames = [...sources.keys()];
  const program = typescript.createProgram({ rootNames, options, host });
  return { sources, checker: program.getTypeChecker() };
}

/** The JavaScript of a file, without comments; undefined where it is not TypeScript. */
function eraseTypes(typescript: TypeScript, path: string, text: string): string | undefined {
  const { outputText, diagnostics = [] } = typescript.transpileModule(text, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: {
      target: typescript.ScriptTarget.ESNext,
      module: typescript.ModuleKind.ESNext,
      removeComments: true,
      newLine: typescript.NewLineKind.LineFeed,
    },
  });
  return diagnostics.length > 0 ? undefined : outputText;
}

/** The file that a relative import means, whatever it ends with. */
function resolveImport(
  specifier: string,
  from: string,
  sources: ReadonlyMap<string, ts.SourceFile>,
): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const path = parts.join('/');
  const candidates = [path, path.replace(/\.js$/, '.ts'), `${path}.ts`, `${path}/index.ts`];
  return candidates.find((candidate) => sources.has(candidate));
}
