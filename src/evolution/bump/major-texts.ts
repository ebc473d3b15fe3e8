// A new major: the file goes on with it, and what the older one was gets a file of its own beside it.

import { formatVersion, type Version } from '../../core/version.js';
import type { ObjectDeclaration } from '../../load/index.js';
import { applyEdits } from '../entry/edits.js';
import { historyText, quoteOf } from '../entry/history-text.js';
import { versionEdit } from '../entry/version-text.js';

export interface MajorTexts {
  /** The path of the older major's file. */
  readonly older: string;
  /** The newer major's text, whose only entry says where it goes on from. */
  readonly newer: string;
}

/** `released` is the version that the older major ends with. */
export function majorTexts(
  text: string,
  declaration: ObjectDeclaration,
  released: Version,
): MajorTexts {
  const { file, version } = declaration;
  const { node } = historyText(text, declaration);
  const quote = quoteOf(historyText(text, declaration), text);
  const next = { major: released.major + 1, minor: 0 };
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const entry = `${quote}${formatVersion(next)}${quote}:${end}    - from: "${formatVersion(released)}"`;
  const history = { offset: node.span.offset, endOffset: trimmedEnd(text, node.span), text: entry };
  return {
    older: file.replace(/(?=\.ya?ml$)/, `.v${released.major}`),
    newer: applyEdits(text, [...versionEdit(text, version.span, next), history]),
  };
}

function trimmedEnd(
  text: string,
  { offset, endOffset }: { readonly offset: number; readonly endOffset: number },
): number {
  return offset + text.slice(offset, endOffset).trimEnd().length;
}
