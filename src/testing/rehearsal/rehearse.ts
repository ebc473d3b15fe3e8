// An upgrade rehearsed: every state that the rollout can come to, every two processes in it, with the real
// code of their releases. And every state that the guards keep it from, to see that they do so for a reason.

import {
  explore,
  guardsOf,
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
import { Meetings } from './meetings.js';
import { meetingsIn } from './mix.js';
import { refusalsOf } from './refusals.js';
import type { Break, GuardShown, RehearsalReport, RehearsedStore, Unsupported } from './report.js';
import { sideOf } from './side.js';
import { loadDriver, storeMixesIn, StoreMixes, type HeldRows } from './store/index.js';

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
  const rehearsed = { model, whole, sides, values: { prefix, seed, cases } };
  const meetings = new Meetings(rehearsed);
  const driver = isStored(model) ? await loadDriver() : undefined;
  const mixes = driver?.ok === true ? new StoreMixes(rehearsed, driver.driver) : undefined;
  const { fleet, guards = guardsOf(mixes !== undefined) } = input;
  const names = releases.map(({ name }) => name);
  const { reached, forbidden } = explore({
    releases: names,
    isStored: mixes !== undefined,
    guards,
    ...(fleet === undefined ? {} : { fleet }),
  });
  const stage: Stage = { releases: names, meetings, mixes };
  const breaks: Break[] = [];
  for (const [at, one] of reached.entries()) {
    input.onState?.(at, reached.length);
    const found = await breakIn(one, stage, false);
    if (found !== undefined) breaks.push(found);
  }
  const held = meetings.all;
  const rows = mixes?.all ?? [];
  const guardsShown: GuardShown[] = [];
  for (const guard of guards) guardsShown.push(await shown(guard, forbidden, stage));
  return {
    seed,
    releases: names,
    states: reached.length,
    meetings: held.length,
    exchanges: sum(held, ({ exchanges }) => exchanges),
    asked: sum(held, ({ asked }) => asked),
    ...(driver === undefined ? {} : { store: storeReport(driver, rows) }),
    breaks,
    refusals: refusalsOf([...held, ...rows].flatMap(({ refusals }) => refusals)),
    guards: guardsShown,
  };
}

/** What meets in the states of a rollout. */
interface Stage {
  readonly releases: readonly string[];
  readonly meetings: Meetings;
  /** Undefined where nothing is stored, or no database can be opened. */
  readonly mixes: StoreMixes | undefined;
}

function isStored({ objects }: Model): boolean {
  return [...objects.values()].some(({ storage }) => storage !== undefined);
}

function storeReport(
  driver: Awaited<ReturnType<typeof loadDriver>>,
  held: readonly HeldRows[],
): RehearsedStore {
  return driver.ok
    ? { isRehearsed: true, mixes: held.length, rows: sum(held, ({ rows }) => rows) }
    : { isRehearsed: false, why: driver.why };
}

function sum<T>(held: readonly T[], of: (one: T) => number): number {
  return held.reduce((total, one) => total + of(one), 0);
}

/** The first thing that breaks in a state, and how much else does. */
async function breakIn(
  { state, path }: Reached,
  { releases, meetings, mixes }: Stage,
  isSketch: boolean,
): Promise<Break | undefined> {
  const step = path.at(-1);
  const place = { path, state, ...(step === undefined ? {} : { step }) };
  const calls = brokenCalls(state, (release) => meetings.side(release));
  const [first, ...more] = [...unsupportedIn(state), ...calls];
  if (first !== undefined) return { ...place, what: first, others: more.length };
  for (const meeting of meetingsIn(state)) {
    const { broken, others } = isSketch ? meetings.sketch(meeting) : meetings.hold(meeting);
    if (broken === undefined) continue;
    const names = { sender: meeting.sender.name, receiver: meeting.receiver.name };
    return { ...place, what: { kind: 'message', ...names, ...broken }, others };
  }
  for (const { mix, reader } of mixes === undefined ? [] : storeMixesIn(state, releases)) {
    const held = isSketch ? await mixes?.sketch(mix) : await mixes?.hold(mix);
    if (held?.broken === undefined) continue;
    return { ...place, what: { kind: 'row', reader, ...held.broken }, others: held.others };
  }
  return undefined;
}

/** What is retired may be gone from the schemas, so no code may run that needs it. */
function unsupportedIn({ processes, retired, store }: FleetState): readonly Unsupported[] {
  const running = processes.flatMap(({ name, code, pin = code }) =>
    [...new Set([code, pin])].map((release) => ({ process: name, release })),
  );
  const rows = (store?.rows ?? []).map((release) => ({ release }));
  return [...running, ...rows]
    .filter(({ release }) => retired.includes(release))
    .map((one) => ({ kind: 'unsupported', ...one }));
}

/** What would break without a guard. */
async function shown(
  guard: Guard,
  forbidden: readonly Forbidden[],
  stage: Stage,
): Promise<GuardShown> {
  const { meetings } = stage;
  const states = forbidden.filter(({ guards }) => guards.length === 1 && guards[0] === guard);
  const breaks: (Break | undefined)[] = [];
  for (const one of states) breaks.push(await breakIn(one, stage, true));
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
