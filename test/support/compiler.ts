// The TypeScript compiler over files that are on no disk.

import { resolve } from 'node:path';
import ts from 'typescript';

/** What a careful user compiles with: whatever the compiler can find fault with, it is asked to. */
export const STRICTEST: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ['backlevel-source'],
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  isolatedDeclarations: true,
  declaration: true,
  noEmit: true,
};

/** Most generated files ask the compiler not to check them again; tests are where they are checked. */
export function checkedText(text: string): string {
  return text.replace(/^\/\/ @ts-nocheck.*$/m, '//');
}

/** What the compiler has to say of these files, by paths below the project. */
export function complaints(
  files: Readonly<Record<string, string>>,
  options: ts.CompilerOptions = STRICTEST,
): readonly string[] {
  const texts = new Map(
    Object.entries(files).map(([path, text]) => [resolve(path), checkedText(text)]),
  );
  const host = ts.createCompilerHost(options);
  const plain = { ...host };
  const folders = new Set([...texts.keys()].map((path) => resolve(path, '..')));
  host.fileExists = (path) => texts.has(path) || plain.fileExists(path);
  host.readFile = (path) => texts.get(path) ?? plain.readFile(path);
  host.directoryExists = (path) => folders.has(path) || plain.directoryExists?.(path) === true;
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? plain.getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, text, version);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  const found = [...texts.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    if (file === undefined) return [];
    return [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...program.getDeclarationDiagnostics(file),
    ];
  });
  return [...program.getOptionsDiagnostics(), ...found].map(format);
}

function format({ file, start, messageText }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  if (file === undefined || start === undefined) return message;
  const { line } = file.getLineAndCharacterOfPosition(start);
  const text = file.text.split('\n')[line]?.trim() ?? '';
  return `${file.fileName}:${line + 1}: ${message}\n    ${text}`;
}
