// What stored data is asked about: to be read at the newest version, and to be told to each release that may still run.

import type { Manifest } from '../../core/envelope.js';
import { formatVersion } from '../../core/version.js';
import { supportedReleases } from '../../evolution/releases/index.js';
import type { Invocation } from '../command.js';
import { CannotRun } from '../exit.js';
import { findRelease, type OpenReleases } from '../release/open-releases.js';

/** `manifest` is absent for the newest. */
export interface Hop {
  readonly name: string;
  readonly manifest?: Manifest;
}

export const NEWEST: Hop = { name: 'the newest' };

/** Those of `--to`, each a release or an object at a version; else the newest, and every supported release. */
export function hopsOf({ options }: Invocation, opened: OpenReleases | undefined): readonly Hop[] {
  const wanted = options.texts('to');
  if (wanted.length > 0) return wanted.map((text) => hopTo(text, opened));
  const releases = opened?.file === undefined ? [] : supportedReleases(opened.file.releases);
  return [NEWEST, ...releases.map(hopOfRelease)];
}

function hopTo(text: string, opened: OpenReleases | undefined): Hop {
  const [, object, version] = /^([^=]+)=(\d+\.\d+)$/.exec(text) ?? [];
  if (object !== undefined && version !== undefined) {
    return { name: `${object} ${version}`, manifest: { [object]: version } };
  }
  if (opened === undefined) {
    throw new CannotRun(
      `--to takes a release or Object=1.2, not \`${text}\`; without a config there are no releases`,
    );
  }
  return hopOfRelease(findRelease(opened, text).release);
}

function hopOfRelease({ name, versions }: ReturnType<typeof findRelease>['release']): Hop {
  const entries = versions.map((one): [string, string] => [
    one.name.value,
    formatVersion(one.version.value),
  ]);
  return { name: name.value, manifest: Object.fromEntries(entries) };
}
