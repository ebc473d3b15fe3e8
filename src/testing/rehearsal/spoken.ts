// Which objects two processes can send each other. Majors that were joined are one object on its way; majors
// that stand side by side are two, and who writes for an older release makes objects of the older one.

import type { Manifest } from '../../core/envelope.js';
import { sameVersion, type Version } from '../../core/version.js';
import type { Model, ObjectModel } from '../../model/model.js';
import type { Encounter } from './exchange.js';
import { entryOf } from './values.js';

/** The objects that the sender makes, that the receiver knows, and that both can write for whom they are pinned to. */
export function spokenBy(whole: Model, { sender, receiver }: Encounter): readonly ObjectModel[] {
  const { model } = sender.side.lab;
  const pins = [sender.pin, receiver.pin].flatMap((pin) =>
    pin === undefined ? [] : [pin.manifest],
  );
  return [...model.objects.values()].filter(
    (object) =>
      !isTakenOver(model, object) &&
      counterpart(whole, object, receiver.side.lab.model) !== undefined &&
      pins.every((pin) => isReachable(whole, object, entryOf(pin, object))) &&
      isNamed(object, [sender.side.manifest, receiver.side.manifest]),
  );
}

/** What another release's code has the object as; undefined where it has nothing that the object can become. */
export function counterpart(
  whole: Model,
  object: ObjectModel,
  other: Model,
): ObjectModel | undefined {
  return [...other.objects.values()].find(
    (one) =>
      isOfName(object, one) && !isTakenOver(other, one) && isReachable(whole, object, one.version),
  );
}

/** What the release's manifest says where the object is of the newest major, and else its newest version. */
export function manifestFor(manifest: Manifest, object: ObjectModel): Manifest {
  const { namespace, name, version } = object;
  return { ...manifest, [`${namespace}/${name}`]: `${version.major}.${version.minor}` };
}

/** An object that is there because an older version once held it is no part of the release. */
function isNamed(object: ObjectModel, manifests: readonly Manifest[]): boolean {
  return manifests.every((manifest) => entryOf(manifest, object) !== undefined);
}

/** Whether one history of today has both versions. */
function isReachable(whole: Model, object: ObjectModel, version: Version | undefined): boolean {
  return [...whole.objects.values()].some(
    (one) =>
      isOfName(object, one) &&
      [object.version, version].every((wanted) =>
        one.versions.some((known) => wanted !== undefined && sameVersion(known, wanted)),
      ),
  );
}

/** Whether a newer major of the model reads the object as its own. */
function isTakenOver({ objects }: Model, object: ObjectModel): boolean {
  return [...objects.values()].some(
    (one) =>
      one.major > object.major &&
      isOfName(object, one) &&
      one.versions.some((known) => sameVersion(known, object.version)),
  );
}

function isOfName(object: ObjectModel, { namespace, name }: ObjectModel): boolean {
  return object.namespace === namespace && object.name === name;
}
