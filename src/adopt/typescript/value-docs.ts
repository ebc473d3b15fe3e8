// What is said of the texts in a union, of which the compiler keeps no comments: above a text, or behind it.

import type { ts } from 'ts-morph';

const COMMENT = /\/\*+([\s\S]*?)\*\/|\/\/(.*)/g;

/** For each part of a union what its comments say; empty where there are none. */
export function docsOfParts({ pos, types }: ts.UnionTypeNode, text: string): readonly string[] {
  // Between two parts, the rest of the line is said of the one before, unless the other stands on it.
  const gaps = types.map((type, at) => {
    const gap = text.slice(types[at - 1]?.end ?? pos, type.getStart());
    const split = at === 0 ? 0 : gap.indexOf('\n') + 1;
    return { behind: gap.slice(0, split), above: gap.slice(split) };
  });
  const end = types.at(-1)?.end ?? pos;
  const last = /^[^\n]*/.exec(text.slice(end))?.[0] ?? '';
  return gaps.map(({ above }, at) => said(above + (gaps[at + 1]?.behind ?? last)));
}

function said(gap: string): string {
  return [...gap.matchAll(COMMENT)]
    .map(([, block = '', line = '']) => (block + line).replace(/^[ \t]*\*[ \t]?/gm, '').trim())
    .join('\n');
}
