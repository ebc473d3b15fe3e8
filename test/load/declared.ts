// Reads texts that are whole, for tests of what was read.

import {
  load,
  type ChangeDeclaration,
  type Declaration,
  type EnumDeclaration,
  type ObjectDeclaration,
} from '../../src/load/index.js';

/** What the text declares, without a finding. */
export function declared(text: string): Declaration {
  const { declarations, findings } = load([{ path: 'schemas/x.yaml', text }]);
  if (findings.length > 0) throw new Error(findings.map(({ message }) => message).join('\n'));
  const [declaration] = declarations;
  if (declaration === undefined) throw new Error('nothing was declared');
  return declaration;
}

export function objectOf(text: string): ObjectDeclaration {
  const declaration = declared(text);
  if (declaration.kind !== 'object') throw new Error(declaration.kind);
  return declaration;
}

export function enumOf(text: string): EnumDeclaration {
  const declaration = declared(text);
  if (declaration.kind !== 'enum') throw new Error(declaration.kind);
  return declaration;
}

/** The changes of version 1.1 of an object. */
export function changesOf(lines: string): readonly ChangeDeclaration[] {
  const indented = lines.replaceAll(/^/gm, '    ');
  const text = `object: Foo\nversion: "1.1"\nfields:\n  a: string\nhistory:\n  "1.1":\n${indented}\n  "1.0": First\n`;
  return objectOf(text).history[0]?.changes ?? [];
}
