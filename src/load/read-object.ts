// An object's file, and a mixin's, which is its fields alone.

import type { TypeExpr } from '../core/type-expr.js';
import { diagnose } from '../diagnostics/diagnose.js';
import type { At, MapNode, MixinDeclaration, Node, ObjectDeclaration } from './declarations.js';
import { shortened, valueOf } from './locate.js';
import { readFields, readMethods } from './read-fields.js';
import { readHeader } from './read-header.js';
import { readHistory } from './read-history.js';
import { readObjectChange } from './read-object-change.js';
import { readStorage } from './read-storage.js';
import {
  drop,
  given,
  optional,
  orDrop,
  readNames,
  readText,
  readType,
  readVersion,
} from './reading.js';
import type { Reading } from './reading.js';

export function readObject(root: MapNode, reading: Reading): ObjectDeclaration | undefined {
  const header = readHeader(root, 'object', reading);
  const version = optional(root, 'version', readVersion, reading);
  if (header === undefined || version === undefined) {
    drop(root, 'an object', reading);
    return undefined;
  }
  return {
    kind: 'object',
    ...header,
    ...given('typescriptName', optional(root, 'typescriptName', readText, reading)),
    version,
    ...given('stability', optional(root, 'stability', readStability, reading)),
    mixins: optional(root, 'mixins', readNames, reading) ?? [],
    ...given('listOf', optional(root, 'listOf', readListOf, reading)),
    fields: optional(root, 'fields', readFields, reading) ?? [],
    methods: optional(root, 'methods', readMethods, reading) ?? [],
    history:
      optional(root, 'history', (node) => readHistory(node, readObjectChange, reading), reading) ??
      [],
    ...given('storage', optional(root, 'storage', readStorage, reading)),
    ...given('allow', valueOf(root, 'allow')),
  };
}

export function readMixin(root: MapNode, reading: Reading): MixinDeclaration | undefined {
  const header = readHeader(root, 'mixin', reading);
  if (header === undefined) {
    drop(root, 'a mixin', reading);
    return undefined;
  }
  const fields = optional(root, 'fields', readFields, reading) ?? [];
  return { kind: 'mixin', ...header, fields };
}

function readStability(node: Node, reading: Reading): ObjectDeclaration['stability'] {
  const text = readText(node, reading);
  const value = (['experimental', 'stable'] as const).find((word) => word === text?.value);
  return orDrop(value && { value, span: node.span }, node, 'a stability', reading);
}

function readListOf(node: Node, reading: Reading): At<TypeExpr> | undefined {
  const type = readType(node, reading);
  if (type === undefined || type.value.kind === 'name' || type.value.kind === 'union') return type;
  const text = node.kind === 'scalar' ? shortened(node.text) : '';
  const parameters = { text, expected: 'the name of an object', near: undefined };
  reading.findings.push(diagnose('schema/bad-type', node.span, parameters));
  return undefined;
}
