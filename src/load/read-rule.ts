// The rules of a change: a word, or a map of what becomes of what. What their values mean depends on
// the type of the field they stand for, so values stay nodes here.

import type { At, Node, RuleDeclaration, ScalarNode } from './declarations.js';
import {
  drop,
  given,
  optional,
  orDrop,
  readAny,
  readFlag,
  readNames,
  readText,
  type Reading,
} from './reading.js';

export function readRule(node: Node, reading: Reading): RuleDeclaration | undefined {
  const { span } = node;
  if (node.kind !== 'map') {
    const word = readText(node, reading);
    return word && { span, word };
  }
  return {
    span,
    ...given('refuse', optional(node, 'refuse', readText, reading)),
    ...given('value', optional(node, 'value', readAny, reading)),
    ...given('copy', optional(node, 'copy', readText, reading)),
    ...given('from', optional(node, 'from', readText, reading)),
    ...given('into', optional(node, 'into', readText, reading)),
    ...given('whenNull', optional(node, 'whenNull', readAny, reading)),
    ...given('values', optional(node, 'values', readSubstitutes, reading)),
    ...given('else', optional(node, 'else', readAny, reading)),
    ...given('members', optional(node, 'members', readSubstitutes, reading)),
    ...given('convert', optional(node, 'convert', readConversion, reading)),
    ...given('whenEmpty', optional(node, 'whenEmpty', readAny, reading)),
    ...given('clamp', optional(node, 'clamp', readTrue, reading)),
    ...given('hook', optional(node, 'hook', readHook, reading)),
  };
}

interface SubstituteEntry {
  readonly key: ScalarNode;
  readonly substitute: Node;
}

function readSubstitutes(node: Node, reading: Reading): readonly SubstituteEntry[] | undefined {
  if (node.kind !== 'map') {
    drop(node, 'a map', reading);
    return undefined;
  }
  return node.entries.flatMap(({ key, value }) => {
    const substitute = readAny(value, reading);
    return substitute === undefined ? [] : [{ key, substitute }];
  });
}

const CONVERSIONS = ['round', 'parse', 'first', 'wrap', 'text', 'list', 'set'] as const;

function readConversion(
  node: Node,
  reading: Reading,
): At<(typeof CONVERSIONS)[number]> | undefined {
  const text = readText(node, reading);
  const value = CONVERSIONS.find((conversion) => conversion === text?.value);
  return orDrop(value && { value, span: node.span }, node, 'a conversion', reading);
}

function readTrue(node: Node, reading: Reading): At<true> | undefined {
  if (readFlag(node, reading)?.value !== true) {
    drop(node, 'true', reading);
    return undefined;
  }
  return { value: true, span: node.span };
}

/** `{ loses: [path], refuses: true }`, or `true` where it does neither. */
function readHook(node: Node, reading: Reading): RuleDeclaration['hook'] {
  if (node.kind !== 'map') return readTrue(node, reading) && hookFrom(node, [], false);
  const loses = optional(node, 'loses', readNames, reading) ?? [];
  const refuses = optional(node, 'refuses', readFlag, reading)?.value ?? false;
  return hookFrom(node, loses, refuses);
}

function hookFrom(node: Node, loses: readonly At<string>[], refuses: boolean) {
  return { value: { loses, refuses }, span: node.span };
}
