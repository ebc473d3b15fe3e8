// Law 5, the other half: nothing is lost that was not declared, and whatever is declared can happen.

import type { Loss } from '../../core/envelope.js';
import { formatVersion, sameVersion, type Version } from '../../core/version.js';
import { ledgerOf, type LedgerEntry } from '../../interpret/index.js';
import { shapeAt } from '../../model/index.js';
import type { Model, ObjectModel } from '../../model/model.js';
import { own, standing } from './envelope.js';
import type { Outcome } from './outcome.js';

/** An entry of the ledger between two versions of an object that no value brought about. */
export interface Unreached {
  readonly object: ObjectModel;
  readonly entry: LedgerEntry;
}

interface Way {
  readonly object: ObjectModel;
  readonly from: Version;
  readonly to: Version;
  readonly entries: readonly LedgerEntry[];
  readonly seen: Set<LedgerEntry>;
  /** Crossings that came to an end: where everything is refused, nothing else can happen. */
  crossed: number;
  tried: number;
}

/** Remembers what crossings lost, and holds it against the ledger. */
export class Coverage {
  readonly #model: Model;
  readonly #prefix: string;
  readonly #ways = new Map<string, Way>();

  constructor(model: Model, prefix: string) {
    this.#model = model;
    this.#prefix = prefix;
  }

  /** Takes note of a crossing of the root of an object; returns the losses that no rule declares. */
  note(object: ObjectModel, from: Version, to: Version, outcome: Outcome): readonly Loss[] {
    const way = this.#way(object, from, to);
    way.tried++;
    if (outcome.kind === 'refused') {
      this.#refused(way, outcome.path);
      return [];
    }
    if (outcome.kind !== 'value') return [];
    way.crossed++;
    this.#filled(way, outcome);
    return outcome.losses.filter((loss) => !this.#isDeclared(loss));
  }

  /** How many entries the ledgers have of all ways that were gone, and how many of them happened. */
  get counts(): { readonly declared: number; readonly seen: number } {
    let [declared, seen] = [0, 0];
    for (const way of this.#gone()) {
      declared += way.entries.length;
      seen += way.seen.size;
    }
    return { declared, seen };
  }

  /** Ways that nothing went: a rule refuses whatever comes. */
  closed(): readonly { readonly object: string; readonly from: string; readonly to: string }[] {
    return [...this.#ways.values()]
      .filter(({ crossed, tried }) => tried > 0 && crossed === 0)
      .map(({ object, from, to }) => ({
        object: object.name,
        from: formatVersion(from),
        to: formatVersion(to),
      }));
  }

  /** What was declared and never happened, on ways that were gone. */
  unreached(): readonly Unreached[] {
    return this.#gone().flatMap(({ object, entries, seen }) =>
      entries.filter((entry) => !seen.has(entry)).map((entry) => ({ object, entry })),
    );
  }

  #gone(): readonly Way[] {
    return [...this.#ways.values()].filter(({ crossed }) => crossed > 0);
  }

  #way(object: ObjectModel, from: Version, to: Version): Way {
    const key = `${object.key} ${formatVersion(from)} ${formatVersion(to)}`;
    const known = this.#ways.get(key);
    if (known !== undefined) return known;
    const entries = ledgerOf(object, from, to);
    const way: Way = { object, from, to, entries, seen: new Set(), crossed: 0, tried: 0 };
    this.#ways.set(key, way);
    return way;
  }

  #refused({ object, entries, seen }: Way, path: string): void {
    const field = fieldOf(path);
    for (const entry of entries) {
      if (entry.kind !== 'refuse') continue;
      if (entry.path === object.name || fieldOf(entry.path) === field) seen.add(entry);
    }
  }

  #filled({ object, to, entries, seen }: Way, outcome: Extract<Outcome, { kind: 'value' }>): void {
    const result = standing(outcome.primitive, this.#prefix, [object]);
    if (result === undefined || !sameVersion(result.version, to)) return;
    for (const entry of entries) {
      if (entry.kind !== 'fill') continue;
      if (own(result.data, fieldOf(entry.path)) !== undefined) seen.add(entry);
    }
  }

  #isDeclared(loss: Loss): boolean {
    return this.#objectsOf(loss).some(({ object, from, to }) => {
      const { entries, seen } = this.#way(object, from, to);
      const found = entries.filter((entry) => isOf(entry, loss));
      for (const entry of found) seen.add(entry);
      return found.length > 0;
    });
  }

  /** The objects of that name that have both versions. */
  #objectsOf({ object: name, from, to }: Loss): readonly Pick<Way, 'object' | 'from' | 'to'>[] {
    return [...this.#model.objects.values()].flatMap((object) => {
      if (object.name !== name) return [];
      const start = object.versions.find((version) => formatVersion(version) === from);
      const end = object.versions.find((version) => formatVersion(version) === to);
      if (start === undefined || end === undefined || shapeAt(object, start) === undefined)
        return [];
      return [{ object, from: start, to: end }];
    });
  }
}

function isOf(entry: LedgerEntry, loss: Loss): boolean {
  return entry.kind === loss.kind && entry.since === loss.since && endsIn(loss.path, entry.path);
}

/** Whether `Instance.ports[0].fixed_ips[1]` is what `Port.fixed_ips` speaks of. */
function endsIn(path: string, declared: string): boolean {
  const wanted = partsOf(declared).slice(1);
  const names = partsOf(path);
  const found = names.slice(-wanted.length);
  return wanted.every((name, i) => found[i] === name);
}

function fieldOf(path: string): string {
  return partsOf(path).at(-1) ?? '';
}

/** The names in a path, without indexes and keys. */
function partsOf(path: string): readonly string[] {
  return path.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '').split('.');
}
