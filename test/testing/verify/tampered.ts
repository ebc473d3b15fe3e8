// A small domain, its real generated code, and that code with something wrong done to what it gives.

import type { JsonValue } from '../../../src/core/json.js';
import type { Hooks } from '../../../src/interpret/index.js';
import type { Model } from '../../../src/model/index.js';
import { generatedSubject, type Subject } from '../../../src/testing/laws/subject.js';
import type { Outcome } from '../../../src/testing/laws/outcome.js';
import { verifyModel, type VerifyReport } from '../../../src/testing/verify/index.js';
import { modelOf, PREFIX } from '../../interpret/story.js';
import { registryOf } from '../../support/generated.js';

const DISK = `object: Disk
version: "1.1"
fields: { size: integer, tags: list<string> }
history:
  "1.1":
    - add: tags
  "1.0": First version
`;

export const HOST = `object: Host
version: "1.3"
fields:
  id: integer
  title: { type: string, maxLength: 20 }
  disks: { type: "map<Disk>" }
  state: { enum: [up, down, asleep] }
  note: string?
history:
  "1.3":
    - add: note
  "1.2":
    - change: state
      was: { enum: [up, down] }
      backport: { values: { asleep: down } }
  "1.1":
    - rename: name
      to: title
      was: { type: string, maxLength: 8 }
      backport: clamp
  "1.0": First version
`;

export const model: Model = modelOf([HOST, DISK]);
export const registry = await registryOf('verify-tampered', model);

const NO_HOOKS: Hooks = () => undefined;

/** The report on the domain, with this done to every outcome of the code under test. */
export function verifyTampered(
  tamper: (subject: Subject) => Partial<Subject>,
  names: readonly string[] = ['Host'],
): Promise<VerifyReport> {
  const subject = generatedSubject(registry, {});
  return verifyModel({
    model,
    prefix: PREFIX,
    subject: { ...subject, ...tamper(subject) },
    hooks: NO_HOOKS,
    objects: [...model.objects.values()].filter(({ name }) => names.includes(name)),
    seed: 1,
    cases: 3,
  });
}

/** The data of what came out of a crossing, changed in place in a copy. */
export function editing(
  outcome: Outcome,
  edit: (data: Record<string, JsonValue>) => void,
): Outcome {
  if (outcome.kind !== 'value') return outcome;
  const primitive = structuredClone(outcome.primitive) as Record<string, JsonValue>;
  edit(primitive[`${PREFIX}.data`] as Record<string, JsonValue>);
  return { ...outcome, primitive };
}
