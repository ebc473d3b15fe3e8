// What a process writes: a release's manifest, or the least that all live services speak.

import type { Manifest } from '../core/envelope.js';
import { sameJson } from '../core/same-json.js';
import { compareVersions, parseWireVersion } from '../core/version.js';
import type { ClassOf, FieldOf, Registry, VersionedObject } from '../runtime/index.js';
import { RpcError } from './errors.js';
import { type RpcObserver, teller } from './watching/events.js';

/** What one service says that it speaks. */
export interface ServiceReport {
  /** `compute-17`. */
  readonly service: string;
  readonly manifest: Manifest;
  /** Milliseconds since 1970. */
  readonly reportedAt: number;
}

/** What a process writes by, and why. */
export interface Pin {
  /** Undefined while it writes the newest of everything. */
  readonly manifest: Manifest | undefined;
  /** Why an object is written at its version: `compute-17 reported it 4 s ago`. */
  explain(object: string): string;
}

/** Writes by the manifest of a release, or of whatever this is called. */
export function pinnedTo(name: string, manifest: Manifest): Pin {
  return {
    manifest: Object.freeze({ ...manifest }),
    explain: (object) => {
      const version = Object.hasOwn(manifest, object) ? manifest[object] : undefined;
      return version === undefined
        ? `${name} does not name ${object}`
        : `${object} is at ${version}, because this process is pinned to ${name}`;
    },
  };
}

/** What a pin by the live services needs. */
export interface AutoPinOptions {
  readonly registry: Registry;
  /** All services that are alive, this one too. */
  readonly services: () => Promise<readonly ServiceReport[]>;
  /** How long an answer counts, in milliseconds; 60 000 when absent. */
  readonly timeToLiveMs?: number;
  /** The time, in milliseconds since 1970. */
  readonly now?: () => number;
  readonly observer?: RpcObserver;
}

/** The least of the live services' manifests, asked anew when it is too old or when somebody says so. */
export class AutoPin implements Pin {
  readonly #options: AutoPinOptions;
  #known: { readonly at: number; readonly reports: readonly ServiceReport[] } | undefined;
  #asking: Promise<void> | undefined;

  constructor(options: AutoPinOptions) {
    this.#options = options;
  }

  /** What was known at the last refresh. */
  get manifest(): Manifest | undefined {
    return this.#known === undefined ? undefined : leastOf(this.#known.reports);
  }

  /** The manifest, asked for anew where what is known is too old. */
  async current(): Promise<Manifest> {
    const { timeToLiveMs = 60_000 } = this.#options;
    if (this.#known === undefined || this.#now() - this.#known.at >= timeToLiveMs) {
      await this.refresh();
    }
    return this.manifest ?? {};
  }

  /** Asks now; those who ask at the same time share one answer. */
  async refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    await this.#asking;
  }

  async #ask(): Promise<void> {
    const { services, observer } = this.#options;
    const tell = teller(observer);
    const before = this.manifest ?? {};
    try {
      const reports = await services();
      this.#known = { at: this.#now(), reports };
    } catch (error) {
      tell({ kind: 'pin-not-refreshed' });
      throw error;
    }
    const isChanged = !sameJson(before, this.manifest ?? {});
    tell({ kind: 'pin-refreshed', services: this.#known.reports.length, isChanged });
  }

  explain(object: string): string {
    if (this.#known === undefined) return 'no service was asked yet';
    const { reports } = this.#known;
    const silent = reports.find(({ manifest }) => !Object.hasOwn(manifest, object));
    if (silent !== undefined) return `${silent.service} does not speak ${object}`;
    const [least] = [...reports].sort((a, b) => order(a.manifest[object], b.manifest[object]));
    if (least === undefined) return 'no service is alive';
    const seconds = Math.max(0, Math.round((this.#now() - least.reportedAt) / 1000));
    return `${object} is at ${least.manifest[object] ?? ''}: ${least.service} reported it ${seconds} s ago`;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

/** For each name that every service has, the oldest version. */
export function leastOf(reports: readonly ServiceReport[]): Manifest {
  const [first, ...others] = reports;
  if (first === undefined) return {};
  const shared = Object.keys(first.manifest).filter((name) =>
    others.every(({ manifest }) => Object.hasOwn(manifest, name)),
  );
  const entries = shared.map((name): [string, string] => {
    const versions = reports.map(({ manifest }) => manifest[name] ?? '');
    return [name, versions.sort(order)[0] ?? ''];
  });
  return Object.freeze(Object.fromEntries(entries));
}

function order(a: string | undefined, b: string | undefined): number {
  const [one, other] = [parseWireVersion(a ?? ''), parseWireVersion(b ?? '')];
  if (one === undefined || other === undefined)
    return Number(one !== undefined) - Number(other !== undefined);
  return compareVersions(one, other);
}

/** Whether whoever reads by this pin knows a field: business code asks before it relies on it. */
export function supports<T extends VersionedObject>(
  { manifest }: Pick<Pin, 'manifest'>,
  objectClass: ClassOf<T>,
  property: FieldOf<T>,
): boolean {
  const { $$type: type } = objectClass;
  const field = type.byProperty.get(property);
  if (field === undefined) return false;
  if (manifest === undefined) return true;
  const full = `${type.namespace}/${type.name}`;
  const key = Object.hasOwn(manifest, full) ? full : type.name;
  const version = Object.hasOwn(manifest, key) ? (manifest[key] ?? '') : '';
  const ordinal = type.ordinals.get(version);
  if (ordinal === undefined) return order(version, type.version) > 0;
  const bit = type.bits.get(property);
  return type.rows.some((row) => row.line === bit && row.since <= ordinal && ordinal <= row.until);
}

/**
 * Refuses to start: a process that cannot read what the fleet already writes, and one that is older than what
 * the fleet still supports.
 *
 * @throws RpcError `may-not-start`, which says who writes what.
 */
export function assertMayStart(
  registry: Registry,
  fleet: { readonly writes: readonly ServiceReport[]; readonly oldestSupported?: Manifest },
): void {
  const own = registry.manifest();
  for (const { service, manifest } of fleet.writes) {
    for (const [name, version] of Object.entries(manifest)) {
      const known = Object.hasOwn(own, name) ? own[name] : undefined;
      if (known === undefined || order(version, known) <= 0) continue;
      throw new RpcError(
        'may-not-start',
        name,
        `${service} already writes ${name} ${version}, and this process reads it up to ${known}: upgrade it first`,
      );
    }
  }
  for (const [name, oldest] of Object.entries(fleet.oldestSupported ?? {})) {
    const known = Object.hasOwn(own, name) ? own[name] : undefined;
    if (known === undefined || order(known, oldest) >= 0) continue;
    throw new RpcError(
      'may-not-start',
      name,
      `this process speaks ${name} ${known}, and the fleet supports none before ${oldest}: it is too old`,
    );
  }
}
