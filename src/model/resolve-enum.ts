// Which version of an enum a type speaks: the newest one now, and before that what `was` says.

import type { NameRef } from '../core/type-expr.js';
import { formatVersion, sameVersion, type Version } from '../core/version.js';
import type { Span } from '../diagnostics/diagnostic.js';
import type { EnumModel, EnumType, EnumVersion } from './model.js';
import { report, type Scope } from './scope.js';
import type { Place } from './place.js';
import { leafOf } from './type-walk.js';

/** The enum at the version that the reference means; undefined, and a finding, when there is no such one. */
export function enumAt(
  model: EnumModel,
  ref: NameRef,
  span: Span,
  place: Place,
  scope: Scope,
): EnumType | undefined {
  const version = wantedVersion(model, ref, place);
  if (version === undefined) {
    report(scope, 'history/version-needed', span, {
      name: ref.name,
      versions: model.versions.map((one) => formatVersion(one.version)),
    });
    return undefined;
  }
  const found = versionOf(model, version);
  if (found === undefined) {
    const versions = model.versions.map((one) => formatVersion(one.version));
    const wanted = ref.minor === undefined ? String(version.major) : formatVersion(version);
    const related = [{ message: 'the enum is declared here', span: model.source }];
    const parameters = { name: ref.name, wanted, versions };
    report(scope, 'model/unknown-version', span, parameters, { related, evidence: model.key });
    return undefined;
  }
  return { kind: 'enum', key: model.key, version, values: found.values };
}

/** An enum's values and rules at one version. */
export function versionOf(model: EnumModel, version: Version): EnumVersion | undefined {
  return model.versions.find((one) => sameVersion(one.version, version));
}

function wantedVersion(model: EnumModel, ref: NameRef, place: Place): Version | undefined {
  if (ref.major !== undefined && ref.minor !== undefined) {
    return { major: ref.major, minor: ref.minor };
  }
  if (ref.major !== undefined) {
    // Majors of enums do not live side by side, so this can only be the present one.
    return ref.major === model.version.major ? model.version : { major: ref.major, minor: -1 };
  }
  if (place.kind === 'now' || model.versions.length === 1) return model.version;
  // A `was` that is not about the enum's version leaves it as it is on the newer side.
  const newer = place.newer && leafOf(place.newer);
  return newer?.kind === 'enum' && newer.key === model.key ? newer.version : undefined;
}
