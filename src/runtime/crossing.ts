// One object on its way from one version to another, as plain data: generated code does the fields, this
// knows where it is, what is lost, what was changed, and how nested objects go on.

import type { LossKind } from '../core/envelope.js';
import type { JsonValue } from '../core/json.js';
import { canonicalDatetime } from '../core/datetime.js';
import { sameJson } from '../core/same-json.js';
import type { Codec } from './codec.js';
import type { Decoding } from './decoding.js';
import { BackportRefused, UpgradeRefused } from './errors.js';
import { atChild } from './fault.js';
import { type AnyObjectType, labelOf, lineAt, nameAt } from './object-type.js';
import { datetime } from './scalars.js';
import { type Tree, crossObject } from './tree.js';
import type { Primitive } from './wire.js';

/** What a cascade says of the objects in a field: the ordinal of all, or of each by its slot. */
type Cascade = number | Readonly<Record<string, number>>;

/** One object on its way. For generated code. */
export class Crossing {
  readonly #tree: Tree;
  readonly type: AnyObjectType;
  /** The version that the object came in. */
  readonly from: number;
  /** The version that it will have in the end. */
  readonly to: number;
  /** Where it stands in the input. */
  readonly path: string;
  /** The lines of fields that were changed. */
  readonly marks: Set<number>;
  /** While a hook is yet to come, nested objects are not looked into. */
  opaque = false;
  /** Where the data of a line stood in the input, if it was not under the line's own name. */
  readonly #origins = new Map<number, readonly string[]>();
  /** The lines whose data lost something on its way. */
  readonly #lossy = new Set<number>();
  /** A decoder takes over afterwards: it looks into nested objects itself. */
  decodes = false;

  constructor(
    tree: Tree,
    type: AnyObjectType,
    from: number,
    to: number,
    path: string,
    marks: Set<number>,
  ) {
    this.#tree = tree;
    this.type = type;
    this.from = from;
    this.to = to;
    this.path = path;
    this.marks = marks;
  }

  /** How its input is read. */
  get at(): Decoding {
    return this.#tree.at;
  }

  // ── Reading ─────────────────────────────────────────────────────────────────────────────────

  /** A value that has one form only, checked; unset stays unset. */
  read<T>(value: unknown, check: (value: unknown, path: string) => T, name: string): T | undefined {
    if (value === undefined) return undefined;
    const result = this.#located(() => check(value, `${this.type.name}.${name}`));
    // A text in another form may have said more than a datetime can.
    if (result !== value && isCut(value, check)) {
      this.#lose('datetime', `${this.path}.${name}`, this.from);
    }
    return result;
  }

  /** The same where null is a value. */
  readNullable<T>(
    value: unknown,
    check: (value: unknown, path: string) => T,
    name: string,
  ): T | null | undefined {
    return value === null ? null : this.read(value, check, name);
  }

  /** A value of any other type, checked and canonical. */
  readBy<T>(value: unknown, codec: Codec<T>, name: string): unknown {
    if (value === undefined) return undefined;
    const { at } = this.#tree;
    const result = this.#located(() => codec.check(value, `${this.type.name}.${name}`, at));
    for (const path of at.cuts?.splice(0) ?? []) {
      this.#lose('datetime', this.path + path.slice(this.type.name.length), this.from);
    }
    return result;
  }

