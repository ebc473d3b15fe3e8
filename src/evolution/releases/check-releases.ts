// Whether the releases hold together: each closed under nesting, none below the one before it, all as they were cut.

import { diagnose } from '../../diagnostics/diagnose.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { nearest } from '../../diagnostics/nearest.js';
import type { ReleasesDeclaration } from '../../load/index.js';
import type { Model } from '../../model/index.js';
import { checkClosed } from './check-closed.js';
import { checkOrder } from './check-order.js';
import { cutReleases } from './cut-releases.js';
import { releaseNames } from './release-names.js';
import { speak, type SpokenRelease } from './spoken-release.js';

/**
 * All findings about the releases of a model that is whole: what the schemas have errors in is not in it, and would
 * be called unknown. `before` is the baseline's releases, which were cut.
 */
export function checkReleases(
  releases: ReleasesDeclaration,
  model: Model,
  settings: { readonly namespace: string },
  before?: ReleasesDeclaration,
): readonly Diagnostic[] {
  const names = releaseNames(model);
  const cut = cutReleases(releases, before);
  const spoken = releases.releases.map((release): SpokenRelease => {
    const was = cut.edited.get(release.name.value);
    if (was === undefined) return speak(release, releases, names, settings);
    // What an edit of a cut release leads to is no finding beside the edit: the rest is held to what was cut.
    return { ...speak(was, releases, names, settings), isFromBaseline: true };
  });
  const present = spoken.filter(({ isFromBaseline }) => !isFromBaseline);
  const closed = present.map((release) => checkClosed(release, names));
  const findings = [
    ...cut.findings,
    ...checkSupported(releases, cut.gone),
    ...present.flatMap((release) => release.findings),
    ...closed.flatMap((one) => one.findings),
    ...checkOrder(spoken, names, new Map(closed.map((one) => [one.release, one.missing]))),
  ];
  return findings.toSorted((a, b) => (a.span?.offset ?? 0) - (b.span?.offset ?? 0));
}

function checkSupported(
  { releases, supported = [] }: ReleasesDeclaration,
  gone: ReadonlySet<string>,
): readonly Diagnostic[] {
  const known = new Set(releases.map(({ name }) => name.value));
  return supported.flatMap(({ value: release, span }, index) => {
    const first = supported.findIndex(({ value }) => value === release);
    const firstSpan = supported[first]?.span;
    if (first < index && firstSpan !== undefined) {
      const related = [{ message: 'first listed here', span: firstSpan }];
      const parameters = { name: release, list: '`supported`' };
      return [diagnose('release/duplicate', span, parameters, { related })];
    }
    // That a cut release is not here any more is one finding by then.
    if (known.has(release) || gone.has(release)) return [];
    const near = nearest(release, known);
    return [diagnose('release/unknown-release', span, { release, near })];
  });
}
