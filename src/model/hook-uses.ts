// Which hooks a step has: one function a direction, whatever the number of changes that ask for it.

import { formatVersion } from '../core/version.js';
import { nearest } from '../diagnostics/nearest.js';
import type { At } from '../load/index.js';
import type { CrossingContext } from './crossing-context.js';
import type { HookUse, Step } from './model.js';
import type { Paired } from './pair-changes.js';
import { readRule } from './rule.js';
import { report } from './scope.js';

export function hooksOf(
  changes: readonly Paired[],
  back: CrossingContext,
  up: CrossingContext,
): Step['hooks'] {
  const backport = hookUse(changes, back);
  const upgrade = hookUse(changes, up);
  return {
    ...(backport === undefined ? {} : { backport }),
    ...(upgrade === undefined ? {} : { upgrade }),
  };
}

function hookUse(changes: readonly Paired[], context: CrossingContext): HookUse | undefined {
  let use: HookUse | undefined;
  const seen = new Set<unknown>();
  for (const change of changes) {
    const declared = change[context.direction];
    // `add: [a, b]` makes two changes of one rule.
    if (declared !== undefined && seen.has(declared)) continue;
    seen.add(declared);
    const hook = readRule(declared, change.source).hook;
    if (hook === undefined && change.kind !== 'replace') continue;
    const loses = hook?.value.loses ?? [];
    for (const path of loses) checkPath(path, context);
    use = {
      loses: [...new Set([...(use?.loses ?? []), ...loses.map((path) => path.value)])],
      refuses: use?.refuses === true || hook?.value.refuses === true,
      source: use?.source ?? hook?.span ?? change.source,
    };
  }
  return use;
}

/** A path begins with a field of what the hook is given. */
function checkPath(path: At<string>, { near, from, scope }: CrossingContext): void {
  const [name = ''] = path.value.split(/[.[]/, 1);
  if (near.has(name)) return;
  const close = nearest(name, near.keys());
  const parameters = { rule: 'loses', name, version: formatVersion(from) };
  report(
    scope,
    'history/unknown-target',
    path.span,
    close === undefined ? parameters : { ...parameters, near: close },
  );
}
