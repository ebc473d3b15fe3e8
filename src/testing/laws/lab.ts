// What the laws work with: the code under test, and the judges that share nothing with it.

import type { JsonValue } from '../../core/json.js';
import { interpret, type Goal, type Hooks } from '../../interpret/index.js';
import type { Model } from '../../model/model.js';
import { createJudges, type Judges } from '../shape-schema.js';
import type { Outcome } from './outcome.js';
import type { Subject } from './subject.js';

export interface Lab {
  readonly model: Model;
  /** Of the envelope's keys. */
  readonly prefix: string;
  readonly subject: Subject;
  /** What the interpreter of histories says must come of it. */
  readonly oracle: (primitive: JsonValue, goal: Goal) => Outcome;
  /** Validators that know one shape each, and no history. */
  readonly judges: Judges;
}

export interface LabParts {
  readonly model: Model;
  readonly prefix: string;
  readonly hooks: Hooks;
  readonly subject: Subject;
}

export async function createLab({ model, prefix, hooks, subject }: LabParts): Promise<Lab> {
  const judges = await createJudges(model, { prefix });
  return { model, prefix, subject, judges, oracle: interpreter(model, prefix, hooks) };
}

/** The interpreter of histories, in the words of outcomes. */
export function interpreter(model: Model, prefix: string, hooks: Hooks): Lab['oracle'] {
  return (primitive, goal) => {
    const result = interpret(model, primitive, goal, { wire: { prefix }, hooks });
    if (result.ok) {
      return { kind: 'value', primitive: result.primitive, losses: result.losses };
    }
    if ('refused' in result) {
      return { kind: 'refused', path: result.refused.path, why: result.refused.why };
    }
    const { code, message } = result.error;
    return code === 'failed-hook' || code === 'missing-hook'
      ? { kind: 'crash', message }
      : { kind: 'error', code, message };
  };
}
