// Finds the functions that a hook file exports, by its syntax alone. TypeScript is loaded on use: a
// run whose hook files are known already never pays for it.

import type { Span } from '../diagnostics/diagnostic.js';
import type { ts } from 'ts-morph';

/** An exported function whose name says that it is a hook. */
export interface ScannedHook {
  readonly name: string;
  readonly async: boolean;
  readonly span: Span;
}

export interface HookScan {
  readonly hooks: readonly ScannedHook[];
  /** The first thing that is not TypeScript, if any. */
  readonly problem?: { readonly message: string; readonly span: Span };
}

/** What an exported function is called that is a hook. */
export const HOOK_NAME = /^(?:backportTo|upgradeTo)\d+_\d+$/;

/** Reads one hook file. */
export async function scanHookFile(file: string, text: string): Promise<HookScan> {
  const { ts } = await import('ts-morph');
  const { diagnostics = [] } = ts.transpileModule(text, {
    fileName: file,
    reportDiagnostics: true,
  });
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const problem = diagnostics[0];
  if (problem !== undefined) {
    const start = problem.start ?? 0;
    return {
      hooks: [],
      problem: {
        message: ts.flattenDiagnosticMessageText(problem.messageText, ' '),
        span: spanOf(source, file, start, start + (problem.length ?? 0)),
      },
    };
  }
  const hooks = source.statements
    .flatMap((statement) => exportedFunctions(ts, statement))
    .filter(({ name }) => HOOK_NAME.test(name.text))
    .map(({ name, async }) => ({
      name: name.text,
      async,
      span: spanOf(source, file, name.getStart(), name.getEnd()),
    }));
  return { hooks };
}

interface ExportedFunction {
  readonly name: ts.Identifier;
  readonly async: boolean;
}

/** In each form; whether it is a function at all, and what stands behind a name, its types will say. */
function exportedFunctions(
  typescript: typeof ts,
  statement: ts.Statement,
): readonly ExportedFunction[] {
  if (typescript.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    if (exportClause === undefined || !typescript.isNamedExports(exportClause)) return [];
    return exportClause.elements.flatMap(({ name }) =>
      typescript.isIdentifier(name) ? [{ name, async: false }] : [],
    );
  }
  if (!typescript.canHaveModifiers(statement)) return [];
  const modifiers = typescript.getModifiers(statement) ?? [];
  if (!modifiers.some(({ kind }) => kind === typescript.SyntaxKind.ExportKeyword)) return [];
  if (typescript.isFunctionDeclaration(statement)) {
    return statement.name === undefined
      ? []
      : [{ name: statement.name, async: isAsync(typescript, statement) }];
  }
  if (!typescript.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    typescript.isIdentifier(name)
      ? [{ name, async: initializer !== undefined && isAsync(typescript, initializer) }]
      : [],
  );
}

function isAsync(typescript: typeof ts, node: ts.Node): boolean {
  if (!typescript.canHaveModifiers(node)) return false;
  const modifiers = typescript.getModifiers(node) ?? [];
  return modifiers.some(({ kind }) => kind === typescript.SyntaxKind.AsyncKeyword);
}

function spanOf(source: ts.SourceFile, file: string, offset: number, endOffset: number): Span {
  const start = source.getLineAndCharacterOfPosition(offset);
  const end = source.getLineAndCharacterOfPosition(endOffset);
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    offset,
    endOffset,
  };
}
