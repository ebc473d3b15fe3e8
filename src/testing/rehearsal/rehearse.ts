// An upgrade rehearsed: every state that the rollout can come to, every two processes in it, with the real
// code of their releases. And every state that the guards keep it from, to see that they do so for a reason.

import {
  explore,
  GUARDS,
  type FleetState,
  type Forbidden,
  type Guard,
  type Member,
  type Reached,
  type Release,
} from '../../evolution/rollout/index.js';
import type { Hooks } from '../../interpret/index.js';
import type { Model } from '../../model/index.js';
import type { DecodingOptions, Registry } from '../../runtime/index.js';
import { interpreter } from '../laws/lab.js';
import { brokenCalls } from './calls.js';
import { Meetings, type Held } from './meetings.js';
import { meetingsIn } from './mix.js';
import { refusalsOf } from './refusals.js';
import type { Break, GuardShown, RehearsalReport, Unsupported } from './report.js';
import { sideOf } from './side.js';

export interface RehearseInput {
  /** The model of today, which knows the histories of all these releases. */
  readonly model: Model;
  /** Of the envelope's keys. */
  readonly prefix: string;
  /** The user's hooks, for the interpreter. */
  readonly hooks: Hooks;
  /** Two or more, oldest first. */
  readonly releases: readonly Release[];
  /** The code of a release. */
  readonly load: (release: Release) => Promise<Registry>;
  readonly reading?: DecodingOptions;
  readonly seed: number;
  /** Random values of each object beside the systematic ones. */
  readonly cases: number;
  /** One conductor and two nodes when absent. */
  readonly fleet?: readonly Member[];
  /** All guards when absent. */
  readonly guards?: readonly Guard[];
  /** Is told before each state. */
  readonly onState?: (at: number, of: number) => void;
}

/** Finds what breaks, in the order in which a rollout can come to it. Nothing is thrown that a schema can bring about. */
export async function rehearse(input: RehearseInput): Promise<RehearsalReport> {
  const { model, prefix, hooks, releases, load, reading = {}, seed, cases } = input;
  const sides = await Promise.all(
    releases.map(async (release) => {
      const registry = await load(release);
      return sideOf(release, { model, prefix, hooks, reading, registry });
    }),
  );
  const whole = interpreter(model, prefix, hooks);
  const meetings = new Meetings({ model, whole, sides, values: { prefix, seed, cases } });
  const { fleet, guards = GUARDS } = input;
  const names = releases.map(({ name }) => name);
  const { reached, forbidden } = explore({
    releases: names,
    guards,
    ...(fleet === undefined ? {} : { fleet }),
  });
  const breaks = reached.flatMap((one, at) => {
    input.onState?.(at, reached.length);
    return breakIn(one, meetings, (meeting) => meetings.hold(meeting)) ?? [];
  });
  const held = meetings.all;
  return {
    seed,
    releases: names,
    states: reached.length,
    meetings: held.length,
    exchanges: sum(held, ({ exchanges }) => exchanges),
    asked: sum(held, ({ asked }) => asked),
    breaks,
    refusals: refusalsOf(held.flatMap(({ refusals }) => refusals)),
    guards: guards.map((guard) => shown(guard, forbidden, meetings)),
  };
}

function sum(held: readonly Held[], of: (one: Held) => number): number {
  return held.reduce((total, one) => total + of(one), 0);
}

/** The first thing that breaks in a state, and how much else does. */
function breakIn(
  { state, path }: Reached,
  meetings: Meetings,
  hold: Meetings['hold'],
): Break | undefined {
  const step = path.at(-1);
  const place = { path, state, ...(step === undefined ? {} : { step }) };
  const calls = brokenCalls(state, (release) => meetings.side(release));
  const [first, ...more] = [...unsupportedIn(state), ...calls];
  if (first !== undefined) return { ...place, what: first, others: more.length };
  for (const meeting of meetingsIn(state)) {
    const { broken, others } = hold(meeting);
    if (broken === undefined) continue;
    const names = { sender: meeting.sender.name, receiver: meeting.receiver.name };
    return { ...place, what: { kind: 'message', ...names, ...broken }, others };
  }
  return undefined;
}

/** What is retired may be gone from the schemas, so no code may run that needs it. */
function unsupportedIn({ processes, retired }: FleetState): readonly Unsupported[] {
  return processes.flatMap(({ name, code, pin = code }) =>
    [...new Set([code, pin])]
      .filter((release) => retired.includes(release))
      .map((release) => ({ kind: 'unsupported' as const, process: name, release })),
  );
}

/** What would break without a guard. */
function shown(guard: Guard, forbidden: readonly Forbidden[], meetings: Meetings): GuardShown {
  const states = forbidden.filter(({ guards }) => guards.length === 1 && guards[0] === guard);
  const breaks = states.map((one) => breakIn(one, meetings, (meeting) => meetings.sketch(meeting)));
  const whole = states.filter((_, i) => breaks[i] === undefined);
  const leaning = whole.filter(({ state }) =>
    meetingsIn(state).some((meeting) => meetings.sketch(meeting).asked > 0),
  );
  const example = breaks.find((one) => one !== undefined);
  return {
    guard,
    states: states.length,
    breaking: states.length - whole.length,
    leaning: leaning.length,
    ...(example === undefined ? {} : { example }),
  };
}
