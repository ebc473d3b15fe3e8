// Every question that the laws put to a value of an object at a version.

import type { Manifest } from '../../core/envelope.js';
import { sameVersion, type Version } from '../../core/version.js';
import type { ObjectModel } from '../../model/model.js';
import {
  crossing,
  rewriting,
  violatesBound,
  violatesChanges,
  violatesPrediction,
} from './as-predicted.js';
import type { Check, Destination } from './check.js';
import type { MayDiffer } from './differences.js';
import {
  changesWhatItWrites,
  violatesComposition,
  violatesIdentity,
  violatesPurity,
  violatesReturn,
  violatesTreeReturn,
} from './several-ways.js';
import { indexOf } from './trial.js';

/** What may differ after a trip from one version of an object to another and back. */
export type Declared = (object: ObjectModel, home: Version, away: Version) => ReadonlySet<string>;

/** The checks of the root alone, and of the newest. */
export function rootChecks(
  object: ObjectModel,
  version: Version,
  declared: Declared,
): readonly Check[] {
  const at = indexOf(object, version);
  const last = object.versions.length - 1;
  return object.versions.flatMap((other, i): readonly Check[] => {
    if (i === at) return [...sameVersionChecks(version), ...upgradeChecks(object, version)];
    const isEnd = Math.abs(i - at) === 1 || i === 0 || i === last;
    const whole = isEnd ? {} : { isForWholes: true };
    const severally = severalWays(object, at, i, declared).map((check) => ({ ...check, ...whole }));
    if (i > at) return severally;
    const encoded = at === last ? encodeChecks(other) : [];
    return [...backportChecks(other, whole), ...encoded, ...severally];
  });
}

/** Step by step, and there and back again. */
function severalWays(
  object: ObjectModel,
  at: number,
  i: number,
  declared: Declared,
): readonly Check[] {
  const other = object.versions[i] ?? object.version;
  const to: Destination = { kind: 'version', version: other };
  const mayDiffer: MayDiffer = (one, home) =>
    one === object ? declared(object, home, other) : NOTHING;
  const back: Check = {
    law: i < at ? 'backAndThere' : 'thereAndBack',
    to,
    run: (trial) => violatesReturn(trial, other, mayDiffer),
  };
  if (Math.abs(i - at) === 1) return [back];
  return [back, { law: 'composed', to, run: (trial) => violatesComposition(trial, other) }];
}

const NOTHING: ReadonlySet<string> = new Set();

function backportChecks(other: Version, whole: Partial<Check>): readonly Check[] {
  const to: Destination = { kind: 'version', version: other };
  const goal = { root: other };
  return [
    { law: 'valid', to, run: (trial) => violatesPrediction(trial, crossing(trial, goal)) },
    { law: 'changes', to, run: (trial) => violatesChanges(trial, crossing(trial, goal)) },
    { law: 'pure', to, ...whole, run: (trial) => violatesPurity(trial, goal) },
  ];
}

/** What an object of the class, which is of the newest version, writes at an older one. */
function encodeChecks(other: Version): readonly Check[] {
  const to: Destination = { kind: 'version', version: other };
  const goal = { root: other };
  return [
    { law: 'valid', to, run: (trial) => violatesPrediction(trial, rewriting(trial, goal)) },
    { law: 'changes', to, run: (trial) => violatesChanges(trial, rewriting(trial, goal)) },
  ];
}

function upgradeChecks(object: ObjectModel, version: Version): readonly Check[] {
  const to: Destination = { kind: 'newest' };
  const goal = 'newest';
  const isNewest = sameVersion(object.version, version);
  const moving: readonly Check[] = [
    { law: 'upgradable', to, run: (trial) => violatesPrediction(trial, crossing(trial, goal)) },
    { law: 'changes', to, run: (trial) => violatesChanges(trial, crossing(trial, goal)) },
    { law: 'pure', to, run: (trial) => violatesPurity(trial, goal) },
  ];
  const asObject: readonly Check[] = [
    {
      law: isNewest ? 'valid' : 'upgradable',
      to,
      run: (trial) => violatesPrediction(trial, rewriting(trial, 'newest')),
    },
    { law: 'changes', to, run: (trial) => violatesChanges(trial, rewriting(trial, 'newest')) },
  ];
  return [...moving, ...asObject];
}

function sameVersionChecks(version: Version): readonly Check[] {
  const to: Destination = { kind: 'version', version };
  return [
    {
      law: 'identity',
      to,
      run: (trial) => violatesIdentity(trial, trial.crossed({ root: version })),
    },
  ];
}

/** The checks under a manifest. */
export function manifestChecks(manifest: Manifest): readonly Check[] {
  const to: Destination = { kind: 'manifest', manifest };
  const goal = { manifest };
  return [
    { law: 'valid', to, run: (trial) => violatesPrediction(trial, crossing(trial, goal)) },
    { law: 'changes', to, run: (trial) => violatesChanges(trial, crossing(trial, goal)) },
    { law: 'bounded', to, run: (trial) => violatesBound(trial, crossing(trial, goal), manifest) },
    { law: 'valid', to, run: (trial) => violatesPrediction(trial, rewriting(trial, goal)) },
    { law: 'changes', to, run: (trial) => violatesChanges(trial, rewriting(trial, goal)) },
    {
      law: 'bounded',
      to,
      run: (trial) => violatesBound(trial, rewriting(trial, goal), manifest),
    },
    { law: 'pure', to, run: (trial) => violatesPurity(trial, goal) },
    { law: 'pure', to, run: (trial) => changesWhatItWrites(trial, manifest) },
  ];
}

/** For values that stand at a manifest's versions throughout: to the newest, and back. */
export function thereAndBackCheck(manifest: Manifest, mayDiffer: MayDiffer): Check {
  return {
    law: 'thereAndBack',
    to: { kind: 'manifest', manifest },
    run: (trial) => violatesTreeReturn(trial, ['newest', { manifest }], mayDiffer),
  };
}

/** For values that are at their newest throughout: to a manifest, and up again. */
export function backAndThereCheck(manifest: Manifest, mayDiffer: MayDiffer): Check {
  return {
    law: 'backAndThere',
    to: { kind: 'manifest', manifest },
    run: (trial) => violatesTreeReturn(trial, [{ manifest }, 'newest'], mayDiffer),
  };
}
