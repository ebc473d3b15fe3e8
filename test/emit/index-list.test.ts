// What a domain costs its users' compiler goes by the number of objects, not by its square.

import ts from 'typescript';
import { expect, it } from 'vitest';
import { STRICTEST } from '../support/compiler.js';

it('the list of the index is a tuple: the members of an array would each be held against all others', () => {
  const program = ts.createProgram(['generated/index.ts'], STRICTEST);
  const checker = program.getTypeChecker();
  const lists: ts.Type[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isArrayLiteralExpression(node)) lists.push(checker.getTypeAtLocation(node));
    else ts.forEachChild(node, visit);
  };
  const file = program.getSourceFile('generated/index.ts');
  if (file !== undefined) visit(file);
  expect(lists.map((type) => checker.isTupleType(type))).toEqual([true]);
});
