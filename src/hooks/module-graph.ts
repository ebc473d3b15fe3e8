// What each file of the hooks' folder declares at its top, and what every name in it means. Scopes and imports
// are TypeScript's own to resolve.

import type { ts } from 'ts-morph';
import { erasedProgram } from './erased-program.js';

type TypeScript = typeof ts;

/** One thing declared at the top of a file. */
export interface Unit {
  readonly module: Module;
  /** What declares it; an enum is a variable and a call that fills it. */
  readonly nodes: readonly ts.Node[];
}

export interface Module {
  readonly path: string;
  readonly source: ts.SourceFile;
  /** What is exported and is declared somewhere in the folder, by exported name. */
  readonly exports: ReadonlyMap<string, Unit>;
  /** Statements that declare nothing, in their order: they run when the file is loaded. */
  readonly effects: readonly ts.Node[];
  /** Files of the folder that are imported for nothing but their effects. */
  readonly loads: readonly Module[];
}

/** What a name means that is not local to where it stands. */
export type Meaning =
  | { readonly kind: 'unit'; readonly unit: Unit; readonly part?: string }
  /** All that a file of the folder exports. */
  | { readonly kind: 'module'; readonly module: Module }
  | { readonly kind: 'outside'; readonly specifier: string; readonly name: string };

export interface ModuleGraph {
  /** Sorted by path. */
  readonly modules: readonly Module[];
  readonly meaningOf: (identifier: ts.Identifier) => Meaning | undefined;
}

/** A module and a unit while they are put together. */
interface ModuleDraft extends Module {
  readonly exports: Map<string, Unit>;
  readonly effects: ts.Node[];
  readonly loads: Module[];
}

interface UnitDraft extends Unit {
  readonly nodes: ts.Node[];
}

