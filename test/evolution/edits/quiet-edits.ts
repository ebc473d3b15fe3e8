// Edits that nobody at the other end of a wire can notice. None of them may lead to a finding.

import { isMap, isScalar, Scalar, visit, type Document } from 'yaml';
import type { SourceFile } from '../../../src/load/index.js';
import { fieldsOf } from './field-kinds.js';
import { reverseKeys, rewrite, setIn, type Plain, type Schema } from './schema-text.js';

/** By kind, what becomes of one file; undefined where there is nothing of the kind in it. */
export const QUIET: Readonly<Record<string, (schema: Schema) => SourceFile | undefined>> = {
  'doc of the file': ({ file }) => rewrite(file, setIn(['doc'], 'Said in other words.')),
  'doc of a field': (schema) => withField(schema, { doc: 'Said in other words.' }),
  'a field deprecated': (schema) => withField(schema, { deprecated: 'another one says more' }),
  'a field named in TypeScript': (schema) => withField(schema, { typescriptName: 'zzCalled' }),
  'a type named in TypeScript': ({ file, kind }) =>
    kind === 'mixin' ? undefined : rewrite(file, setIn(['typescriptName'], 'ZzCalled')),
  'fields in another order': ({ file, fields }) =>
    fields.size > 1 ? rewrite(file, reverseKeys(['fields'])) : undefined,
  'methods in another order': ({ file, methods }) =>
    methods.size > 1 ? rewrite(file, reverseKeys(['methods'])) : undefined,
  'keys of a field in another order': (schema) => {
    const field = fieldsOf(schema).find(({ declared }) => Object.keys(declared).length > 1);
    return field && rewrite(schema.file, reverseKeys(['fields', field.name]));
  },
  'mixins in another order': ({ file, mixins }) =>
    mixins.length > 1 ? rewrite(file, setIn(['mixins'], [...mixins].reverse())) : undefined,
  'values of an inline enum in another order': (schema) => {
    const field = fieldsOf(schema).find(({ declared }) => 'enum' in declared);
    const values = field?.declared['enum'];
    return field && Array.isArray(values)
      ? rewrite(schema.file, setIn(['fields', field.name, 'enum'], values.map(String).reverse()))
      : undefined;
  },
  'members of a union in another order': ({ file: { path, text } }) => {
    const now = text.replace(/\((\w+) \| (\w+)/, '($2 | $1');
    return now === text ? undefined : { path, text: now };
  },
  'values of an enum in another order': ({ file, values }) =>
    values.length > 1 ? rewrite(file, setIn(['values'], [...values].reverse())) : undefined,
  'docs of the values of an enum': ({ file, values }) =>
    values.length === 0
      ? undefined
      : rewrite(
          file,
          setIn(
            ['values'],
            values.map((value) => ({ value, doc: 'What it means.' })),
          ),
        ),
  'doc of a method': ({ file, methods }) => {
    const [first] = methods.keys();
    if (first === undefined) return undefined;
    return rewrite(file, setIn(['methods', first, 'doc'], 'Said in other words.'));
  },
  'doc of an argument': ({ file, methods }) => {
    for (const [name, { args }] of methods) {
      const plain = Object.entries(args ?? {}).find(([, arg]) => typeof arg === 'string');
      if (plain === undefined) continue;
      const declared = { type: String(plain[1]), doc: 'Said in other words.' };
      return rewrite(file, setIn(['methods', name, 'args', plain[0]], declared));
    }
    return undefined;
  },
  'a field in its long form': (schema) => {
    const field = fieldsOf(schema).find(({ declared }) => Object.keys(declared).length === 1);
    return field && rewrite(schema.file, setIn(['fields', field.name], field.declared));
  },
  'said to be stable': ({ file, kind }) =>
    kind === 'object' ? rewrite(file, setIn(['stability'], 'stable')) : undefined,
  'a default rule written out': (schema) => {
    for (const { version, items } of schema.history) {
      const at = items.findIndex(
        (item) =>
          typeof item !== 'string' &&
          typeof item['add'] === 'string' &&
          !item['add'].endsWith('()') &&
          item['backport'] === undefined,
      );
      if (at >= 0 && schema.kind === 'object') {
        return rewrite(schema.file, setIn(['history', version, at, 'backport'], 'drop'));
      }
    }
    return undefined;
  },
  'several fields of one add apart': (schema) => {
    for (const { version, items } of schema.history) {
      const one = items.find((item) => typeof item !== 'string' && Array.isArray(item['add']));
      if (one === undefined || typeof one === 'string' || !Array.isArray(one['add'])) continue;
      const apart = one['add'].map((name): Plain => ({ ...one, add: String(name) }));
      const now = items.flatMap((item) => (item === one ? apart : [item]));
      return rewrite(schema.file, setIn(['history', version], now));
    }
    return undefined;
  },
  'all keys in another order': ({ file }) => rewrite(file, reverseKeys([])),
  comments: ({ file: { path, text } }) => ({
    path,
    text: `# Nobody\n${text.replaceAll('\nhistory:', '\n# reads\nhistory: # comments')}# this one either\n`,
  }),
  'another file name': ({ file: { path, text } }) => ({
    path: path.replace(/([^/]+)\.yaml$/, 'zz-$1.yaml'),
    text,
  }),
  'another folder': ({ file: { path, text } }) => ({
    path: path.replace(/([^/]+)$/, 'deep/er/$1'),
    text,
  }),
  'texts in single quotes': ({ file }) => rewrite(file, requoted(Scalar.QUOTE_SINGLE)),
  'texts in double quotes': ({ file }) => rewrite(file, requoted(Scalar.QUOTE_DOUBLE)),
  'maps in blocks': ({ file }) => rewrite(file, flowing(false)),
  'line ends of Windows': ({ file: { path, text } }) => ({
    path,
    text: text.replaceAll('\n', '\r\n'),
  }),
  'no line end at the end': ({ file: { path, text } }) => ({ path, text: text.trimEnd() }),
  'blank lines': ({ file: { path, text } }) => ({ path, text: text.replaceAll('\n', '\n\n') }),
};

function withField(schema: Schema, more: Plain): SourceFile | undefined {
  const [field] = fieldsOf(schema);
  return (
    field && rewrite(schema.file, setIn(['fields', field.name], { ...field.declared, ...more }))
  );
}

function requoted(type: Scalar.Type): (document: Document) => void {
  return (document) => {
    visit(document, {
      Pair(_, { key }) {
        // In a rule a quoted word is a value, and a bare one may be the rule.
        return isScalar(key) && key.value === 'history' ? visit.SKIP : undefined;
      },
      Scalar(key, node) {
        if (key !== 'key' && typeof node.value === 'string') node.type = type;
      },
    });
  };
}

function flowing(flow: boolean): (document: Document) => void {
  return (document) => {
    visit(document, {
      Map(_, node) {
        node.flow = flow;
      },
      Seq(_, node) {
        node.flow = flow;
      },
    });
    // The keys of the file itself always stand in a block.
    if (isMap(document.contents)) document.contents.flow = false;
    visit(document, {
      Scalar(_, node) {
        if (isScalar(node) && node.type === undefined) node.type = Scalar.PLAIN;
      },
    });
  };
}
