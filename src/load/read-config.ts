// backlevel.config.yaml, as written; what is not said has its default elsewhere.

import type { At, MapNode, Node } from './declarations.js';
import { valueOf } from './locate.js';
import { given, optional, orDrop, readText, type Reading } from './reading.js';

/** The settings that the config says, each with its place. */
export interface ConfigValues {
  readonly schemas?: At<string>;
  readonly output?: At<string>;
  readonly hooks?: At<string>;
  readonly releases?: At<string>;
  readonly namespace?: At<string>;
  readonly prefix?: At<string>;
  readonly runtimeModule?: At<string>;
  readonly children?: At<'manifest' | 'cascade'>;
  readonly propertyNames?: At<'camelCase' | 'asWritten'>;
  readonly importExtension?: At<'.js' | '.ts' | 'none'>;
  readonly unknown?: At<'ignore' | 'refuse'>;
  readonly deployed?: At<'baseline' | 'lock'>;
  /** Exceptions about what has no file of its own any more, kept as read. */
  readonly allow?: Node;
}

export function readConfig(root: MapNode, reading: Reading): ConfigValues {
  return {
    ...given('schemas', optional(root, 'schemas', readText, reading)),
    ...given('output', optional(root, 'output', readText, reading)),
    ...given('hooks', optional(root, 'hooks', readText, reading)),
    ...given('releases', optional(root, 'releases', readText, reading)),
    ...given('namespace', optional(root, 'namespace', readText, reading)),
    ...given('prefix', optional(root, 'prefix', readText, reading)),
    ...given('runtimeModule', optional(root, 'runtimeModule', readText, reading)),
    ...given('children', optional(root, 'children', oneOf('manifest', 'cascade'), reading)),
    ...given(
      'propertyNames',
      optional(root, 'propertyNames', oneOf('camelCase', 'asWritten'), reading),
    ),
    ...given(
      'importExtension',
      optional(root, 'importExtension', oneOf('.js', '.ts', 'none'), reading),
    ),
    ...given('unknown', optional(root, 'unknown', oneOf('ignore', 'refuse'), reading)),
    ...given('deployed', optional(root, 'deployed', oneOf('baseline', 'lock'), reading)),
    ...given('allow', valueOf(root, 'allow')),
  };
}

/** Reads one of these words. */
function oneOf<T extends string>(...words: readonly T[]) {
  return (node: Node, reading: Reading): At<T> | undefined => {
    const text = readText(node, reading);
    const value = words.find((word) => word === text?.value);
    return orDrop(value && { value, span: node.span }, node, words.join(' or '), reading);
  };
}
