// A step's changes as one direction sees them: what leaves, what arrives, what is carried across.

import { formatVersion } from '../core/version.js';
import type { Arriving, FieldChange, FieldShape, Leaving, Step } from '../model/model.js';
import type { Way } from './carry.js';
import type { RulePlace } from './crossing.js';
import type { Direction } from './result.js';

export interface Departure {
  readonly kind: 'leave';
  readonly place: RulePlace;
  readonly field: FieldShape;
  readonly leaving: Leaving;
  /** The same change in the other direction. */
  readonly arriving: Arriving;
}

export interface Arrival {
  readonly kind: 'arrive';
  readonly place: RulePlace;
  readonly field: FieldShape;
  readonly arriving: Arriving;
}

export interface Carriage {
  readonly kind: 'carry';
  readonly place: RulePlace;
  readonly way: Way;
}

export interface Replacement {
  readonly kind: 'replace';
  readonly place: RulePlace;
  readonly near: readonly FieldShape[];
  readonly far: readonly FieldShape[];
}

export type Facing = Departure | Arrival | Carriage | Replacement;

/** The changes of a step, each turned the way that the data goes. */
export function facing(step: Step, direction: Direction): readonly Facing[] {
  const since = formatVersion(step.newer);
  return step.changes.map((change) => {
    const place = { since, source: change.source };
    return direction === 'backport' ? backward(change, place) : forward(change, place);
  });
}

function backward(change: FieldChange, place: RulePlace): Facing {
  switch (change.kind) {
    case 'add': {
      const { newer: field, backport: leaving, upgrade: arriving } = change;
      return { kind: 'leave', place, field, leaving, arriving };
    }
    case 'remove':
      return { kind: 'arrive', place, field: change.older, arriving: change.backport };
    case 'carry': {
      const { newer: near, older: far, backport: rule, upgrade: reverse } = change;
      return { kind: 'carry', place, way: { near, far, rule, reverse } };
    }
    case 'replace':
      return { kind: 'replace', place, near: change.newer, far: change.older };
  }
}

function forward(change: FieldChange, place: RulePlace): Facing {
  switch (change.kind) {
    case 'add':
      return { kind: 'arrive', place, field: change.newer, arriving: change.upgrade };
    case 'remove': {
      const { older: field, upgrade: leaving, backport: arriving } = change;
      return { kind: 'leave', place, field, leaving, arriving };
    }
    case 'carry': {
      const { older: near, newer: far, upgrade: rule, backport: reverse } = change;
      return { kind: 'carry', place, way: { near, far, rule, reverse } };
    }
    case 'replace':
      return { kind: 'replace', place, near: change.older, far: change.newer };
  }
}
