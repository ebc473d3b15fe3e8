// Random changes, told backwards as a history tells them: from what the newer shape has to what the older
// one had.

import type { JsonValue } from '../../../src/core/json.js';
import {
  type Field,
  olderField,
  randomField,
  writeField,
  type Written,
  writeWas,
} from './fields.js';
import { arrivingRule, leavingRule, type Rule, valueRule } from './rules.js';
import { shuffled, type World } from './types.js';
import { fieldName } from './words.js';

export type Fields = ReadonlyMap<string, Field>;

/** A change as a history writes it, and the older shape that it gives. */
export interface Proposal {
  readonly change: JsonValue;
  readonly older: Fields;
}

const KINDS = ['add', 'add', 'remove', 'remove', 'rename', 'change', 'change', 'replace'] as const;

/** `newer` is the shape that the version made; `older` what the changes proposed so far leave of it. */
export function proposeChange(newer: Fields, older: Fields, world: World): Proposal | undefined {
  const { random } = world;
  const untouched = [...newer].filter(([name, field]) => older.get(name) === field);
  const [chosen, second] = shuffled(untouched, random);
  const kind = random.pick(KINDS);
  if (kind === 'remove') return removal(newer, older, world);
  if (chosen === undefined) return undefined;
  const [name, field] = chosen;
  switch (kind) {
    case 'add':
      return random.once(4) && second !== undefined
        ? addition([chosen, second], older, world)
        : addition([chosen], older, world);
    case 'rename':
      return renaming(name, field, older, world);
    case 'change':
      return changing(name, field, older, world);
    case 'replace':
      return replacement([chosen, ...(second === undefined ? [] : [second])], older, world);
  }
}

function rules(backport: Rule, upgrade: Rule): Written {
  return {
    ...(backport === undefined ? {} : { backport }),
    ...(upgrade === undefined ? {} : { upgrade }),
  };
}

function addition(
  added: readonly (readonly [string, Field])[],
  older: Fields,
  world: World,
): Proposal {
  const names = added.map(([name]) => name);
  const left = without(older, names);
  const [first] = added;
  const upgrade = first === undefined ? undefined : arrivingRule(first[1], left, world, false);
  const add: JsonValue = names.length === 1 ? (names[0] ?? '') : names;
  return { change: { add, ...rules(leavingRule(left, world), upgrade) }, older: left };
}

function removal(newer: Fields, older: Fields, world: World): Proposal {
  const { random } = world;
  const name = fieldName(random);
  const [alike] = shuffled([...newer], random);
  const isCopied = alike !== undefined && random.once(4);
  const field = isCopied ? { type: alike[1].type, rest: {} } : randomField(world);
  const backport = isCopied ? { copy: alike[0] } : arrivingRule(field, newer, world, true);
  const change = {
    remove: name,
    was: writeField(field),
    ...rules(backport, leavingRule(newer, world)),
  };
  return { change, older: new Map([...older, [name, field]]) };
}

function renaming(to: string, newer: Field, older: Fields, world: World): Proposal {
  const name = fieldName(world.random);
  if (world.random.once(2))
    return { change: { rename: name, to }, older: inPlace(older, to, name, newer) };
  const was = olderField(newer, world);
  const both = rules(valueRule(newer, was, world), valueRule(was, newer, world));
  const change = { rename: name, to, was: writeWas(was), ...both };
  return { change, older: inPlace(older, to, name, was) };
}

function changing(name: string, newer: Field, older: Fields, world: World): Proposal {
  const was = olderField(newer, world);
  const both = rules(valueRule(newer, was, world), valueRule(was, newer, world));
  return {
    change: { change: name, was: writeWas(was), ...both },
    older: inPlace(older, name, name, was),
  };
}

/** New fields of the same types as the old ones and of others, so that a hook can move some. */
function replacement(
  replaced: readonly (readonly [string, Field])[],
  older: Fields,
  world: World,
): Proposal {
  const { random } = world;
  const old = replaced.map(([, field]): [string, Field] => {
    const kept: Field = { type: field.type, rest: {} };
    return [fieldName(random), random.once(2) ? kept : randomField(world)];
  });
  const written = old.map(([name, field]): [string, JsonValue] => [name, writeField(field)]);
  const names = replaced.map(([name]) => name);
  const change = {
    replace: Object.fromEntries(written),
    with: names,
    backport: random.once(3) ? { hook: { loses: names.slice(0, 1) } } : 'hook',
    upgrade: 'hook',
  };
  return { change, older: new Map([...without(older, names), ...old]) };
}

function without(fields: Fields, names: readonly string[]): Fields {
  return new Map([...fields].filter(([name]) => !names.includes(name)));
}

/** A field under its older name and form, at the same place. */
function inPlace(fields: Fields, name: string, older: string, field: Field): Fields {
  return new Map([...fields].map((entry) => (entry[0] === name ? [older, field] : entry)));
}
