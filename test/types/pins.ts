// Pins by the name of a release: a name that is none must not compile. Nothing here is ever run.

import { releases } from '../../generated/index.js';
import { type Pin, pinnedToRelease, releaseNamed } from '../../src/rpc/index.js';

export function pinned(setting: string): readonly Pin[] {
  return [
    pinnedToRelease(releases, '2025.2'),
    pinnedToRelease(releases, releaseNamed(releases, setting)),
    // @ts-expect-error A release that is not there.
    pinnedToRelease(releases, '2025.3'),
    // @ts-expect-error A release that was retired.
    pinnedToRelease(releases, '2025.1'),
    // @ts-expect-error A text that may be anything.
    pinnedToRelease(releases, setting),
  ];
}
