// What is said to a process that runs one side's generated code, and what it answers: a line of JSON each.

import type { Manifest } from '../../../core/envelope.js';
import type { JsonValue } from '../../../core/json.js';

/** What the process is started with, as its one argument. */
export interface Start {
  /** Of the generated index. */
  readonly index: string;
  readonly unknown: 'ignore' | 'refuse';
}

export type Question =
  /** Which versions it speaks, and what it cannot be asked. */
  | { readonly ask: 'hello' }
  /** Read into an object and written again, for a peer of the manifest or at its newest. */
  | { readonly ask: 'write'; readonly primitive: JsonValue; readonly manifest?: Manifest }
  /** Never through an object, as a conductor does it. */
  | {
      readonly ask: 'backport';
      readonly primitive: JsonValue;
      readonly goal: { readonly manifest: Manifest } | { readonly to: string };
    }
  | { readonly ask: 'upgrade'; readonly primitive: JsonValue }
  /** Read into an object, given another's values of these properties, and written again. */
  | {
      readonly ask: 'edit';
      readonly primitive: JsonValue;
      readonly donor: JsonValue;
      readonly properties: readonly string[];
    };

export type Asked = Question['ask'];

export type Answer =
  | { readonly kind: 'hello'; readonly manifest: Manifest; readonly lacks: readonly Asked[] }
  | { readonly kind: 'value'; readonly primitive: JsonValue }
  | { readonly kind: 'refused'; readonly path: string; readonly why: string }
  | { readonly kind: 'error'; readonly code: string; readonly message: string }
  | { readonly kind: 'crash'; readonly message: string };

/** Questions are numbered, as many may be on their way. */
export interface Line<T> {
  readonly id: number;
  readonly said: T;
}

/** Reads a line of the process; undefined for what is no answer. */
export function parseAnswer(line: string): Line<Answer> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return isLine(value) ? value : undefined;
}

function isLine(value: unknown): value is Line<Answer> {
  return isRecord(value) && typeof value['id'] === 'number' && isAnswer(value['said']);
}

function isAnswer(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const texts = (...names: readonly string[]): boolean =>
    names.every((name) => typeof value[name] === 'string');
  switch (value['kind']) {
    case 'hello':
      return isManifest(value['manifest']) && Array.isArray(value['lacks']);
    case 'value':
      return value['primitive'] !== undefined;
    case 'refused':
      return texts('path', 'why');
    case 'error':
      return texts('code', 'message');
    case 'crash':
      return texts('message');
    default:
      return false;
  }
}

function isManifest(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((entry) => typeof entry === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
