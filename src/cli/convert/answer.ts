// One request, carried out by the generated code: a line of output for a line of input.

import type { GeneratedCode, Converted } from '../../disk/generated-code.js';
import { lineOfLoss } from '../../disk/loss-lines.js';
import { parseRequest, type Request } from './request.js';
import type { Line } from './lines.js';

export interface Answer {
  readonly ok: boolean;
  /** JSON, without the end of the line. */
  readonly text: string;
}

/** Answers one line; whatever is wrong with it becomes an error line. */
export function answer(line: Line, code: GeneratedCode): Answer {
  if (line.kind === 'unreadable') return failure('invalid-json', line.why);
  const parsed = parseRequest(line.text);
  if (!parsed.ok) return failure(parsed.code, parsed.why);
  try {
    const { request } = parsed;
    const converted = run(request, code);
    const losses = converted.losses.map((loss) => {
      const place = lineOfLoss(code.trail, loss);
      return place === undefined ? loss : { ...loss, line: place };
    });
    const newer = request.goal.kind === 'to' ? { newer: converted.newer } : {};
    return { ok: true, text: JSON.stringify({ primitive: converted.primitive, losses, ...newer }) };
  } catch (error) {
    return failureOf(error, code.hooksUrl);
  }
}

function run({ primitive, goal }: Request, { registry, reading }: GeneratedCode): Converted {
  switch (goal.kind) {
    case 'to':
      return registry.backport(primitive, { to: goal.to }, reading);
    case 'manifest':
      return registry.backport(primitive, { manifest: goal.manifest }, reading);
    case 'upgrade':
      return registry.upgrade(primitive, reading);
  }
}

/** The runtime's own errors say where; anything else was thrown by a hook, or is a bug of ours. */
function failureOf(error: unknown, hooksUrl: string): Answer {
  if (!(error instanceof Error)) return failure('hook-failed', `a hook threw ${String(error)}`);
  if ('code' in error && 'object' in error && 'path' in error) {
    return failure(String(error.code), error.message, String(error.object), String(error.path));
  }
  const isOfHook = error.stack?.includes(`${hooksUrl}/`) === true;
  return failure(isOfHook ? 'hook-failed' : 'internal', `${error.name}: ${error.message}`);
}

function failure(code: string, message: string, object = '', path = ''): Answer {
  return { ok: false, text: JSON.stringify({ error: { code, message, object, path } }) };
}
