// Releases, and what each two of them lose to each other, as the site shows them.

import { kebabCase } from '../../core/names.js';
import { formatVersion } from '../../core/version.js';
import type { Model } from '../../model/index.js';
import type { LossGroup, LossPage, ReleaseColumn } from '../../site/index.js';
import { lossReport, type LossReport, type ObjectLosses } from '../losses/report.js';
import type { Speaking } from '../losses/speaking.js';
import { objectHref } from './addresses.js';
import { lossRow } from './object-losses.js';

export interface SpokenRelease {
  readonly speaking: Speaking;
  readonly isSupported: boolean;
}

export function releaseColumns(releases: readonly SpokenRelease[]): readonly ReleaseColumn[] {
  return releases.map(({ speaking, isSupported }) => ({
    name: speaking.name,
    isSupported,
    versions: new Map(
      [...speaking.objects].map(([key, { version }]) => [key, formatVersion(version)]),
    ),
  }));
}

/** A page for each two that may run beside each other: what nobody runs any more loses nothing. */
export function lossPages(model: Model, releases: readonly SpokenRelease[]): readonly LossPage[] {
  const running = releases.filter(({ isSupported }) => isSupported);
  const used = new Set<string>();
  return running.flatMap(({ speaking: newer }, i) =>
    running
      .slice(0, i)
      .reverse()
      .map(({ speaking: older }) => {
        const report = lossReport(older, newer);
        return lossPage(model, report, slugOf(report, used));
      }),
  );
}

/** Names of releases are free texts: what they have in common as names of files is told apart by a number. */
function slugOf({ older, newer }: LossReport, used: Set<string>): string {
  const plain = (name: string): string => kebabCase(name).replace(/[^a-z0-9.]+/g, '-');
  const wanted = `${plain(older)}-and-${plain(newer)}`;
  let slug = wanted;
  for (let n = 2; used.has(slug); n++) slug = `${wanted}-${n}`;
  used.add(slug);
  return slug;
}

function lossPage(model: Model, { older, newer, objects }: LossReport, slug: string): LossPage {
  const groups = (way: 'backport' | 'upgrade'): readonly LossGroup[] =>
    objects.filter((object) => object[way].length > 0).map((object) => groupOf(model, object, way));
  return {
    slug,
    older,
    newer,
    backport: groups('backport'),
    upgrade: groups('upgrade'),
    strangers: objects.flatMap((object) => stranger(object, older, newer)),
  };
}

function groupOf(model: Model, losses: ObjectLosses, way: 'backport' | 'upgrade'): LossGroup {
  const { object, older, newer } = losses;
  const [from, to] = way === 'backport' ? [newer, older] : [older, newer];
  const found = [...model.objects.values()].find(
    ({ name, isNewestMajor }) => name === object && isNewestMajor,
  );
  return {
    object,
    href: found === undefined ? undefined : objectHref(model, found.key),
    from: from ?? '',
    to: to ?? '',
    rows: losses[way].map(lossRow),
  };
}

function stranger(
  { relation, object, ...at }: ObjectLosses,
  older: string,
  newer: string,
): string[] {
  switch (relation) {
    case 'unknown-to-older':
      return [`\`${object}\` ${at.newer ?? ''} is unknown to ${older}, and cannot be sent there`];
    case 'unknown-to-newer':
      return [`\`${object}\` ${at.older ?? ''} is unknown to ${newer}, and cannot be read there`];
    case 'unrelated':
      return [`\`${object}\`: no history leads from ${at.older ?? ''} to ${at.newer ?? ''}`];
    case 'alike':
    case 'crosses':
      return [];
  }
}
