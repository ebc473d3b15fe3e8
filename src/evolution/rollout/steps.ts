// What can be done to a fleet, one thing at a time, wise or not; the guards say when it is.

import { writtenBy, type FleetState, type Process } from './fleet.js';
import { afterInStore, storeSteps, tellStoreStep, type StoreStep } from './store-steps.js';

/** One thing that is done to one process, or to all of them by declaration. */
export type Step =
  /** It runs the next release's code, pinned to the release that it had. */
  | {
      readonly kind: 'upgrade';
      readonly process: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'lift-pin'; readonly process: string; readonly pin: string }
  /** From here on nobody has to speak the release. */
  | { readonly kind: 'retire'; readonly release: string }
  /** What may go wrong: it runs the older code again. */
  | {
      readonly kind: 'roll-back';
      readonly process: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'put-pin-back'; readonly process: string; readonly pin: string }
  | StoreStep;

export type StepKind = Step['kind'];

/** Every step that could be taken in a state; `releases` are all of the rollout, oldest first. */
export function stepsFrom(state: FleetState, releases: readonly string[]): readonly Step[] {
  const oldest = releases.find((release) => !state.retired.includes(release));
  const retire: readonly Step[] =
    oldest === undefined || oldest === releases.at(-1) ? [] : [{ kind: 'retire', release: oldest }];
  const { processes, store } = state;
  return [
    ...(store === undefined ? [] : storeSteps(store, releases)),
    ...processes.flatMap((one) => stepsOf(one, releases)),
    ...retire,
  ];
}

function stepsOf({ name, code, pin }: Process, releases: readonly string[]): readonly Step[] {
  const at = releases.indexOf(code);
  const [before, after] = [releases[at - 1], releases[at + 1]];
  const steps: Step[] = [];
  if (after !== undefined) steps.push({ kind: 'upgrade', process: name, from: code, to: after });
  if (pin !== undefined) steps.push({ kind: 'lift-pin', process: name, pin });
  if (before !== undefined) {
    if (pin === undefined) steps.push({ kind: 'put-pin-back', process: name, pin: before });
    steps.push({ kind: 'roll-back', process: name, from: code, to: before });
  }
  return steps;
}

/** The state after a step, when whoever lives then has written. */
export function after(state: FleetState, step: Step): FleetState {
  const done = taken(state, step);
  const { processes, store } = done;
  if (store === undefined) return done;
  const rows = [...new Set([...store.rows, ...processes.map(writtenBy)])];
  return { ...done, store: { ...store, rows } };
}

function taken(state: FleetState, step: Step): FleetState {
  switch (step.kind) {
    case 'upgrade':
      return changed(state, step.process, ({ name, role }) => {
        return { name, role, code: step.to, pin: step.from };
      });
    case 'lift-pin':
      return changed(state, step.process, ({ name, role, code }) => ({ name, role, code }));
    case 'put-pin-back':
      return changed(state, step.process, (one) => ({ ...one, pin: step.pin }));
    case 'roll-back':
      return changed(state, step.process, ({ name, role }) => ({ name, role, code: step.to }));
    case 'retire':
      return { ...state, retired: [...state.retired, step.release] };
    case 'expand':
    case 'migrate-online':
    case 'migrate-back':
    case 'contract':
      return state.store === undefined
        ? state
        : { ...state, store: afterInStore(state.store, step) };
  }
}

function changed(state: FleetState, name: string, change: (one: Process) => Process): FleetState {
  const processes = state.processes.map((one) => (one.name === name ? change(one) : one));
  return { ...state, processes };
}

/** What a person does who takes the step. */
export function tellStep(step: Step): string {
  switch (step.kind) {
    case 'upgrade':
      return `upgrade ${step.process} to ${step.to}, pinned to ${step.from}`;
    case 'lift-pin':
      return `lift the pin to ${step.pin} from ${step.process}`;
    case 'retire':
      return `retire ${step.release}`;
    case 'roll-back':
      return `roll ${step.process} back to ${step.to}`;
    case 'put-pin-back':
      return `pin ${step.process} to ${step.pin} again`;
    case 'expand':
    case 'migrate-online':
    case 'migrate-back':
    case 'contract':
      return tellStoreStep(step);
  }
}
