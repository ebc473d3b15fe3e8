// A primitive without what stands at a path, as errors write paths: `Instance.block_devices[3].size`.

import type { JsonValue } from '../../src/core/json.js';

type JsonMap = Record<string, JsonValue>;

const STEP = /\.([A-Za-z_]\w*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** A copy without it; undefined where nothing stands there. */
export function withoutPath(primitive: JsonValue, path: string): JsonValue | undefined {
  const steps = stepsOf(path);
  const last = steps.pop();
  if (last === undefined) return undefined;
  // Through JSON, so that no two places of the copy are one.
  const copy = JSON.parse(JSON.stringify(primitive)) as JsonValue;
  let at: JsonValue | undefined = copy;
  for (const step of steps) at = below(at, step);
  const home = dataOf(at);
  if (Array.isArray(home) && typeof last === 'number') {
    return home.splice(last, 1).length === 1 ? copy : undefined;
  }
  if (!isMap(home) || !Object.hasOwn(home, last)) return undefined;
  Reflect.deleteProperty(home, last);
  if (at !== undefined && at !== home && isMap(at)) forgetChange(at, String(last));
  return copy;
}

function stepsOf(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  // The first part is the name of the root.
  STEP.lastIndex = /^[^.[]*/.exec(path)?.[0].length ?? 0;
  for (let found = STEP.exec(path); found !== null; found = STEP.exec(path)) {
    const [, field, index, key] = found;
    if (index !== undefined) steps.push(Number(index));
    else steps.push(key === undefined ? (field ?? '') : String(JSON.parse(key)));
  }
  return steps;
}

function below(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
  const home = dataOf(value);
  if (Array.isArray(home)) return home[Number(step)];
  return isMap(home) && Object.hasOwn(home, step) ? home[step] : undefined;
}

/** The fields of an object in its envelope; anything else is itself. */
function dataOf(value: JsonValue | undefined): JsonValue[] | JsonMap | undefined {
  if (!isMap(value)) return isList(value) ? value : undefined;
  const data = Object.entries(value).find(([key]) => key.endsWith('.data'))?.[1];
  return isMap(data) ? data : value;
}

/** `changes` name only what is set. */
function forgetChange(envelope: JsonMap, field: string): void {
  for (const [key, names] of Object.entries(envelope)) {
    if (key.endsWith('.changes') && Array.isArray(names)) {
      envelope[key] = names.filter((name) => name !== field);
    }
  }
}

function isMap(value: JsonValue | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue | undefined): value is JsonValue[] {
  return Array.isArray(value);
}
