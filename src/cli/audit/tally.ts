// Counts over stored data. What is kept grows with the schemas, never with the data: names that no schema has are
// kept up to a limit, and counted together from there on.

import type { GeneratedCode } from '../../disk/generated-code.js';
import type { Loss } from '../../core/envelope.js';
import type { Hop } from './hops.js';

export interface Unreadable {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

/** How often something becomes of data on a hop. */
export interface Outcome {
  readonly object: string;
  readonly version: string;
  /** Without the places of elements: `Instance.ports.vnic`. */
  readonly path: string;
  /** A kind of loss, or the code of an error: `backport-refused`. */
  readonly kind: string;
  /** In the words of the first that was met; empty for losses. */
  readonly why: string;
  /** Whether the primitive does not pass at all. */
  readonly isStopped: boolean;
  /** In so many primitives. */
  count: number;
}

export interface HopTally {
  readonly hop: Hop;
  /** Primitives that pass whole, that lose something, and that do not pass. */
  whole: number;
  losing: number;
  stopped: number;
  readonly outcomes: Map<string, Outcome>;
}

export interface Tally {
  primitives: number;
  /** Objects at versions, nested ones too, by `name version`. */
  readonly versions: Map<string, number>;
  unreadable: number;
  /** The first of them. */
  readonly examples: Unreadable[];
  readonly hops: readonly HopTally[];
}

const MOST_NAMES = 10_000;
const MOST_EXAMPLES = 5;
const OTHERS = 'others';

export function newTally(hops: readonly Hop[]): Tally {
  return {
    primitives: 0,
    versions: new Map(),
    unreadable: 0,
    examples: [],
    hops: hops.map((hop) => ({ hop, whole: 0, losing: 0, stopped: 0, outcomes: new Map() })),
  };
}

export function countUnreadable(tally: Tally, found: Unreadable): void {
  tally.unreadable++;
  if (tally.examples.length < MOST_EXAMPLES) tally.examples.push(found);
}

export function countPrimitive(
  tally: Tally,
  primitive: unknown,
  prefix: string,
  code: GeneratedCode,
): void {
  tally.primitives++;
  countVersions(tally.versions, primitive, prefix);
  for (const one of tally.hops) countHop(one, primitive, labelOf(primitive, prefix), code);
}

/** An envelope's name and version, where it is one. */
export function labelOf(
  value: unknown,
  prefix: string,
): { name: string; version: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const name: unknown = Reflect.get(value, `${prefix}.name`);
  const version: unknown = Reflect.get(value, `${prefix}.version`);
  return typeof name === 'string' && typeof version === 'string' ? { name, version } : undefined;
}

/** Without recursion: data may be nested deeper than a stack. */
function countVersions(versions: Map<string, number>, root: unknown, prefix: string): void {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== 'object' || value === null) continue;
    const label = labelOf(value, prefix);
    if (label !== undefined) {
      const key = `${label.name} ${label.version}`;
      const known = versions.has(key) || versions.size < MOST_NAMES ? key : OTHERS;
      versions.set(known, (versions.get(known) ?? 0) + 1);
    }
    for (const inner of Object.values(value)) stack.push(inner);
  }
}

function countHop(
  tally: HopTally,
  primitive: unknown,
  label: { readonly name: string; readonly version: string } | undefined,
  { registry, reading }: GeneratedCode,
): void {
  const { manifest } = tally.hop;
  const about = label ?? { name: '?', version: '?' };
  try {
    const { losses } =
      manifest === undefined
        ? registry.upgrade(primitive, reading)
        : registry.backport(primitive, { manifest }, reading);
    if (losses.length === 0) tally.whole++;
    else tally.losing++;
    const once = new Set<string>();
    for (const loss of losses) add(tally.outcomes, ofLoss(loss, about), once);
  } catch (error) {
    tally.stopped++;
    add(tally.outcomes, ofError(error, about), new Set());
  }
}

type About = { readonly name: string; readonly version: string };

function ofLoss({ path, kind }: Loss, { name, version }: About): Omit<Outcome, 'count'> {
  return { object: name, version, path: withoutPlaces(path), kind, why: '', isStopped: false };
}

/** The runtime's own errors say where; anything else was thrown by a hook. */
function ofError(error: unknown, { name, version }: About): Omit<Outcome, 'count'> {
  if (!(error instanceof Error)) {
    return {
      object: name,
      version,
      path: name,
      kind: 'hook-failed',
      why: String(error),
      isStopped: true,
    };
  }
  const isOurs = 'code' in error && 'path' in error;
  const path = isOurs ? withoutPlaces(String(error.path)) : name;
  const kind = isOurs ? String(error.code) : 'hook-failed';
  const why = 'why' in error ? String(error.why) : error.message;
  return { object: name, version, path, kind, why, isStopped: true };
}

function withoutPlaces(path: string): string {
  return path.replace(/\[[^\]]*\]/g, '');
}

function add(
  outcomes: Map<string, Outcome>,
  found: Omit<Outcome, 'count'>,
  once: Set<string>,
): void {
  const wanted = `${found.object} ${found.version} ${found.kind} ${found.path}`;
  const hasRoom = outcomes.has(wanted) || outcomes.size < MOST_NAMES;
  const [key, kept] = hasRoom
    ? [wanted, found]
    : [OTHERS, { ...found, object: OTHERS, version: '' }];
  // Two elements of one list are one primitive that loses something.
  if (once.has(key)) return;
  once.add(key);
  const known = outcomes.get(key);
  if (known === undefined) outcomes.set(key, { ...kept, count: 1 });
  else known.count++;
}
