// The part of `npm run fuzz` that runs the cases: in a thread of its own, so that a case that hangs or eats all
// memory can be named by the thread that started it.

import { join } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { prepareGeneratedCode } from '../../src/disk/generated-code.js';
import { DEFAULTS } from '../../src/pipeline/settings.js';
import { Registry } from '../../src/runtime/index.js';
import { schemaFiles } from '../compute/compute-model.js';
import { heapMb } from '../support/heap.js';
import { campaign, type Failure } from './campaign.js';
import { caseAt, type Target } from './case.js';
import { computeDomain, novaDomain } from './domain.js';
import { schemaTexts } from './schema-texts.js';
import { targetsOf } from './targets/index.js';

/** What the thread is asked to do. */
export interface Order {
  readonly seed: number;
  /** How many cases, of all targets together. */
  readonly cases: number;
  /** Only this one. */
  readonly target?: string;
  /** The index of the first case. */
  readonly first: number;
  /** Only says what the input of that one case is. */
  readonly shows: boolean;
  /** Two numbers: which target, and which case of it, is being run. */
  readonly progress: SharedArrayBuffer;
}

export type Message =
  | { readonly kind: 'targets'; readonly names: readonly string[] }
  | { readonly kind: 'input'; readonly text: string }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | {
      readonly kind: 'done';
      readonly target: string;
      readonly cases: number;
      readonly ms: number;
      readonly heapMb: number;
    };

/** No input of a fuzzer needs as long; a machine that does other things too may make it twice as long. */
const LONGEST_MS = 2000;
const BATCHES_BETWEEN_LOOKS = 10;
/** What caches and compiled code may come to. */
const MOST_GROWTH_MB = 96;

if (!isMainThread) await run(workerData as Order);

async function run(order: Order): Promise<void> {
  const all = await everyTarget();
  const chosen = all.filter(({ name }) => order.target === undefined || name === order.target);
  tell({ kind: 'targets', names: all.map(({ name }) => name) });
  const progress = new Int32Array(order.progress);
  for (const target of chosen) {
    if (order.shows) {
      tell({ kind: 'input', text: caseAt(target, order.seed, order.first).show() });
      continue;
    }
    Atomics.store(progress, 0, all.indexOf(target));
    const cases =
      order.target === undefined ? Math.round((order.cases * target.share) / 1000) : order.cases;
    const start = performance.now();
    const failure = campaign(target, order.seed, order.first, cases, {
      begin: (index) => Atomics.store(progress, 1, index),
      batch: memoryWatch(),
      longestMs: LONGEST_MS,
    });
    if (failure !== undefined) {
      tell({ kind: 'failure', failure });
      return;
    }
    const ms = performance.now() - start;
    tell({ kind: 'done', target: target.name, cases, ms, heapMb: heapMb() });
  }
}

async function everyTarget(): Promise<readonly Target[]> {
  const schemas = schemaFiles('test/corpus/nova/schemas');
  const settings = { ...DEFAULTS, namespace: 'nova', prefix: 'nova_object' };
  const cache = join(import.meta.dirname, '../../nova');
  const prepared = await prepareGeneratedCode({ schemas, hooks: [] }, settings, cache, 'fuzz');
  const registry = prepared.ok ? prepared.code.registry : undefined;
  if (!(registry instanceof Registry)) throw new Error('the schemas of Nova do not compile');
  return targetsOf({
    compute: computeDomain(),
    nova: novaDomain(registry),
    schemas: schemaTexts(),
  });
}

/** What stays in memory after many cases must not become more and more. */
function memoryWatch(): () => string | undefined {
  let batches = 0;
  let atFirst: number | undefined;
  return () => {
    if (batches++ % BATCHES_BETWEEN_LOOKS !== 0) return undefined;
    const now = heapMb();
    atFirst ??= now;
    const growth = now - atFirst;
    return growth > MOST_GROWTH_MB ? `memory grew by ${Math.round(growth)} MiB` : undefined;
  };
}

function tell(message: Message): void {
  parentPort?.postMessage(message);
}
