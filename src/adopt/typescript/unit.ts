// One file of TypeScript, by its syntax alone: what it declares, exports and imports. Types are never asked of the
// compiler, so that a file can be adopted without what it imports.

import type { ts } from 'ts-morph';
import { placesOf, type Places } from '../../load/places.js';
import type { SourceFile } from '../../load/index.js';
import type { Problem } from '../problem.js';

export type TypeScript = typeof ts;

/** What a type's name may stand for. */
export type Declared = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.EnumDeclaration;

/** A declaration, which for an interface may stand in several places. */
export interface NamedType {
  readonly unit: Unit;
  readonly name: string;
  readonly nodes: readonly Declared[];
}

/** A name that stands in another file. */
export interface Elsewhere {
  readonly specifier: string;
  readonly name: string;
}

export interface Unit {
  readonly path: string;
  readonly text: string;
  readonly source: ts.SourceFile;
  readonly places: Places;
  readonly types: ReadonlyMap<string, NamedType>;
  readonly imports: ReadonlyMap<string, Elsewhere>;
  /** By the name that others import: a local name, or one elsewhere. */
  readonly exports: ReadonlyMap<string, string | Elsewhere>;
  /** `export * from` these. */
  readonly stars: readonly string[];
  /** Types that are exported and of no kind that can be adopted. */
  readonly others: readonly {
    readonly name: string;
    readonly why: string;
    readonly node: ts.Node;
  }[];
}

/** Reads one file; what is no TypeScript is the first problem. */
export function readUnit(ts: TypeScript, { path, text }: SourceFile): Unit | Problem {
  const places = placesOf(path, text);
  const problem = syntaxProblem(ts, path, text);
  if (problem !== undefined) {
    const start = problem.start ?? 0;
    const message = ts.flattenDiagnosticMessageText(problem.messageText, ' ');
    return { message, span: places(start, start + (problem.length ?? 0)) };
  }
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const types = new Map<string, NamedType>();
  const imports = new Map<string, Elsewhere>();
  const exports = new Map<string, string | Elsewhere>();
  const stars: string[] = [];
  const others: Unit['others'][number][] = [];
  const unit: Unit = { path, text, source, places, types, imports, exports, stars, others };
  // Where nothing is imported or exported, all is everybody's.
  const isScript = !ts.isExternalModule(source);
  for (const statement of source.statements) {
    if (isTypeDeclaration(ts, statement)) {
      const name = statement.name.text;
      const nodes = [...(types.get(name)?.nodes ?? []), statement];
      types.set(name, { unit, name, nodes });
      if (isScript || isExported(ts, statement)) exports.set(name, name);
      if (has(ts, statement, ts.SyntaxKind.DefaultKeyword)) exports.set('default', name);
    } else if (ts.isExportAssignment(statement)) {
      if (ts.isIdentifier(statement.expression)) exports.set('default', statement.expression.text);
    } else if (ts.isImportDeclaration(statement)) {
      addImports(ts, statement, imports);
    } else if (ts.isExportDeclaration(statement)) {
      addExports(ts, statement, exports, stars);
    } else if (ts.isClassDeclaration(statement) || ts.isModuleDeclaration(statement)) {
      const why = `is a ${ts.isClassDeclaration(statement) ? 'class' : 'namespace'}`;
      if (!isScript && !isExported(ts, statement)) continue;
      others.push({
        name: statement.name?.getText() ?? 'the default export',
        why,
        node: statement,
      });
    }
  }
  return unit;
}

function syntaxProblem(ts: TypeScript, path: string, text: string): ts.Diagnostic | undefined {
  // A declaration file has no output to be asked for, and the same syntax.
  const fileName = path.replace(/\.d\.([cm]?ts)$/, '.$1');
  const { diagnostics = [] } = ts.transpileModule(text, { fileName, reportDiagnostics: true });
  return diagnostics[0];
}

function isTypeDeclaration(ts: TypeScript, node: ts.Node): node is Declared {
  return (
    ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isEnumDeclaration(node)
  );
}

function isExported(ts: TypeScript, node: ts.Node): boolean {
  return has(ts, node, ts.SyntaxKind.ExportKeyword);
}

function has(ts: TypeScript, node: ts.Node, modifier: ts.SyntaxKind): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  return (ts.getModifiers(node) ?? []).some(({ kind }) => kind === modifier);
}

function addImports(
  ts: TypeScript,
  { importClause, moduleSpecifier }: ts.ImportDeclaration,
  imports: Map<string, Elsewhere>,
): void {
  if (importClause === undefined || !ts.isStringLiteral(moduleSpecifier)) return;
  const specifier = moduleSpecifier.text;
  const { name, namedBindings } = importClause;
  if (name !== undefined) imports.set(name.text, { specifier, name: 'default' });
  if (namedBindings === undefined || !ts.isNamedImports(namedBindings)) return;
  for (const { propertyName, name: local } of namedBindings.elements) {
    imports.set(local.text, { specifier, name: (propertyName ?? local).text });
  }
}

function addExports(
  ts: TypeScript,
  { exportClause, moduleSpecifier }: ts.ExportDeclaration,
  exports: Map<string, string | Elsewhere>,
  stars: string[],
): void {
  const specifier =
    moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier)
      ? moduleSpecifier.text
      : undefined;
  if (exportClause === undefined) {
    if (specifier !== undefined) stars.push(specifier);
    return;
  }
  if (!ts.isNamedExports(exportClause)) return;
  for (const { propertyName, name } of exportClause.elements) {
    const local = (propertyName ?? name).text;
    exports.set(name.text, specifier === undefined ? local : { specifier, name: local });
  }
}
