// What a hook runs, as one text: two texts are the same if the same code runs. How it is laid out, what it is
// typed as, where its parts stand and what they are called does not count; all that it reaches in the folder does.

import type { ts } from 'ts-morph';
import { codeTokens } from './code-tokens.js';
import { HOOK_NAME } from './hook-scan.js';
import {
  moduleGraph,
  type Meaning,
  type Module,
  type ModuleGraph,
  type Unit,
} from './module-graph.js';

type TypeScript = typeof ts;

/**
 * The code of every exported hook, by `hooks/flavor.ts#backportTo1_0`. A file that is not TypeScript has no entries,
 * and to those who import from it is as one outside the folder.
 */
export async function hookCode(
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const { ts } = await import('ts-morph');
  const graph = moduleGraph(ts, files);
  const code = new Map<string, string>();
  for (const { path, exports } of graph.modules) {
    for (const [name, unit] of exports) {
      if (HOOK_NAME.test(name)) code.set(`${path}#${name}`, codeOf(ts, unit, graph));
    }
  }
  return code;
}

/** The unit, then all it reaches, each named by a number in the order in which they are met. */
function codeOf(typescript: TypeScript, hook: Unit, graph: ModuleGraph): string {
  const numbers = new Map<Unit, number>();
  const entered = new Set<Module>();
  const lines: string[] = [];
  const nameOf = (unit: Unit): string => {
    const number = numbers.get(unit) ?? numbers.size;
    numbers.set(unit, number);
    return `$${number}`;
  };
  const write = (name: string, nodes: readonly ts.Node[]): void => {
    const tokens = nodes.flatMap((node) =>
      codeTokens(typescript, node, (identifier) => {
        const meaning = graph.meaningOf(identifier);
        return meaning && tokenOf(meaning, nameOf);
      }),
    );
    lines.push([name, ...tokens].join(' '));
  };
  const enter = (module: Module): void => {
    if (entered.has(module)) return;
    entered.add(module);
    // What a file does when it is loaded may be what the hook relies on.
    for (const imported of module.loads) enter(imported);
    if (module.effects.length > 0) write('', module.effects);
  };
  nameOf(hook);
  // A map hands out what is added while it is walked, so the walk ends when nothing new is met.
  for (const unit of numbers.keys()) {
    write(nameOf(unit), unit.nodes);
    enter(unit.module);
  }
  return lines.join('\n');
}

function tokenOf(meaning: Meaning, nameOf: (unit: Unit) => string): string {
  switch (meaning.kind) {
    case 'unit':
      return [nameOf(meaning.unit), ...(meaning.part === undefined ? [] : [meaning.part])].join(
        '.',
      );
    case 'module': {
      const parts = [...meaning.module.exports]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, unit]) => `${JSON.stringify(name)} : ${nameOf(unit)}`);
      return `{ ${parts.join(' , ')} }`;
    }
    case 'outside':
      return `${JSON.stringify(meaning.specifier)}#${meaning.name}`;
  }
}
