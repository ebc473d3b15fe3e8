// From the documents of the `yaml` package to our nodes: source text instead of guessed values, a
// place for everything, and a finding for what YAML allows and a schema does not.

import type { ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { MapNode, Node, ScalarNode } from './declarations.js';
import type { Places } from './places.js';
import { yaml } from './yaml-package.js';

export interface NodeContext {
  readonly text: string;
  readonly places: Places;
  /** Gets what is found on the way. */
  readonly findings: Diagnostic[];
  /** The names of anchors and aliases that were told of. */
  readonly aliases: Set<string>;
}

type Anchored = Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed;

/** The node and all below it; undefined where nothing, or only an alias, stands. */
export function nodesOf(parsed: ParsedNode | null, context: NodeContext): Node | undefined {
  if (parsed === null) return undefined;
  const { isAlias, isMap, isScalar, isSeq } = yaml();
  const span = spanOf(parsed.range, context);
  if (isAlias(parsed)) {
    reportAlias('*', parsed.source, span, context);
    return undefined;
  }
  reportAnchor(parsed, context);
  if (isScalar(parsed)) return scalarFrom(parsed, context);
  if (isMap(parsed)) return mapFrom(parsed, context);
  if (!isSeq(parsed)) return undefined;
  const items = parsed.items.flatMap((item) => nodesOf(item, context) ?? []);
  return { kind: 'sequence', items, span };
}

function mapFrom(map: YAMLMap.Parsed, context: NodeContext): MapNode {
  const entries: { key: ScalarNode; value: Node }[] = [];
  const seen = new Map<string, ScalarNode>();
  for (const pair of map.items) {
    const key = nodesOf(pair.key, context);
    if (key?.kind !== 'scalar') {
      // An alias in the place of a key has its finding already.
      if (key !== undefined) context.findings.push(diagnose('yaml/key-not-text', key.span, {}));
      continue;
    }
    const value = pair.value === null ? nothingBehind(key, context) : nodesOf(pair.value, context);
    if (value === undefined) continue;
    const first = seen.get(key.text);
    if (first === undefined) {
      seen.set(key.text, key);
      entries.push({ key, value });
    } else {
      const related = [{ message: 'first written here', span: first.span }];
      const finding = diagnose('yaml/duplicate-key', key.span, { key: key.text }, { related });
      context.findings.push(finding);
    }
  }
  return { kind: 'map', entries, span: spanOf(map.range, context) };
}

function scalarFrom(scalar: Scalar.Parsed, context: NodeContext): ScalarNode {
  const quoted = scalar.type !== undefined && scalar.type !== 'PLAIN';
  // The failsafe schema makes every scalar a text.
  const text = typeof scalar.value === 'string' ? scalar.value : scalar.source;
  return { kind: 'scalar', text, quoted, span: spanOf(scalar.range, context) };
}

/** `{ a }`: a key without a colon has nothing behind it. */
function nothingBehind(key: ScalarNode, { places }: NodeContext): ScalarNode {
  const end = key.span.endOffset;
  return { kind: 'scalar', text: '', quoted: false, span: places(end, end) };
}

function reportAnchor({ anchor, range }: Anchored, context: NodeContext): void {
  if (anchor === undefined || anchor === '') return;
  const found = context.text.lastIndexOf(`&${anchor}`, range[0]);
  const start = found === -1 ? range[0] : found;
  reportAlias('&', anchor, context.places(start, start + anchor.length + 1), context);
}

/** An anchor and all its aliases have one cause, and the first place tells of it. */
function reportAlias(sign: '&' | '*', name: string, span: Span, context: NodeContext): void {
  if (context.aliases.has(name)) return;
  context.aliases.add(name);
  context.findings.push(diagnose('yaml/alias', span, { sign, name }));
}

/** A block reaches to the next thing; its span ends where its own text does. */
function spanOf(range: readonly [number, number, number], { text, places }: NodeContext): Span {
  const [start, end] = range;
  let last = end;
  while (last > start && isSpace(text.charCodeAt(last - 1))) last -= 1;
  return places(start, last);
}

/** All but the first few are never seen in a schema, and a look at the code is enough for those. */
function isSpace(code: number): boolean {
  if (code > 0x20 && code < 0x7f) return false;
  return /\s/.test(String.fromCharCode(code));
}
