// What becomes of single values: those that the rule names, those that an enum's own history names, and what
// becomes of the rest.

import { fallBack, type Carrying } from './carrying.js';
import { formatVersion } from '../core/version.js';
import { parseScalar, scalarText } from '../core/scalar-text.js';
import { nearest } from '../diagnostics/nearest.js';
import type { ScalarNode } from '../load/index.js';
import { enumTable } from './enum-rules.js';
import type { EnumType, Substitute, Type } from './model.js';
import { report, type Scope } from './scope.js';
import { readSubstitute } from './substitute.js';
import type { TypeCrossing } from './type-crossing.js';

interface Values {
  readonly values: ReadonlyMap<string, Substitute>;
  readonly otherwise?: Substitute | undefined;
}

type Leaf = NonNullable<TypeCrossing['leaf']>;

export function readValues(carrying: Carrying): Values {
  const { rule, types } = carrying;
  const leaf = types.leaf;
  const isNamed = leaf?.near.kind === 'scalar' || leaf?.near.kind === 'enum';
  if (leaf === undefined || !isNamed)
    return { values: new Map(), ...elseFor(carrying, undefined, []) };

  const values = new Map(ownTable(leaf, carrying.context.scope));
  for (const { key, substitute } of rule.values ?? []) {
    carrying.used.add('values');
    const text = valueNamed(key, leaf.near, carrying.context.scope);
    const read =
      text === undefined
        ? undefined
        : readSubstitute(substitute, leaf.site, carrying.context.scope);
    if (text !== undefined && read !== undefined) values.set(text, read);
  }
  return { values, ...elseFor(carrying, leaf, lostValues(leaf, values)) };
}

/** The enum's own rules, for as many of its versions as the change jumps. */
function ownTable({ near, far }: Leaf, scope: Scope): ReadonlyMap<string, Substitute> {
  const [from, to] = [enumVersion(near), enumVersion(far)];
  if (from === undefined || to === undefined || from.key !== to.key) return new Map();
  const model = scope.names.enums.get(from.key);
  return model === undefined ? new Map() : enumTable(model, from.version, to.version);
}

function enumVersion(type: Type): Required<Pick<EnumType, 'key' | 'version'>> | undefined {
  if (type.kind !== 'enum' || type.key === undefined || type.version === undefined)
    return undefined;
  return { key: type.key, version: type.version };
}

/** The text of the near side's value that the key means. */
function valueNamed(key: ScalarNode, near: Type, scope: Scope): string | undefined {
  if (near.kind === 'enum') {
    if (near.values.includes(key.text)) return key.text;
    const near1 = nearest(key.text, near.values);
    const parameters = { value: key.text, known: near.values };
    report(scope, 'history/unknown-value', key.span, {
      ...parameters,
      ...(near1 === undefined ? {} : { near: near1 }),
    });
    return undefined;
  }
  if (near.kind !== 'scalar') return undefined;
  const value = parseScalar(near.scalar, key.text);
  if (value !== undefined) return scalarText(near.scalar, value);
  report(scope, 'history/unknown-value', key.span, { value: key.text, known: [] });
  return undefined;
}

/** Values of the near side that would have no place on the far side; `…` where nobody can list them. */
function lostValues(
  { near, far }: Leaf,
  values: ReadonlyMap<string, Substitute>,
): readonly string[] {
  const isKept = (value: string): boolean =>
    values.has(value) || (far.kind === 'enum' && far.values.includes(value));
  if (near.kind === 'enum') return far.kind === 'enum' ? near.values.filter((v) => !isKept(v)) : [];
  if (far.kind !== 'enum' || near.kind !== 'scalar') return [];
  if (near.scalar === 'boolean') return ['true', 'false'].filter((value) => !isKept(value));
  return ['…'];
}

/** `else` catches what is left over, and what a conversion cannot read. */
function elseFor(
  carrying: Carrying,
  leaf: Leaf | undefined,
  lost: readonly string[],
): Pick<Values, 'otherwise'> {
  const { rule, types, context, used } = carrying;
  const convert = rule.convert?.value;
  const isParsed = convert === 'parse' && types.open.some((possible) => possible.includes('parse'));
  const closed = convert === undefined ? undefined : convert;
  const open = types.open.filter((possible) => closed === undefined || !possible.includes(closed));
  if (lost.length === 0 && !isParsed && open.length === 0) return {};
  if (rule.else !== undefined && leaf !== undefined) {
    used.add('else');
    return { otherwise: readSubstitute(rule.else, leaf.site, context.scope) };
  }
  if (lost.length > 0) return { otherwise: fallBack(carrying, lostLack(lost, context)) };
  if (isParsed) {
    const what = 'not every text can be read as the other type';
    return { otherwise: fallBack(carrying, { what, rules: ['else'] }) };
  }
  const possible = open[0] ?? [];
  const rules = possible.map((one) => `convert: ${one}`);
  return {
    otherwise: fallBack(carrying, { what: 'the types do not convert by themselves', rules }),
  };
}

function lostLack(
  lost: readonly string[],
  { to }: Carrying['context'],
): Parameters<typeof fallBack>[1] {
  const version = formatVersion(to);
  return lost[0] === '…'
    ? { what: `${version} knows only some values`, rules: ['values', 'else'] }
    : { what: `${version} does not know ${lost.join(', ')}`, rules: ['values', 'else'] };
}
