// The present and what really was deployed, each with its own code and its own runtime in a process of its own,
// write to each other.

import { formatVersion, type Version } from '../../../core/version.js';
import type { Project } from '../../../disk/project.js';
import { backports, sharedBelow, sharedMixes } from './exchange/backports.js';
import { edits } from './exchange/edits.js';
import type { Exchange, Made, Pair, Party } from './exchange/exchange.js';
import { Failures } from './exchange/failures.js';
import { newToOld } from './exchange/new-to-old.js';
import { oldToNew } from './exchange/old-to-new.js';
import { pairObjects } from './exchange/pairs.js';
import { rewriteHints } from './exchange/rewritten.js';
import { valuesOf, type Amount } from './exchange/values.js';
import { PeerProcess } from './peer-process.js';
import type { Asked } from './protocol.js';
import type { AgainstFailure, AgainstReport, TagReport } from './report.js';
import type { Environment } from './runtime/npm-pack.js';
import { presentSide, tagSide, type Side, type TagSide } from './side.js';

export interface AgainstInput extends Amount {
  readonly project: Project;
  /** Branches, tags, commits: whatever git knows. */
  readonly tags: readonly string[];
  /** Where the user's cache is, and what npm is run with. */
  readonly env: Environment;
  /** Names of the objects to look at; all when absent or empty. */
  readonly objects?: readonly string[];
  /** As long may one answer of a process take, in milliseconds; 30 s when absent. */
  readonly deadline?: number;
  /** Is told before each object. */
  readonly onObject?: (tag: string, object: string, at: number, of: number) => void;
}

/** Holds the present against each tag; what cannot be had of a tag ends the run. */
export async function verifyAgainst(input: AgainstInput): Promise<AgainstReport> {
  const { project, tags, env, seed } = input;
  const now = await presentSide(project);
  try {
    // What is missing of the last tag is better said before the first is tried.
    const sides: TagSide[] = [];
    for (const tag of tags) sides.push(await tagSide(project, tag, env));
    const reports: TagReport[] = [];
    const peer = await start(now, input);
    try {
      for (const then of sides) reports.push(await againstTag(input, { ...now, peer }, then));
    } finally {
      await peer.end();
      for (const { code } of sides) code.forget();
    }
    return { seed, tags: reports };
  } finally {
    now.code.forget();
  }
}

async function againstTag(input: AgainstInput, now: Party, then: TagSide): Promise<TagReport> {
  const peer = await start(then, input);
  try {
    return await exchangeAll(input, now, { ...then, peer }, then);
  } finally {
    await peer.end();
  }
}

function start({ name, code, settings }: Side, { deadline = 30_000 }: AgainstInput) {
  const { unknown } = settings;
  return PeerProcess.start({
    name: `the code of ${name}`,
    index: code.indexUrl,
    unknown,
    deadline,
  });
}

async function exchangeAll(
  input: AgainstInput,
  now: Party,
  then: Party,
  { commit, runtime, notes }: TagSide,
): Promise<TagReport> {
  const failures = new Failures(rewriteHints(now, then));
  const exchange: Exchange = { now, then, failures };
  const { pairs: all, skipped, stale } = pairObjects(now, then, then.peer.manifest);
  const pairs = all.filter((pair) => isWanted(input, pair.then.name));
  for (const { object, spoken } of stale) {
    if (isWanted(input, object.name)) failures.add(staleFailure(then, object, spoken));
  }
  const counts = { pairs: 0, values: 0 };
  if (now.settings.prefix === then.settings.prefix) {
    for (const [at, pair] of pairs.entries()) {
      input.onObject?.(then.name, pair.then.name, at, pairs.length);
      await exchangeObject(exchange, pair, input, counts);
    }
  } else {
    failures.add(prefixFailure(now, then));
  }
  return {
    tag: then.name,
    commit,
    runtime,
    objects: pairs.length,
    ...counts,
    refused: failures.refused,
    failures: failures.all,
    skipped: [
      ...skipped.filter(({ object }) => isWanted(input, object.replace(/ .*/, ''))),
      ...failures.impossible,
      ...lacking(now),
      ...lacking(then),
    ],
    notes,
  };
}