  /** Runs a check; its error names this object, and finds it where it stands. */
  #located<T>(check: () => T): T {
    try {
      return check();
    } catch (error) {
      throw atChild(error, this.path);
    }
  }

  // ── Losses and refusals ─────────────────────────────────────────────────────────────────────

  /**
   * A field that the far side does not have; `filled` is what would come back in its place. A value that is that
   * only because it lost something is lost all the same.
   */
  dropped(value: unknown, name: string, since: number, filled?: JsonValue): undefined {
    if (value === undefined) return undefined;
    const line = lineAt(this.type, name, this.#near(since));
    const isWhole = line === undefined || !this.#lossy.has(line);
    // Values on their way are canonical JSON.
    if (isWhole && filled !== undefined && sameJson(value as JsonValue, filled)) return undefined;
    for (const path of this.#originsOf(name, this.#near(since))) this.#lose('drop', path, since);
    return undefined;
  }

  /**
   * Reports a loss; `path` begins with the name that the field has on the near side of the step. Of what a rule
   * filled in nothing of the input is lost.
   */
  lost(kind: LossKind, path: string, since: number): void {
    const name = fieldOf(path);
    const [origin] = this.#originsOf(name, this.#near(since));
    if (origin === undefined) return;
    this.lostSomething(name, since);
    this.#lose(kind, origin + path.slice(name.length), since);
  }

  /** A field of the near side is not whole any more, whoever hears of it. */
  lostSomething(name: string, since: number): void {
    const line = lineAt(this.type, name, this.#near(since));
    if (line !== undefined) this.#lossy.add(line);
  }

  /** Reports a loss that a hook admits to. */
  lostByHook(path: string, since: number): void {
    this.#lose('hook', this.#inInput(path, since), since);
  }

  #lose(kind: LossKind, path: string, since: number): void {
    const { type } = this;
    this.#tree.losses.push({
      object: type.name,
      path,
      from: labelOf(type, this.from),
      to: labelOf(type, this.to),
      kind,
      since: labelOf(type, since),
    });
  }

  /** Where a field's data stood in the input: in several places, or in none where a rule filled it in. */
  #originsOf(name: string, at: number): readonly string[] {
    const line = lineAt(this.type, name, at);
    if (line === undefined) return [];
    const own = nameAt(this.type, line, this.from);
    return this.#origins.get(line) ?? (own === undefined ? [] : [`${this.path}.${own}`]);
  }

  #near(since: number): number {
    return this.from < this.to ? since - 1 : since;
  }

  #far(since: number): number {
    return this.from < this.to ? since : since - 1;
  }

  /** Where something of the near side of a step stood in the input. */
  #inInput(path: string, since: number): string {
    const name = fieldOf(path);
    const [origin = `${this.path}.${name}`] = this.#originsOf(name, this.#near(since));
    return origin + path.slice(name.length);
  }

  /** How many losses were reported so far. */
  get losses(): number {
    return this.#tree.losses.length;
  }

  /** The field goes to a hook, which will tell what is lost. */
  forgetLosses(since: number): void {
    this.#tree.losses.splice(since);
  }

  /** The whole field went with its last loss: those of its elements before it are no news. */
  keepLastLoss(since: number): void {
    const { losses } = this.#tree;
    const last = losses.at(-1);
    if (last !== undefined && losses.length > since) losses.splice(since, Infinity, last);
  }

  /** Refuses, as a declared rule says. */
  refuse(path: string, shown: string, why: string, since: number): never {
    const where = this.#inInput(path, since);
    const { type } = this;
    const [from, to] = [labelOf(type, this.from), labelOf(type, this.to)];
    const refused = { object: type.name, from, to };
    throw this.from < this.to
      ? new UpgradeRefused(where, shown, why, refused)
      : new BackportRefused(where, shown, why, refused);
  }

  // ── Moves between fields ────────────────────────────────────────────────────────────────────

  /** Data went from a field of the near side under a key of a map of the far side, which was there or was made. */
  wentInto(near: string, far: string, since: number, wasThere: boolean): void {
    this.moved(near, far, since);
    const origins = this.#originsOf(near, this.#near(since));
    const before = wasThere ? this.#originsOf(far, this.#far(since)) : [];
    this.#comesFrom(far, since, [...before, ...origins]);
  }

  /** Data under a key of a map of the near side became a field of the far side. */
  cameOutOf(near: string, key: string, far: string, since: number): void {
    this.moved(near, far, since);
    const origins = this.#originsOf(near, this.#near(since));
    const within = origins.map((origin) => `${origin}[${JSON.stringify(key)}]`);
    this.#comesFrom(far, since, within);
  }

  /** A hook wrote a field of the far side. */
  writtenByHook(far: string, since: number): void {
    const [origin = `${this.path}.${far}`] = this.#originsOf(far, this.#far(since));
    this.#comesFrom(far, since, [origin]);
    const line = lineAt(this.type, far, this.#far(since));
    if (line !== undefined) this.#lossy.delete(line);
  }

  #comesFrom(far: string, since: number, origins: readonly string[]): void {
    const line = lineAt(this.type, far, this.#far(since));
    if (line !== undefined) this.#origins.set(line, origins);
  }

  /** Data went from a field of the near side into one of the far side: the mark goes with it, and what it lost. */
  moved(near: string, far: string, since: number): void {
    const source = lineAt(this.type, near, this.#near(since));
    const goal = lineAt(this.type, far, this.#far(since));
    if (source === undefined || goal === undefined) return;
    if (this.marks.has(source)) this.marks.add(goal);
    if (this.#lossy.has(source)) this.#lossy.add(goal);
  }

  // ── Nested objects ──────────────────────────────────────────────────────────────────────────

  /** The objects inside a field that is still there; `version` is what a cascade says of them. */
  child<T>(value: unknown, codec: Codec<T>, name: string, version?: Cascade): unknown {
    if (value === undefined || this.opaque || this.decodes) return value;
    if (codec.cross === undefined) return value;
    const line = lineAt(this.type, name, this.to);
    const known = line === undefined ? undefined : nameAt(this.type, line, this.from);
    this.#cascade = version;
    const result = codec.cross(value, `${this.path}.${known ?? name}`, this);
    this.#cascade = undefined;
    return result;
  }

  #cascade: Cascade | undefined = undefined;

  /** One nested object, which stands at `path` in the input. */
  nested(type: AnyObjectType, value: unknown, path: string): Primitive {
    const cascade = this.#cascade;
    const ordinal = typeof cascade === 'object' ? ordinalOfSlot(cascade, type.slot) : cascade;
    return crossObject(this.#tree, type, value, path, ordinal);
  }
}

function ordinalOfSlot(
  cascade: Readonly<Record<string, number>>,
  slot: string,
): number | undefined {
  return Object.hasOwn(cascade, slot) ? cascade[slot] : undefined;
}

/** The field that a path begins with. */
function fieldOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}

function isCut(value: unknown, check: unknown): boolean {
  if (check !== datetime || typeof value !== 'string') return false;
  return canonicalDatetime(value)?.cut === true;
}
