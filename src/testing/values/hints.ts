// Values that a history speaks of: what its rules name, what older and newer limits exclude, what can be
// parsed, which keys of maps are taken. Without them a rule might never be tried.

import { canonicalScalar } from '../../core/canonical-scalar.js';
import type { JsonValue } from '../../core/json.js';
import { parseScalar, scalarText } from '../../core/scalar-text.js';
import { sameVersion } from '../../core/version.js';
import type {
  FieldChange,
  FieldShape,
  Limits,
  ObjectModel,
  Shape,
  Type,
  ValueRule,
} from '../../model/model.js';
import { isAllowed } from './limited.js';
import { edgesOf } from './scalars.js';

/** By the field's name at the version asked for. */
export interface Hints {
  /** Scalars for the field, or for what its containers hold. */
  readonly scalars: ReadonlyMap<string, readonly JsonValue[]>;
  /** Keys of the field's map under which other versions keep something, with texts that fit and one that does not. */
  readonly entries: ReadonlyMap<string, readonly (readonly [key: string, text: string])[]>;
  /** A field, and the map that it goes into. */
  readonly moves: readonly { readonly field: string; readonly map: string; readonly key: string }[];
}

interface Gathering {
  readonly scalars: Map<string, JsonValue[]>;
  readonly entries: Map<string, [string, string][]>;
  readonly moves: { field: string; map: string; key: string }[];
}

/** What the steps before and after a version say of its fields. */
export function hintsOf(object: ObjectModel, { version, fields }: Shape): Hints {
  const at = object.versions.findIndex((each) => sameVersion(each, version));
  const found: Gathering = { scalars: new Map(), entries: new Map(), moves: [] };
  const ways = [
    { steps: object.steps.slice(0, at).reverse(), isBack: true },
    { steps: object.steps.slice(at), isBack: false },
  ];
  for (const { steps, isBack } of ways) {
    // By their names on the near side of each step.
    let known: ReadonlyMap<string, FieldShape> = fields;
    for (const { changes } of steps) {
      const next = new Map(known);
      for (const change of changes) gather(change, isBack, known, next, found);
      known = next;
    }
  }
  return found;
}

function gather(
  change: FieldChange,
  isBack: boolean,
  known: ReadonlyMap<string, FieldShape>,
  next: Map<string, FieldShape>,
  found: Gathering,
): void {
  switch (change.kind) {
    case 'add':
    case 'remove': {
      const field = change.kind === 'add' ? change.newer : change.older;
      const leaves = (change.kind === 'add') === isBack;
      const original = known.get(field.name);
      if (leaves) next.delete(field.name);
      const into = change.kind === 'add' ? change.backport : change.upgrade;
      const from = change.kind === 'add' ? change.upgrade : change.backport;
      const move = leaves ? into : from;
      if (move.kind !== 'into' && move.kind !== 'from') return;
      const map = known.get(move.field);
      if (map === undefined) return;
      if (original !== undefined) {
        found.moves.push({ field: original.name, map: map.name, key: move.key });
      }
      for (const text of textsOf(field.type)) add(found.entries, map.name, [move.key, text]);
      return;
    }
    case 'carry': {
      const [near, far] = isBack ? [change.newer, change.older] : [change.older, change.newer];
      const original = known.get(near.name);
      if (original === undefined) return;
      next.delete(near.name);
      next.set(far.name, original);
      for (const value of spokenOf(original, far, [change.backport, change.upgrade])) {
        add(found.scalars, original.name, value);
      }
      return;
    }
    case 'replace':
      for (const { name } of isBack ? change.newer : change.older) next.delete(name);
  }
}

function add<T>(to: Map<string, T[]>, name: string, value: T): void {
  to.set(name, [...(to.get(name) ?? []), value]);
}

/** Values of the field that a change names or excludes. */
function spokenOf(
  field: FieldShape,
  far: FieldShape,
  rules: readonly ValueRule[],
): readonly JsonValue[] {
  const leaf = leafOf(field.type);
  if (leaf.kind !== 'scalar') return [];
  const texts = rules.flatMap(({ values }) => [...(values?.keys() ?? [])]);
  const goal = leafOf(far.type);
  const isParsed = goal.kind === 'enum' || rules.some(({ convert }) => convert === 'parse');
  if (isParsed) texts.push(...textsOf(goal));
  const candidates = [
    ...texts.map((text) => parseScalar(leaf.scalar, text)),
    ...beyond(far.limits),
    ...edgesOf(leaf.scalar).filter((edge) => !isAllowed(edge, far.limits)),
  ];
  return candidates.filter((value): value is JsonValue => {
    if (value === undefined || !isAllowed(value, field.limits)) return false;
    return canonicalScalar(leaf.scalar, value)?.value === value;
  });
}

/** Texts that spell values of the type, canonically and otherwise, and one that spells none. */
function textsOf(type: Type): readonly string[] {
  const leaf = leafOf(type);
  if (leaf.kind === 'enum') return [...leaf.values, '?'];
  if (leaf.kind !== 'scalar') return ['?'];
  const texts = edgesOf(leaf.scalar).map((value) => scalarText(leaf.scalar, value));
  const others = texts.flatMap((text) => [text.toUpperCase(), `0${text}`, ` ${text}`]);
  return [...new Set([...texts, '-0', ...others, '?'])];
}

/** On, and just beyond, each bound. */
function beyond({ min, max, minLength, maxLength }: Limits): readonly JsonValue[] {
  const found: JsonValue[] = [];
  if (typeof min === 'number') found.push(min, min - 1);
  if (typeof max === 'number') found.push(max, max + 1);
  if (typeof min === 'string') found.push(min, String(BigInt(min) - 1n));
  if (typeof max === 'string') found.push(max, String(BigInt(max) + 1n));
  if (minLength !== undefined && minLength > 0) found.push('x'.repeat(minLength - 1));
  if (maxLength !== undefined) found.push('x'.repeat(maxLength + 1), '😀'.repeat(maxLength + 1));
  return found;
}

function leafOf(type: Type): Type {
  if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map')
    return leafOf(type.element);
  return type;
}
