// What histories declare of the way over several releases and back: which fields may come back otherwise.

import type { Manifest } from '../../core/envelope.js';
import { formatVersion, sameVersion } from '../../core/version.js';
import type { Model, ObjectModel } from '../../model/model.js';
import { declaredOnTrip } from '../laws/declared.js';
import type { MayDiffer } from '../laws/differences.js';
import { entryOf, newestWith } from './values.js';

/** Remembers what it was asked, for any number of ways. */
export function declaredWays(model: Model): (manifests: readonly Manifest[]) => MayDiffer {
  const known = new Map<string, ReadonlySet<string>>();
  return (manifests) => (object, home) => {
    const away = manifests.flatMap((manifest) => entryOf(manifest, object) ?? []);
    const key = [object.key, ...[home, ...away].map(formatVersion)].join(' ');
    const fields =
      known.get(key) ?? new Set(away.flatMap((one) => [...onTrip(model, object, home, one)]));
    known.set(key, fields);
    return fields;
  };
}

function onTrip(
  model: Model,
  object: ObjectModel,
  home: ObjectModel['version'],
  away: ObjectModel['version'],
): ReadonlySet<string> {
  // The one major of today whose history has both.
  const whole = [home, away]
    .map((version) => newestWith(model, `${object.namespace}/${object.name}`, version))
    .find((one) => [home, away].every((v) => one?.versions.some((known) => sameVersion(known, v))));
  return whole === undefined ? new Set() : declaredOnTrip(whole, home, away);
}
