// From the errors of the `yaml` package to findings of ours. One slip makes that package report
// several errors, so only the first of those that mislead it is told; those that stand alone all are.

import type { YAMLError } from 'yaml';
import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { Node } from './declarations.js';
import type { Places } from './places.js';

export interface SyntaxFindings {
  readonly findings: readonly Diagnostic[];
  /** Whether what was read may not be what was meant. */
  readonly isDamaged: boolean;
}

interface Source {
  readonly text: string;
  readonly places: Places;
  readonly root: Node | undefined;
}

/** Every anchor and alias has its own finding, wherever it stands; these would repeat it. */
const ABOUT_ALIASES = new Set(['BAD_ALIAS', 'ALIAS_PROPS', 'MULTIPLE_ANCHORS']);

export function syntaxFindings(problems: readonly YAMLError[], source: Source): SyntaxFindings {
  const findings: Diagnostic[] = [];
  let isDamaged = false;
  for (const problem of problems) {
    const [from] = problem.pos;
    if (problem.code === 'TAG_RESOLVE_FAILED') {
      findings.push(tagFinding(from, source));
    } else if (ABOUT_ALIASES.has(problem.code)) {
      if (source.text.startsWith('& ', from)) findings.push(namelessAnchor(from, source));
    } else if (problem.code === 'BAD_DQ_ESCAPE') {
      findings.push(syntaxFinding(problem, source));
      isDamaged = true;
    } else {
      if (!isDamaged) findings.push(misleading(problem, problems, source));
      isDamaged = true;
    }
  }
  return { findings, isDamaged };
}

function misleading(problem: YAMLError, all: readonly YAMLError[], source: Source): Diagnostic {
  const [from] = problem.pos;
  if (problem.code === 'TAB_AS_INDENT') return diagnose('yaml/tab', tabBefore(from, source), {});
  if (problem.code === 'BLOCK_AS_IMPLICIT_KEY') {
    // Where the text before the colon began a line earlier, it is the indentation that is wrong.
    const overLines = all.find(
      (other) => other.code === 'MULTILINE_IMPLICIT_KEY' && other.pos[0] === from,
    );
    if (overLines !== undefined) return syntaxFinding(overLines, source);
    return diagnose('yaml/colon-in-text', source.places(from, endOfLine(from, source)), {});
  }
  return syntaxFinding(problem, source);
}

function syntaxFinding(problem: YAMLError, source: Source): Diagnostic {
  const [from, to] = problem.pos;
  const opened = openedAndNotClosed(problem, source);
  if (opened !== undefined) {
    const sign = source.text.charAt(opened.offset);
    return diagnose('yaml/syntax', opened, { reason: `this \`${sign}\` is never closed` });
  }
  return diagnose('yaml/syntax', source.places(from, Math.max(from + 1, to)), {
    reason: reasonOf(problem),
  });
}

function reasonOf(problem: YAMLError): string {
  if (problem.code === 'MULTILINE_IMPLICIT_KEY') {
    return 'a text begins here that goes on to the key on the next line; check the indentation';
  }
  const { message } = problem;
  return message.charAt(0).toLowerCase() + message.slice(1);
}

/** What was left open is found missing only where something else begins; the place to mend is its start. */
function openedAndNotClosed(problem: YAMLError, { text, places, root }: Source): Span | undefined {
  const isAboutQuotes = problem.message.startsWith('Missing closing');
  const isAboutBrackets = /^Flow (?:map|sequence) /.test(problem.message);
  if (root === undefined || !(isAboutQuotes || isAboutBrackets)) return undefined;
  const [at] = problem.pos;
  const open = isAboutQuotes ? `"'` : '{[';
  let found: Span | undefined;
  for (const { span } of selfAndBelow(root)) {
    const isOpen = open.includes(text.charAt(span.offset)) && span.offset < at;
    if (isOpen && !isClosed(text, span)) found = places(span.offset, span.offset + 1);
  }
  return found;
}

function isClosed(text: string, { offset, endOffset }: Span): boolean {
  const closing: Record<string, string> = { '{': '}', '[': ']', '"': '"', "'": "'" };
  return endOffset - offset > 1 && text.charAt(endOffset - 1) === closing[text.charAt(offset)];
}

function* selfAndBelow(node: Node): Generator<Node> {
  yield node;
  if (node.kind === 'sequence') for (const item of node.items) yield* selfAndBelow(item);
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    yield key;
    yield* selfAndBelow(value);
  }
}

function tagFinding(from: number, { text, places }: Source): Diagnostic {
  const tag = /^!<?[^\s,[\]{}]*/.exec(text.slice(from, from + 80))?.[0] ?? '!';
  return diagnose('yaml/tag', places(from, from + tag.length), { tag });
}

function namelessAnchor(from: number, { places }: Source): Diagnostic {
  return diagnose('yaml/alias', places(from, from + 1), { sign: '&', name: '' });
}

function tabBefore(from: number, { text, places }: Source): Span {
  const tab = text.startsWith('\t', from) ? from : text.lastIndexOf('\t', from);
  const offset = tab === -1 ? from : tab;
  return places(offset, offset + 1);
}

function endOfLine(from: number, { text }: Source): number {
  const end = text.slice(from).search(/\s*(?:\r?\n|$)/);
  return end <= 0 ? from + 1 : from + end;
}
