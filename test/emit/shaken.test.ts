// What nobody uses of generated code may be left out of a bundle: nothing of it does anything when it is loaded, and all
// that is made there says so.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ts } from 'ts-morph';
import { expect, test } from 'vitest';

const FOLDER = resolve(import.meta.dirname, '../../generated');

/** Calls that run when a module is loaded, and are not marked as ones that a bundler may take away. */
function unmarkedCalls(name: string): readonly string[] {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    const isMade = ts.isCallExpression(node) || ts.isNewExpression(node);
    if (isMade && !text.slice(node.pos, node.getStart(file)).includes('/* @__PURE__ */')) {
      found.push(`${name}: ${node.getText(file).slice(0, 60)}`);
    }
    ts.forEachChild(node, visit);
  };
  file.statements.forEach(visit);
  return found;
}

/** Statements of a module that are no declarations. */
function actions(name: string): readonly string[] {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const { statements } = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  return statements.filter(ts.isExpressionStatement).map((one) => `${name}: ${one.getText()}`);
}

test('loading generated code does nothing that a bundler would have to keep', () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
  expect(names.length).toBeGreaterThan(30);
  expect(names.flatMap(unmarkedCalls)).toEqual([]);
  expect(names.flatMap(actions)).toEqual([]);
});
