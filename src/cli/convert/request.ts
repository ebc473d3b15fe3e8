// One line of input as a request, or what is wrong with it.

import type { Manifest } from '../../core/envelope.js';

export interface Request {
  readonly primitive: unknown;
  readonly goal:
    | { readonly kind: 'to'; readonly to: string }
    | { readonly kind: 'manifest'; readonly manifest: Manifest }
    | { readonly kind: 'upgrade' };
}

export type Parsed =
  | { readonly ok: true; readonly request: Request }
  | { readonly ok: false; readonly code: 'invalid-json' | 'invalid-request'; readonly why: string };

const GOALS = ['to', 'manifest', 'upgrade'] as const;

/** Reads `{"primitive": {…}, "to": "1.1"}`, or with `manifest` or `upgrade: true` in the place of `to`. */
export function parseRequest(text: string): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // Besides a SyntaxError, JSON nested too deep for the stack is a RangeError: bad input as well.
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return { ok: false, code: 'invalid-json', why: `the line is not JSON: ${error.message}` };
  }
  if (!isMap(value)) return wrong('a request is a JSON object');
  if (!Object.hasOwn(value, 'primitive')) return wrong('a request needs `primitive`');
  const { primitive } = value;
  const goals = GOALS.filter((name) => Object.hasOwn(value, name));
  const [goal] = goals;
  if (goal === undefined || goals.length > 1) {
    return wrong('a request needs one of `to`, `manifest` and `upgrade`');
  }
  const unknown = Object.keys(value).find((key) => key !== 'primitive' && key !== goal);
  if (unknown !== undefined) return wrong(`a request has no \`${unknown}\``);
  const wanted = value[goal];
  switch (goal) {
    case 'to':
      if (typeof wanted !== 'string') return wrong('`to` is a version, such as "1.1"');
      return { ok: true, request: { primitive, goal: { kind: 'to', to: wanted } } };
    case 'manifest':
      if (!isManifest(wanted)) return wrong('`manifest` maps names of objects to versions');
      return { ok: true, request: { primitive, goal: { kind: 'manifest', manifest: wanted } } };
    case 'upgrade':
      if (wanted !== true) return wrong('`upgrade` is true');
      return { ok: true, request: { primitive, goal: { kind: 'upgrade' } } };
  }
}

function wrong(why: string): Parsed {
  return { ok: false, code: 'invalid-request', why };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isManifest(value: unknown): value is Manifest {
  return isMap(value) && Object.values(value).every((version) => typeof version === 'string');
}
