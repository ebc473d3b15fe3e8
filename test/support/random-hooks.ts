// Hooks for random schemas: each moves what it can, which is every field that its rules left to it and that
// the other side has one of the same type for.

import { dataName, hookName, objectFileName } from '../../src/emit/index.js';
import type { Hook } from '../../src/interpret/index.js';
import {
  type FieldChange,
  type FieldShape,
  type Model,
  type ObjectModel,
  shapeAt,
  type Step,
} from '../../src/model/index.js';

type Direction = 'backport' | 'upgrade';

/** From a field of the near side to one of the far side. */
type Move = readonly [from: string, to: string];

interface RandomHook {
  readonly name: string;
  readonly step: Step;
  readonly direction: Direction;
  readonly moves: readonly Move[];
}

/** Hooks as files that import types of the generated code at `generated`, by their names. */
export function randomHookFiles(model: Model, generated: string): Record<string, string> {
  return Object.fromEntries(
    hooked(model).map(([object, hooks]) => [
      `${objectFileName(object)}.ts`,
      hookFile(model, object, hooks, `${generated}/${objectFileName(object)}.js`),
    ]),
  );
}

/** The same hooks as functions, by the names of their files and then by their own. */
export function randomHooks(model: Model): Record<string, Record<string, Hook>> {
  return Object.fromEntries(
    hooked(model).map(([object, hooks]) => [
      objectFileName(object),
      Object.fromEntries(hooks.map(({ name, moves }) => [name, hookOf(moves)])),
    ]),
  );
}

function hookOf(moves: readonly Move[]): Hook {
  return (far, near) => {
    for (const [from, to] of moves) if (near[from] !== undefined) far[to] = near[from];
  };
}

function hookFile(
  model: Model,
  object: ObjectModel,
  hooks: readonly RandomHook[],
  from: string,
): string {
  const types = new Set<string>();
  const functions = hooks.map(({ name, step, direction, moves }) => {
    const [far, near] = sidesOf(step, direction).map((one) => dataName(model, object, one));
    types.add(far ?? '').add(near ?? '');
    const lines = moves.map(([a, b]) => {
      const [source, target] = [`near[${JSON.stringify(a)}]`, `far[${JSON.stringify(b)}]`];
      return `  if (${source} !== undefined) ${target} = ${source};`;
    });
    const parameters = `${lines.length === 0 ? '_far' : 'far'}: ${far ?? ''}, ${lines.length === 0 ? '_near' : 'near'}: Readonly<${near ?? ''}>`;
    return `export function ${name}(${parameters}): void {\n${lines.join('\n')}\n}\n`;
  });
  return `import type { ${[...types].join(', ')} } from '${from}';\n\n${functions.join('\n')}`;
}

function sidesOf(
  { older, newer }: Step,
  direction: Direction,
): [far: Step['older'], near: Step['older']] {
  return direction === 'backport' ? [older, newer] : [newer, older];
}

function hooked(model: Model): readonly (readonly [ObjectModel, readonly RandomHook[]])[] {
  return [...model.objects.values()].flatMap((object) => {
    const hooks = object.steps.flatMap((step) =>
      (['backport', 'upgrade'] as const)
        .filter((direction) => step.hooks[direction] !== undefined)
        .map((direction) => randomHook(object, step, direction)),
    );
    return hooks.length === 0 ? [] : [[object, hooks] as const];
  });
}

function randomHook(object: ObjectModel, step: Step, direction: Direction): RandomHook {
  const [far, near] = sidesOf(step, direction);
  const sources = [...(shapeAt(object, near)?.fields.values() ?? [])];
  const free = new Set(sources);
  const moves = step.changes
    .flatMap((change) => leftTo(change, direction))
    .flatMap((field): Move[] => {
      const source = [...free].find((one) => sameValues(one, field));
      if (source === undefined) return [];
      free.delete(source);
      return [[source.name, field.name]];
    });
  return { name: hookName(direction, far), step, direction, moves };
}

/** A hook may only write what the field may hold. */
function sameValues(a: FieldShape, b: FieldShape): boolean {
  return JSON.stringify([a.type, a.limits]) === JSON.stringify([b.type, b.limits]);
}

/** Fields of the far side that the rules leave to the hook. */
function leftTo(change: FieldChange, direction: Direction): readonly FieldShape[] {
  switch (change.kind) {
    case 'replace':
      return direction === 'backport' ? change.older : change.newer;
    case 'add':
      return direction === 'upgrade' && change.upgrade.kind === 'hook' ? [change.newer] : [];
    case 'remove':
      return direction === 'backport' && change.backport.kind === 'hook' ? [change.older] : [];
    case 'carry':
      return change[direction].hook ? [direction === 'backport' ? change.older : change.newer] : [];
  }
}
