// Methods: what callers of before may still call.

import type { JsonValue } from '../../../src/core/json.js';
import { isUntold } from './field-kinds.js';
import { deleteIn, omit, setIn, type Plain, type Rewrite, type Schema } from './schema-text.js';
import { TOO_SMALL, type ChangesOf, type ShapeChange } from './shape-change.js';

export const methodAdded: ChangesOf = ({ methods }) =>
  methods.size === 0
    ? []
    : [
        {
          name: 'zz_method',
          now: [setIn(['methods', 'zz_method'], { args: { why: 'string' }, returns: 'boolean' })],
          entry: [{ add: 'zz_method()' }],
        },
      ];

export const methodRemoved: ChangesOf = (schema) =>
  methodsOf(schema).map(({ name, declared }) => ({
    name,
    now: [deleteIn(['methods', name])],
    entry: [{ remove: `${name}()`, was: declared }],
  }));

export const argumentAddedWithDefault: ChangesOf = changing(({ name }) => ({
  now: [setIn(['methods', name, 'args', 'zz_more'], { type: 'integer', default: 1 })],
}));

export const argumentAddedWithoutDefault: ChangesOf = changing(({ name }) => ({
  now: [setIn(['methods', name, 'args', 'zz_more'], 'integer')],
  breaks: true,
}));

export const argumentRemoved: ChangesOf = changing(({ name, args }) =>
  args[0] === undefined
    ? undefined
    : { now: [deleteIn(['methods', name, 'args', args[0]])], breaks: true },
);

export const argumentNarrowed: ChangesOf = changing(({ name, declared, args }) => {
  const [first] = args;
  if (first === undefined || !isText(declared['args'], first, 'string')) return undefined;
  return { now: [setIn(['methods', name, 'args', first], 'integer')], breaks: true };
});

export const returnsChanged: ChangesOf = changing(({ name, declared }) =>
  declared['returns'] === undefined
    ? undefined
    : { now: [setIn(['methods', name, 'returns'], 'json')], breaks: true },
);

export const becameStatic: ChangesOf = changing(({ name, declared }) => ({
  now: [
    declared['static'] === true
      ? deleteIn(['methods', name, 'static'])
      : setIn(['methods', name, 'static'], true),
  ],
  breaks: true,
}));

export const idempotenceChanged: ChangesOf = changing(({ name, declared }) => ({
  now: [
    declared['idempotent'] === true
      ? deleteIn(['methods', name, 'idempotent'])
      : setIn(['methods', name, 'idempotent'], true),
  ],
}));

interface Method {
  readonly name: string;
  /** As an entry says that it was. */
  readonly declared: Plain;
  readonly args: readonly string[];
}

function changing(
  changed: (
    method: Method,
  ) => { readonly now: readonly Rewrite[]; readonly breaks?: boolean } | undefined,
): ChangesOf {
  return (schema) =>
    methodsOf(schema).flatMap((method): readonly ShapeChange[] => {
      const made = changed(method);
      if (made === undefined) return [];
      const { name, declared } = method;
      const entry = [{ change: `${name}()`, was: declared }];
      return made.breaks === true
        ? [{ name, now: made.now, careless: { entry, code: TOO_SMALL } }]
        : [{ name, now: made.now, entry }];
    });
}

/** Those that an entry can speak of without the version of something else. */
function methodsOf(schema: Schema): readonly Method[] {
  return [...schema.methods].flatMap(([name, method]) => {
    const declared = omit(method, 'doc');
    const args = declared['args'];
    const text = JSON.stringify(args ?? {});
    if (!isUntold(schema, name) || /[A-Z]\w+(?:>|\?|")/.test(text)) return [];
    const names = isMap(args) ? Object.keys(args) : [];
    // What a `was` does not say is as it is now.
    const said = { static: false, idempotent: false, ...declared, ...undocumented(args) };
    return [{ name, declared: said, args: names }];
  });
}

function undocumented(args: JsonValue | undefined): Plain {
  if (!isMap(args)) return {};
  const kept = Object.entries(args).map(
    ([name, arg]) => [name, isMap(arg) ? omit(arg, 'doc') : arg] as const,
  );
  return { args: Object.fromEntries(kept) };
}

function isText(args: JsonValue | undefined, name: string, wanted: string): boolean {
  return isMap(args) && args[name] === wanted;
}

function isMap(value: JsonValue | undefined): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
