// Code as tokens that are the same for the same code, however it was laid out: without comments, with quotes,
// parentheses, trailing commas and short forms in one way of writing them.

import type { ts } from 'ts-morph';

type TypeScript = typeof ts;

/** How an identifier is written that means something outside of the code; undefined: as it is. */
export type Reference = (identifier: ts.Identifier) => string | undefined;

/** Of JavaScript as TypeScript prints it: every statement has its semicolon by then. */
export function codeTokens(
  typescript: TypeScript,
  root: ts.Node,
  reference: Reference,
): readonly string[] {
  const { SyntaxKind } = typescript;
  const tokens: string[] = [];
  visit(root);
  return tokens;

  function visit(node: ts.Node): void {
    if (isIdle(node)) return;
    if (isPropertyName(node)) tokens.push(JSON.stringify(node.text));
    else if (typescript.isIdentifier(node)) tokens.push(reference(node) ?? node.text);
    else if (typescript.isStringLiteral(node)) tokens.push(JSON.stringify(node.text));
    else if (typescript.isNumericLiteral(node) || typescript.isBigIntLiteral(node)) {
      tokens.push(node.text);
    } else if (typescript.isOmittedExpression(node)) tokens.push('<hole>');
    else if (typescript.isParenthesizedExpression(node)) visitParenthesized(node);
    else if (typescript.isShorthandPropertyAssignment(node)) visitShorthand(node);
    else if (isNamespaceMember(node)) visit(node.name);
    else if (node.kind === SyntaxKind.SyntaxList) visitChildren(node);
    else if (node.getChildCount() === 0) tokens.push(node.getText().replaceAll('\r\n', '\n'));
    else if (needsBrackets(node)) within(node, visitChildren);
    else visitChildren(node);
  }

  function visitChildren(node: ts.Node): void {
    const children = node.getChildren();
    const isList = node.kind === SyntaxKind.SyntaxList;
    for (const [index, child] of children.entries()) {
      const isTrailing = isList && index === children.length - 1;
      if (!(isTrailing && child.kind === SyntaxKind.CommaToken)) visit(child);
    }
    // `new Map` is `new Map()`.
    if (typescript.isNewExpression(node) && node.arguments === undefined) tokens.push('(', ')');
  }

  /** `a.b` is read in the same way wherever parentheses stand, but for `(a?.b).c`, which ends the chain. */
  function visitParenthesized({ expression }: ts.ParenthesizedExpression): void {
    if (typescript.isOptionalChain(expression)) within(expression, visit);
    else visit(expression);
  }

  /** `{ a }` is `{ a: a }`. */
  function visitShorthand(node: ts.ShorthandPropertyAssignment): void {
    tokens.push(JSON.stringify(node.name.text), ':', reference(node.name) ?? node.name.text);
    if (node.objectAssignmentInitializer === undefined) return;
    tokens.push('=');
    visit(node.objectAssignmentInitializer);
  }

  function within(node: ts.Node, write: (node: ts.Node) => void): void {
    tokens.push('(');
    write(node);
    tokens.push(')');
  }

  /** Expressions are bracketed throughout, so that those parentheses do not count which change nothing. */
  function needsBrackets(node: ts.Node): boolean {
    if (!typescript.isParameter(node)) return typescript.isExpression(node);
    // `x => …` is `(x) => …`.
    const { parent } = node;
    return (
      typescript.isArrowFunction(parent) &&
      !parent.getChildren().some(({ kind }) => kind === SyntaxKind.OpenParenToken)
    );
  }

  /** What is there and says nothing: where it is exported, and empty statements. */
  function isIdle(node: ts.Node): boolean {
    const { kind, parent } = node;
    if (kind === SyntaxKind.SemicolonClassElement || kind === SyntaxKind.ExportKeyword) return true;
    if (kind === SyntaxKind.DefaultKeyword) {
      return typescript.isFunctionDeclaration(parent) || typescript.isClassDeclaration(parent);
    }
    return (
      kind === SyntaxKind.EmptyStatement &&
      (typescript.isBlock(parent) || typescript.isCaseOrDefaultClause(parent))
    );
  }

  /** `{ 'a': 1 }` is `{ a: 1 }`. */
  function isPropertyName(
    node: ts.Node,
  ): node is ts.Identifier | ts.StringLiteral | ts.NumericLiteral {
    const { parent } = node;
    return (
      (typescript.isIdentifier(node) ||
        typescript.isStringLiteral(node) ||
        typescript.isNumericLiteral(node)) &&
      (typescript.isPropertyAssignment(parent) || typescript.isClassElement(parent)) &&
      parent.name === node
    );
  }

  /** `shared.limit`, where `shared` is all that a file exports: the same as `limit` imported by its name. */
  function isNamespaceMember(
    node: ts.Node,
  ): node is ts.PropertyAccessExpression & { readonly name: ts.Identifier } {
    return (
      typescript.isPropertyAccessExpression(node) &&
      typescript.isIdentifier(node.name) &&
      typescript.isIdentifier(node.expression) &&
      reference(node.name) !== undefined
    );
  }
}
