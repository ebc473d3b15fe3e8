// Holds a file against its JSON Schema, and tells each error as a finding at its key or value.

import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { MapNode, Node } from './declarations.js';
import { isMissing, locatorOf } from './locate.js';
import { nearKey, tellStructure } from './tell-structure.js';
import type { StructureError, Validator } from './validators/structure.js';

/** All findings about the form of a file; none when its form is right. */
export function checkStructure(root: MapNode, validate: Validator): readonly Diagnostic[] {
  const nothing = missingValues(root);
  if (validate(plainFrom(root))) return nothing;
  const locator = locatorOf(root);
  const errors = (validate.errors ?? []).filter((error) => !isEcho(error));
  // A misspelt key is told as that, and not once more as a missing one.
  const misspelt = new Set(
    errors.map((error) => `${error.instancePath}/${nearKey(error, locator) ?? ''}`),
  );
  const told = errors.flatMap((error) => {
    const missing = error.params['missingProperty'];
    const isTold = typeof missing === 'string' && misspelt.has(`${error.instancePath}/${missing}`);
    return isTold ? [] : (tellStructure(error, locator) ?? []);
  });
  return [...told, ...nothing];
}

/** Scalars as their text, maps without a prototype: a key named `__proto__` is a key. */
function plainFrom(node: Node): unknown {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'sequence') return node.items.map(plainFrom);
  const plain = emptyMap();
  for (const { key, value } of node.entries) plain[key.text] = plainFrom(value);
  return plain;
}

function emptyMap(): Record<string, unknown> {
  // Object.create knows no better type than any.
  return Object.create(null) as Record<string, unknown>;
}

/** Whether an error only repeats, or leads to, what another one says. */
function isEcho({ keyword, schemaPath }: StructureError): boolean {
  return keyword === 'if' || /\/anyOf\/\d+\//.test(schemaPath);
}

/** Nothing stands for nothing in a schema: what is empty, null or unset is written as that. */
function missingValues(node: Node): readonly Diagnostic[] {
  if (node.kind === 'scalar') return [];
  const expected = 'a value';
  if (node.kind === 'sequence') {
    return node.items.flatMap((item) =>
      isMissing(item)
        ? diagnose('schema/missing-value', item.span, { key: undefined, expected })
        : missingValues(item),
    );
  }
  return node.entries.flatMap(({ key, value }) =>
    isMissing(value)
      ? diagnose('schema/missing-value', key.span, { key: key.text, expected })
      : missingValues(value),
  );
}
