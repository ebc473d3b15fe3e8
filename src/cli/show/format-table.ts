// A shape as a table: a line a field, then a line a method.

import { formatVersion } from '../../core/version.js';
import { formatType, type FieldShape, type MethodShape } from '../../model/index.js';
import { tellBounds } from '../tell-bounds.js';
import type { ShownShape } from './format-shapes.js';

export function formatTable({ object, version, shape }: ShownShape): string {
  const { namespace } = object;
  const head = [`${object.name} ${formatVersion(version)}  (${namespace})`];
  const doc = object.doc === undefined ? [] : [object.doc.trim()];
  const fields = [...shape.fields.values()].map((field) => [
    field.name,
    formatType(field.type, namespace),
    field.default === undefined ? '' : JSON.stringify(field.default),
    [...remarksOf(field), ...(field.mixin === undefined ? [] : [`of ${field.mixin}`])].join(', '),
  ]);
  const methods = [...shape.methods.values()].map(
    (method) => `  ${signatureOf(method, namespace)}`,
  );
  return `${[...head, ...doc, ...columns([['field', 'type', 'default', ''], ...fields]), ...methods].join('\n')}\n`;
}

/** Marks and limits of a field, a few words each. */
export function remarksOf(field: FieldShape): readonly string[] {
  const { min, max, minLength, maxLength, pattern } = field.limits;
  return [
    ...(field.readOnly ? ['read-only'] : []),
    ...(field.sensitive ? ['sensitive'] : []),
    ...(field.deprecated ? [`deprecated: ${field.deprecated.message}`] : []),
    ...tellBounds(min, max),
    ...tellBounds(minLength, maxLength).map((range) => `length ${range}`),
    ...(pattern === undefined ? [] : [`/${pattern}/`]),
  ];
}

export function signatureOf(method: MethodShape, namespace: string): string {
  const args = method.args.map(({ name, type }) => `${name}: ${formatType(type, namespace)}`);
  const returns = method.returns === undefined ? '' : `: ${formatType(method.returns, namespace)}`;
  return `${method.static ? 'static ' : ''}${method.name}(${args.join(', ')})${returns}`;
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd(),
  );
}
