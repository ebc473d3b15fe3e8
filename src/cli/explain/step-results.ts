// What becomes of a primitive at each step: the interpreter takes it along the history, with the user's
// real hooks.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text as readStream } from 'node:stream/consumers';
import type { JsonValue } from '../../core/json.js';
import { interpret } from '../../interpret/index.js';
import { formatVersion, type Version } from '../../core/version.js';
import type { ObjectModel } from '../../model/index.js';
import type { AnalysedProject } from '../analyse-project.js';
import type { Invocation } from '../command.js';
import { prepareGeneratedCode } from '../../disk/generated-code.js';
import { loadHooks } from '../../disk/load-hooks.js';
import { cacheFolder } from '../../disk/disk-cache.js';
import { CannotRun } from '../exit.js';
import type { ExplainedStep } from './crossing.js';

interface Way {
  readonly object: ObjectModel;
  readonly start: Version;
  readonly steps: readonly ExplainedStep[];
}

/** For each step, the lines that show the data after it; after a refusal there are no more. */
export async function stepResults(
  { terminal }: Invocation,
  { project, settings, sources, model }: AnalysedProject,
  { object, start, steps }: Way,
  file: string,
): Promise<readonly (readonly string[])[]> {
  const { cwd, stdin } = terminal;
  const text = file === '-' ? await readStream(stdin) : readNamed(resolve(cwd, file));
  const prepared = await prepareGeneratedCode(
    sources,
    settings,
    cacheFolder(project.root),
    project.program,
  );
  if (!prepared.ok)
    throw new CannotRun('the schemas or hooks have errors; run `backlevel generate`');
  const { registry, reading, importFile } = prepared.code;
  const wire = { prefix: settings.prefix };
  const hooks = await loadHooks(model, settings.hooks, importFile);

  let primitive = canonical(parse(text, file), (value) =>
    registry.backport(value, { to: formatVersion(start) }, reading),
  );
  const results: string[][] = [];
  for (const { to } of steps) {
    const result = interpret(model, primitive, { root: to }, { wire, hooks });
    if (!result.ok) {
      const {
        object: name,
        path,
        why,
      } = 'refused' in result ? result.refused : { ...result.error, why: result.error.message };
      results.push([`  refused: ${name} at ${path}: ${why}`]);
      break;
    }
    primitive = result.primitive;
    results.push([
      ...result.losses.map(({ kind, path }) => `  lost: ${path} (${kind})`),
      ...JSON.stringify(dataOf(primitive, wire.prefix), undefined, 2)
        .split('\n')
        .map((line) => `  ${line}`),
    ]);
  }
  if (results.length === 0) throw new Error(`${object.name} has no steps to show`);
  return results;
}

/** The interpreter takes what decoding has checked: the real code reads the primitive first. */
function canonical(value: unknown, read: (value: unknown) => { primitive: unknown }): JsonValue {
  try {
    const { primitive } = read(value);
    if (isJson(primitive)) return primitive;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new CannotRun(`the primitive cannot be read: ${error.message}`);
  }
  throw new CannotRun('the primitive is not JSON');
}

function isJson(value: unknown): value is JsonValue {
  return typeof value === 'object' && value !== null;
}

function readNamed(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CannotRun(`cannot read ${path}: ${error instanceof Error ? error.message : ''}`);
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CannotRun(`${file} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

function dataOf(primitive: JsonValue, prefix: string): unknown {
  return typeof primitive === 'object' && primitive !== null
    ? Reflect.get(primitive, `${prefix}.data`)
    : primitive;
}
