// A shape as a table: a line a field, then a line a method.

import { formatVersion } from '../../core/version.js';
import { formatType, type FieldShape, type MethodShape } from '../../model/index.js';
import type { ShownShape } from './format-shapes.js';

export function formatTable({ object, version, shape }: ShownShape): string {
  const { namespace } = object;
  const head = [`${object.name} ${formatVersion(version)}  (${namespace})`];
  const doc = object.doc === undefined ? [] : [object.doc.trim()];
  const fields = [...shape.fields.values()].map((field) => [
    field.name,
    formatType(field.type, namespace),
    field.default === undefined ? '' : JSON.stringify(field.default),
    remarks(field),
  ]);
  const methods = [...shape.methods.values()].map((method) => `  ${signature(method, namespace)}`);
  return `${[...head, ...doc, ...columns([['field', 'type', 'default', ''], ...fields]), ...methods].join('\n')}\n`;
}

function remarks(field: FieldShape): string {
  const { min, max, minLength, maxLength, pattern } = field.limits;
  return [
    ...(field.readOnly ? ['read-only'] : []),
    ...(field.sensitive ? ['sensitive'] : []),
    ...(field.deprecated ? [`deprecated: ${field.deprecated.message}`] : []),
    ...(min !== undefined || max !== undefined ? [`${min ?? ''}..${max ?? ''}`] : []),
    ...(minLength !== undefined || maxLength !== undefined
      ? [`length ${minLength ?? 0}..${maxLength ?? ''}`]
      : []),
    ...(pattern === undefined ? [] : [`/${pattern}/`]),
    ...(field.mixin === undefined ? [] : [`of ${field.mixin}`]),
  ].join(', ');
}

function signature(method: MethodShape, namespace: string): string {
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
