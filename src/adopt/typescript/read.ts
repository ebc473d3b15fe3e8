// Files of TypeScript as drafts: every exported interface, object type and enum, and what those hold.

import type { ts } from 'ts-morph';
import type { SourceFile } from '../../load/index.js';
import type { ReadProperty } from '../draft.js';
import type { Drafting } from '../drafting.js';
import type { Problem } from '../problem.js';
import type { ReadyToRead } from '../ready.js';
import { commentOf, docOf } from './comment.js';
import { describe, shown } from './convert.js';
import { meaningOf, type Meaning } from './meaning.js';
import { convertMembers, type Owner } from './members.js';
import { spanOf, type Reader } from './reader.js';
import { resolveName } from './resolve.js';
import { readUnit, type NamedType, type Unit } from './unit.js';

/** Parses all files; the problems are those of files that are no TypeScript. */
export async function openTypeScript(
  files: readonly SourceFile[],
  drafting: Drafting,
): Promise<ReadyToRead | readonly Problem[]> {
  if (files.length === 0) return { claim: () => undefined, read: () => undefined };
  const { ts } = await import('ts-morph');
  const units = new Map<string, Unit>();
  const problems: Problem[] = [];
  for (const file of files) {
    const unit = readUnit(ts, file);
    if ('message' in unit) problems.push(unit);
    else units.set(file.path, unit);
  }
  if (problems.length > 0) return problems;
  const reader: Reader = {
    ts,
    units,
    drafting,
    adopted: new Map(),
    extended: new Set(),
    queue: [],
  };
  return {
    claim: () => {
      for (const unit of units.values()) claimExported(unit, reader);
    },
    read: () => {
      // Grows while it is walked, by types that are held and not exported.
      for (const type of reader.queue) readType(type, reader);
      for (const unit of units.values()) noteUnused(unit, reader);
    },
  };
}

function claimExported(unit: Unit, reader: Reader): void {
  const { ts, units, drafting, adopted, queue } = reader;
  const before = queue.length;
  for (const [name, local] of unit.exports) {
    const type = typeof local === 'string' ? unit.types.get(local) : undefined;
    const [node] = type?.nodes ?? [];
    // Exported under two names it is still one type.
    if (type === undefined || node === undefined || adopted.has(type)) continue;
    const source = spanOf(node.name, unit);
    const meaning = meaningOf(ts, type, units);
    if (meaning.kind === 'object' || meaning.kind === 'enum') {
      const schemaName = drafting.claim(name === 'default' ? type.name : name, source);
      if (meaning.kind === 'enum') drafting.markEnum(schemaName);
      adopted.set(type, schemaName);
      queue.push(type);
    } else if (meaning.kind === 'none') {
      drafting.notes.say('adopt/not-adopted', source, { name: type.name, why: meaning.why });
    } else {
      const found = describeMeaning(meaning, reader);
      drafting.notes.say('adopt/written-out', source, { name: type.name, found });
    }
  }
  for (const { name, why, node } of unit.others) {
    drafting.notes.say('adopt/not-adopted', spanOf(node, unit), { name, why });
  }
  if (queue.length === before) drafting.noteNothing(unit.places(0, 0));
}

function describeMeaning(
  meaning: Exclude<Meaning, { readonly kind: 'none' }>,
  { ts }: Reader,
): string {
  if (meaning.kind === 'alias') return describe(ts, meaning.type);
  return meaning.kind === 'numbers' ? 'an enum of numbers' : 'a map';
}

function readType(type: NamedType, reader: Reader): void {
  const { ts, units, drafting, adopted } = reader;
  const [node] = type.nodes;
  const name = adopted.get(type);
  if (node === undefined || name === undefined) throw new Error(`${type.name} has no name`);
  const source = spanOf(node.name, type.unit);
  const comments = type.nodes.map((one) => commentOf(ts, one));
  const text = comments.map((one) => one.text).join('\n\n');
  const doc = docOf(
    text,
    comments.flatMap((one) => one.tags),
  );
  const head = { name, source, ...(doc === undefined ? {} : { doc }) };
  const meaning = meaningOf(ts, type, units);
  if (meaning.kind === 'enum') drafting.addEnum(head, meaning.values);
  if (meaning.kind !== 'object') return;
  const owner = { unit: type.unit, object: name };
  drafting.addObject(head, propertiesOf(meaning, owner, [type], reader), 'properties');
}

type ObjectMeaning = Extract<Meaning, { readonly kind: 'object' }>;

/** Those of what it extends first; what it declares again takes the place of the other. */
function propertiesOf(
  { members, bases }: ObjectMeaning,
  owner: Owner,
  within: readonly NamedType[],
  reader: Reader,
): readonly ReadProperty[] {
  const byName = new Map<string, ReadProperty>();
  const inherited = bases.flatMap((base) => inheritedFrom(base, owner, within, reader));
  for (const read of [...inherited, ...convertMembers(members, owner, reader)]) {
    byName.set(read.property.property, read);
  }
  return [...byName.values()];
}

function inheritedFrom(
  base: ts.TypeNode,
  owner: Owner,
  within: readonly NamedType[],
  reader: Reader,
): readonly ReadProperty[] {
  const { ts, units, drafting } = reader;
  const source = spanOf(base, owner.unit);
  const type = nameOfBase(ts, base, owner.unit, units);
  const meaning = type === undefined ? undefined : meaningOf(ts, type, units);
  if (type === undefined || meaning?.kind !== 'object' || within.includes(type)) {
    const what = `what it has from ${shown(base)}`;
    const why = 'is not declared as a plain object in the files';
    drafting.notes.say('adopt/left-out', source, { what, object: owner.object, why });
    return [];
  }
  drafting.notes.say('adopt/flattened', source, { object: owner.object, base: type.name });
  reader.extended.add(type);
  const from = { unit: type.unit, object: owner.object };
  return propertiesOf(meaning, from, [...within, type], reader);
}

function nameOfBase(
  ts: Reader['ts'],
  base: ts.TypeNode,
  unit: Unit,
  units: ReadonlyMap<string, Unit>,
): NamedType | undefined {
  const name = ts.isExpressionWithTypeArguments(base)
    ? base.expression
    : ts.isTypeReferenceNode(base)
      ? base.typeName
      : undefined;
  const isPlain = name !== undefined && ts.isIdentifier(name) && !hasArguments(base);
  return isPlain ? resolveName(name.text, unit, units) : undefined;
}

function hasArguments(base: ts.TypeNode): boolean {
  return 'typeArguments' in base && base.typeArguments !== undefined;
}

/** Types that nobody exports or holds. */
function noteUnused(unit: Unit, { ts, units, drafting, adopted, extended }: Reader): void {
  const exported = new Set(unit.exports.values());
  for (const type of unit.types.values()) {
    const [node] = type.nodes;
    if (node === undefined || exported.has(type.name)) continue;
    if (adopted.has(type) || extended.has(type)) continue;
    const { kind } = meaningOf(ts, type, units);
    if (kind !== 'object' && kind !== 'enum') continue;
    const why = 'is not exported, nor held by what is';
    drafting.notes.say('adopt/not-adopted', spanOf(node.name, unit), { name: type.name, why });
  }
}
