// Reads a text as YAML into nodes that keep their source text and place. Whatever the text, this
// returns in bounded time: size and depth are limited before anything recursive or costly begins.

import type { CST, Document } from 'yaml';
import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { MapNode, Node } from './declarations.js';
import { nodesOf } from './nodes.js';
import { placesOf, type Places } from './places.js';
import { syntaxFindings } from './syntax-findings.js';
import { yaml } from './yaml-package.js';

/** The largest file that is read, in UTF-16 units; the largest real schema has some ten thousand. */
export const MAX_LENGTH = 250_000;
/** The deepest nesting that is read. */
export const MAX_DEPTH = 64;

export interface YamlFile {
  /** The map that the file holds; absent if it holds none that could be read. */
  readonly root?: MapNode;
  /** Whether parts may be missing or misread, so that what follows from them is no finding. */
  readonly isDamaged: boolean;
  readonly findings: readonly Diagnostic[];
}

/** Not printable by YAML's own rule; U+FFFD stands where bytes were no UTF-8. */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\u{a0}-\u{d7ff}\u{e000}-\u{fffc}\u{10000}-\u{10ffff}]/u;

export function readYaml(file: string, text: string): YamlFile {
  const places = placesOf(file, text);
  const refusal = refusalOf(text, places);
  if (refusal !== undefined) return { isDamaged: true, findings: [refusal] };

  const parsed = tokensOf(text);
  if (typeof parsed === 'number') {
    const at = places(parsed, parsed + 1);
    return { isDamaged: true, findings: [diagnose('yaml/too-deep', at, { limit: MAX_DEPTH })] };
  }
  const [document, second] = documentsOf(parsed, text.length);
  const onNodes: Diagnostic[] = [];
  const context = { text, places, findings: onNodes, aliases: new Set<string>() };
  const node = nodesOf(document?.contents ?? null, context);
  const hasHoles = onNodes.some(
    ({ code }) => code === 'yaml/alias' || code === 'yaml/key-not-text',
  );
  const problems = [...(document?.errors ?? []), ...(document?.warnings ?? [])];
  const syntax = syntaxFindings(problems, { text, places, root: node });
  const isDamaged = syntax.isDamaged || hasHoles;
  const isMap = node?.kind === 'map';
  const findings = [
    ...onNodes,
    ...syntax.findings,
    ...(second === undefined ? [] : [secondDocument(second, text, places)]),
    // A file that is not YAML at all is no map either: one cause, one finding.
    ...(isMap || isDamaged ? [] : [notAMap(node, text, places)]),
  ];
  return isMap ? { root: node, isDamaged, findings } : { isDamaged: true, findings };
}

/** What makes a text unfit to be looked into at all. */
function refusalOf(text: string, places: Places): Diagnostic | undefined {
  if (text.length > MAX_LENGTH) {
    return diagnose('yaml/too-large', places(0, 0), { length: text.length, limit: MAX_LENGTH });
  }
  const found = UNPRINTABLE.exec(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text);
  if (found === null) return undefined;
  const code = found[0].codePointAt(0) ?? 0;
  const codePoint = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return diagnose('yaml/unprintable', places(found.index, found.index + 1), { codePoint });
}

/** The tokens of the text, or the offset at which the nesting became too deep. */
function tokensOf(text: string): CST.Token[] | number {
  const { Lexer, Parser } = yaml();
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MAX_DEPTH) return parser.offset - lexeme.length;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function documentsOf(
  tokens: CST.Token[],
  length: number,
): readonly (Document.Parsed | undefined)[] {
  // The failsafe schema leaves every scalar the text it is; duplicates are judged by us, by text.
  const { Composer } = yaml();
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
  const documents = composer.compose(tokens, true, length);
  const first = documents.next().value ?? undefined;
  const second = documents.next().value ?? undefined;
  return [first, second];
}

function secondDocument(document: Document.Parsed, text: string, places: Places): Diagnostic {
  const start = document.contents?.range[0] ?? document.range[0];
  const marker = text.lastIndexOf('---', start);
  const offset = marker === -1 ? start : marker;
  return diagnose('yaml/several-documents', places(offset, offset + 3), {});
}

function notAMap(node: Node | undefined, text: string, places: Places): Diagnostic {
  const isEmpty =
    node === undefined || (node.kind === 'scalar' && node.text === '' && !node.quoted);
  const found = isEmpty ? 'nothing' : node.kind === 'sequence' ? 'a list' : 'a text';
  const line = places(0, Math.max(0, text.search(/\r?\n|$/)));
  return diagnose('yaml/not-a-map', isEmpty ? line : node.span, { found });
}