export function moduleGraph(
  typescript: TypeScript,
  files: ReadonlyMap<string, string>,
): ModuleGraph {
  const { sources, checker } = erasedProgram(typescript, files);
  const units = new Map<ts.Node, UnitDraft>();
  const modules = new Map<ts.Node, ModuleDraft>();
  for (const [path, source] of sources) {
    modules.set(source, { path, source, exports: new Map(), effects: [], loads: [] });
  }
  for (const module of modules.values()) declareUnits(module);
  for (const module of modules.values()) {
    const own = checker.getSymbolAtLocation(module.source);
    for (const symbol of own === undefined ? [] : checker.getExportsOfModule(own)) {
      const unit = unitOf(aliased(symbol));
      if (unit !== undefined) module.exports.set(symbol.name, unit);
    }
    for (const specifier of bareImports(module.source)) {
      const loaded = moduleAt(specifier);
      if (loaded !== undefined) module.loads.push(loaded);
    }
  }
  return { modules: [...modules.values()], meaningOf };

  function declareUnits(module: ModuleDraft): void {
    for (const statement of module.source.statements) {
      if (typescript.isVariableStatement(statement)) {
        for (const declared of statement.declarationList.declarations) declare(module, declared);
      } else if (
        typescript.isFunctionDeclaration(statement) ||
        typescript.isClassDeclaration(statement) ||
        typescript.isExportAssignment(statement)
      ) {
        units.set(statement, { module, nodes: [statement] });
      } else if (
        !typescript.isImportDeclaration(statement) &&
        !typescript.isExportDeclaration(statement) &&
        !typescript.isEmptyStatement(statement)
      ) {
        const filled = filledEnum(typescript, statement);
        const unit = filled && unitOf(checker.getSymbolAtLocation(filled));
        (unit?.nodes ?? module.effects).push(statement);
      }
    }
  }

  /** `const { a, b } = …` is one unit under several names. */
  function declare(module: ModuleDraft, declared: ts.VariableDeclaration): void {
    const unit = { module, nodes: [declared] };
    units.set(declared, unit);
    const visit = (name: ts.BindingName): void => {
      if (typescript.isIdentifier(name)) return;
      for (const element of name.elements) {
        if (typescript.isOmittedExpression(element)) continue;
        units.set(element, unit);
        visit(element.name);
      }
    };
    visit(declared.name);
  }

  function unitOf(symbol: ts.Symbol | undefined): UnitDraft | undefined {
    for (const declaration of symbol?.declarations ?? []) {
      const unit = units.get(declaration);
      if (unit !== undefined) return unit;
    }
    return undefined;
  }

  function meaningOf(identifier: ts.Identifier): Meaning | undefined {
    const { parent } = identifier;
    if (typescript.isPropertyAccessExpression(parent) && parent.name === identifier) {
      return memberMeaning(identifier, parent.expression);
    }
    const symbol = typescript.isShorthandPropertyAssignment(parent)
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : checker.getSymbolAtLocation(identifier);
    return symbol && meaningOfSymbol(symbol);
  }

  /** A member is looked up only where it is one of all that a file exports. */
  function memberMeaning(name: ts.Identifier, of: ts.Expression): Meaning | undefined {
    const whole = typescript.isIdentifier(of) ? meaningOf(of) : undefined;
    if (whole?.kind === 'module') {
      const symbol = checker.getSymbolAtLocation(name);
      return symbol && meaningOfSymbol(symbol);
    }
    return whole?.kind === 'outside' && whole.name === '*'
      ? { ...whole, name: name.text }
      : undefined;
  }

  function meaningOfSymbol(symbol: ts.Symbol): Meaning | undefined {
    const target = aliased(symbol);
    const unit = unitOf(target);
    if (unit !== undefined) {
      const isPart = target.declarations?.some((one) => typescript.isBindingElement(one)) === true;
      return { kind: 'unit', unit, ...(isPart ? { part: target.name } : {}) };
    }
    const [declaration] = target.declarations ?? [];
    const module = declaration && modules.get(declaration);
    return module === undefined ? outside(symbol) : { kind: 'module', module };
  }

  /** Where an import from outside the folder comes from, followed through files that only hand it on. */
  function outside(symbol: ts.Symbol): Meaning | undefined {
    const imported = symbol.declarations?.map((one) => importOf(typescript, one)).find(Boolean);
    if (imported === undefined) return undefined;
    const { specifier, name } = imported;
    const through = checker.getSymbolAtLocation(specifier);
    const next = through && checker.tryGetMemberInModuleExports(name, through);
    return (
      (next && next !== symbol ? outside(next) : undefined) ?? {
        kind: 'outside',
        specifier: specifier.text,
        name,
      }
    );
  }

  function aliased(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & typescript.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function moduleAt(specifier: ts.Expression): Module | undefined {
    const [declaration] = checker.getSymbolAtLocation(specifier)?.declarations ?? [];
    return declaration && modules.get(declaration);
  }

  function bareImports(source: ts.SourceFile): readonly ts.Expression[] {
    return source.statements.flatMap((statement) =>
      typescript.isImportDeclaration(statement) && statement.importClause === undefined
        ? [statement.moduleSpecifier]
        : [],
    );
  }
}

/** `X` in `(function (X) { … })(X || (X = {}))`, which is what is left of an enum. */
function filledEnum(typescript: TypeScript, statement: ts.Statement): ts.Identifier | undefined {
  if (!typescript.isExpressionStatement(statement)) return undefined;
  const { expression: call } = statement;
  if (!typescript.isCallExpression(call)) return undefined;
  const [argument, ...others] = call.arguments;
  const isFiller =
    typescript.isParenthesizedExpression(call.expression) &&
    typescript.isFunctionExpression(call.expression.expression) &&
    others.length === 0;
  return isFiller &&
    argument !== undefined &&
    typescript.isBinaryExpression(argument) &&
    argument.operatorToken.kind === typescript.SyntaxKind.BarBarToken &&
    typescript.isIdentifier(argument.left)
    ? argument.left
    : undefined;
}

/** What an import names, and of which file; of `import * as x` all. */
function importOf(
  typescript: TypeScript,
  declaration: ts.Declaration,
): { readonly specifier: ts.StringLiteral; readonly name: string } | undefined {
  let statement: ts.Node = declaration;
  while (!typescript.isStatement(statement) && !typescript.isSourceFile(statement)) {
    statement = statement.parent;
  }
  if (!typescript.isImportDeclaration(statement) && !typescript.isExportDeclaration(statement)) {
    return undefined;
  }
  const specifier = statement.moduleSpecifier;
  if (specifier === undefined || !typescript.isStringLiteral(specifier)) return undefined;
  if (typescript.isImportSpecifier(declaration) || typescript.isExportSpecifier(declaration)) {
    return { specifier, name: (declaration.propertyName ?? declaration.name).text };
  }
  return { specifier, name: typescript.isImportClause(declaration) ? 'default' : '*' };
}