function isWanted({ objects = [] }: AgainstInput, name: string): boolean {
  return objects.length === 0 || objects.includes(name);
}

async function exchangeObject(
  exchange: Exchange,
  pair: Pair,
  amount: Amount,
  counts: { pairs: number; values: number },
): Promise<void> {
  const { now, then } = exchange;
  const { manifest } = then.peer;
  const can = (side: Party, ...asked: readonly Asked[]): boolean =>
    !asked.some((one) => side.peer.lacks.has(one));
  const isSpoken = pair.spoken !== undefined && can(now, 'write', 'backport') && can(then, 'write');

  const newest = isSpoken ? valuesOf(now, pair.now, pair.now.version, amount) : [];
  const passedOn = isSpoken ? valuesOf(now, pair.now, manifest, amount) : [];
  await each([...newest, ...passedOn], (made) => newToOld(exchange, pair, made));

  const old =
    pair.spoken === undefined
      ? valuesOf(then, pair.then, pair.then.version, amount)
      : valuesOf(then, pair.then, manifest, amount);
  if (can(then, 'write') && can(now, 'write', 'upgrade')) {
    await each(old, (made) => oldToNew(exchange, pair, made));
  }
  if (can(then, 'backport') && can(now, 'backport')) {
    const mixes = sharedMixes(exchange, pair);
    await each(old, (made, at) => backports(exchange, pair, made, mixes, at));
  }
  if (isSpoken && can(then, 'edit') && can(now, 'upgrade')) {
    await each(newest, (made, at) => {
      const other = newest[newest.length - 1 - at] ?? made;
      return edits(exchange, pair, made, other, at);
    });
  }
  counts.values += newest.length + passedOn.length + old.length;
  // Each version there is to the other side, each of the other side's to here, and each to those below it.
  counts.pairs += versionsOf([...newest, ...passedOn]).length;
  for (const version of versionsOf(old)) counts.pairs += 1 + sharedBelow(pair, version).length;
}

function versionsOf(values: readonly Made[]): readonly Version[] {
  return [...new Map(values.map(({ version }) => [formatVersion(version), version])).values()];
}

/** So many values are on their way at once: enough to keep both processes at work. */
const AT_ONCE = 32;

async function each(
  values: readonly Made[],
  run: (made: Made, at: number) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < values.length; at += AT_ONCE) {
    const some = values.slice(at, at + AT_ONCE);
    await Promise.all(some.map((made, i) => run(made, at + i)));
  }
}

function staleFailure(
  then: Party,
  object: Pair['then'],
  spoken: string | undefined,
): Omit<AgainstFailure, 'others'> {
  const version = formatVersion(object.version);
  return {
    object: object.name,
    from: version,
    to: version,
    direction: 'newToOld',
    step: 'speaks',
    about: 'the manifest of the generated code',
    expected: `${version}, as the schemas of ${then.name} say`,
    got: spoken ?? 'no entry',
    hint: `the code of ${then.name} was not generated from its schemas`,
  };
}

function prefixFailure(now: Party, then: Party): Omit<AgainstFailure, 'others'> {
  return {
    object: '*',
    from: '*',
    to: '*',
    direction: 'oldToNew',
    step: 'speaks',
    about: 'the keys of envelopes',
    expected: `${then.settings.prefix}.name, as ${then.name} writes it`,
    got: `${now.settings.prefix}.name`,
    hint: `the setting \`prefix\` was changed after ${then.name}: neither reads the other`,
  };
}

/** What a runtime of that time cannot be asked. */
function lacking({ name, peer }: Party) {
  return [...peer.lacks].map((asked) => ({
    object: '*',
    why: `the runtime of ${name} cannot ${asked} yet, so that this was not tried`,
  }));
}
