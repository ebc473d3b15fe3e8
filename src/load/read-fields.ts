// Fields, arguments and methods, short and long.

import type { TypeExpr } from '../core/type-expr.js';
import type { Version } from '../core/version.js';
import { diagnose } from '../diagnostics/diagnose.js';
import type { At, FieldDeclaration, MapNode, MethodDeclaration, Node } from './declarations.js';
import { valueOf } from './locate.js';
import { joined } from './places.js';
import {
  drop,
  given,
  optional,
  readAny,
  readCount,
  readEntries,
  readFlag,
  readNumber,
  readText,
  readType,
  readVersion,
  type Reading,
} from './reading.js';

export function readFields(node: Node, reading: Reading): readonly FieldDeclaration[] {
  return readEntries(node, readField, reading);
}

/** A field as `name: type` or `name: { type, … }`. */
export function readField(name: At<string>, node: Node, reading: Reading): FieldDeclaration {
  const field = readDeclaration(name, node, reading);
  return { ...field, span: joined(name.span, node.span) };
}

/** What stands behind a name or a `was`: the declaration, with the span of its own text. */
export function readDeclaration(name: At<string>, node: Node, reading: Reading): FieldDeclaration {
  const { span } = node;
  if (node.kind !== 'map') {
    return { name, ...given('type', readType(node, reading)), short: true, span };
  }
  return {
    name,
    ...given('type', typeOf(node, reading)),
    ...given('default', optional(node, 'default', readAny, reading)),
    ...given('doc', optional(node, 'doc', readText, reading)?.value),
    ...given('readOnly', optional(node, 'readOnly', readFlag, reading)),
    ...given('sensitive', optional(node, 'sensitive', readFlag, reading)),
    ...given('deprecated', optional(node, 'deprecated', readDeprecation, reading)),
    ...given('min', optional(node, 'min', readNumber, reading)),
    ...given('max', optional(node, 'max', readNumber, reading)),
    ...given('minLength', optional(node, 'minLength', readCount, reading)),
    ...given('maxLength', optional(node, 'maxLength', readCount, reading)),
    ...given('pattern', optional(node, 'pattern', readPattern, reading)),
    ...given('typescriptName', optional(node, 'typescriptName', readText, reading)),
    short: false,
    span,
  };
}

function typeOf(map: MapNode, reading: Reading): At<TypeExpr> | undefined {
  const values = valueOf(map, 'enum');
  if (values === undefined) return optional(map, 'type', readType, reading);
  if (values.kind !== 'sequence') {
    drop(values, 'a list of values', reading);
    return undefined;
  }
  const texts = values.items.flatMap((item) => readText(item, reading)?.value ?? []);
  const nullable = optional(map, 'nullable', readFlag, reading)?.value ?? false;
  return { value: { kind: 'values', values: texts, nullable }, span: values.span };
}

interface Deprecation {
  readonly message: string;
  readonly since?: Version;
}

function readDeprecation(node: Node, reading: Reading): At<Deprecation> | undefined {
  const isLong = node.kind === 'map';
  const message = isLong ? optional(node, 'message', readText, reading) : readText(node, reading);
  const since = isLong ? optional(node, 'since', readVersion, reading)?.value : undefined;
  if (message === undefined) {
    drop(node, 'a message', reading);
    return undefined;
  }
  return { value: { message: message.value, ...given('since', since) }, span: node.span };
}

function readPattern(node: Node, reading: Reading): At<string> | undefined {
  const pattern = readText(node, reading);
  if (pattern === undefined) return undefined;
  const reason = whyNoPattern(pattern.value);
  if (reason === undefined) return pattern;
  const parameters = { pattern: pattern.value, reason };
  reading.findings.push(diagnose('schema/bad-pattern', pattern.span, parameters));
  return undefined;
}

/** What JavaScript says against a pattern; it has no way to ask but to try. */
function whyNoPattern(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    // One that is too large is told only when it is used, and the generated code uses it so.
    new RegExp(`^(?:${pattern})$`, 'u').test('');
    return undefined;
  } catch (problem) {
    if (!(problem instanceof SyntaxError)) throw problem;
    return problem.message.replace(/^.*:\s*/s, '').toLowerCase();
  }
}

export function readMethods(node: Node, reading: Reading): readonly MethodDeclaration[] {
  return readEntries(node, readMethod, reading);
}

function readMethod(name: At<string>, node: Node, reading: Reading): MethodDeclaration | undefined {
  const method = readMethodDeclaration(name, node, reading);
  return method && { ...method, span: joined(name.span, node.span) };
}

/** What stands behind a method's name or a `was`. */
export function readMethodDeclaration(
  name: At<string>,
  node: Node,
  reading: Reading,
): MethodDeclaration | undefined {
  if (node.kind !== 'map') {
    drop(node, 'a method', reading);
    return undefined;
  }
  return {
    name,
    ...given('doc', optional(node, 'doc', readText, reading)?.value),
    ...given('static', optional(node, 'static', readFlag, reading)?.value),
    args: optional(node, 'args', readFields, reading) ?? [],
    ...given('returns', optional(node, 'returns', readType, reading)),
    ...given('idempotent', optional(node, 'idempotent', readFlag, reading)?.value),
    span: node.span,
  };
}
