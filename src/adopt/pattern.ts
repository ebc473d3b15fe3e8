// Patterns that may fit anywhere in a text, as patterns of the whole text.

/** Any text at all, line ends too. */
const ANYTHING = '[^]*';

/** What fits the whole of exactly those texts in which the pattern occurs. */
export function wholePattern(pattern: string): string {
  const group = /^\^\(\?:(.*)\)\$$/s.exec(pattern)?.[1];
  if (group !== undefined && isBalanced(group)) return group;
  // With a choice in it, an anchor may belong to one side alone.
  if (pattern.includes('|')) return `${ANYTHING}(?:${pattern})${ANYTHING}`;
  const isFromStart = pattern.startsWith('^');
  const isToEnd = /(?<!\\)(?:\\\\)*\$$/.test(pattern);
  const bare = pattern.slice(isFromStart ? 1 : 0, isToEnd ? -1 : undefined);
  return `${isFromStart ? '' : ANYTHING}${bare}${isToEnd ? '' : ANYTHING}`;
}

/** Whether no group that opened before is closed within. */
function isBalanced(pattern: string): boolean {
  let depth = 0;
  let isInClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern.charAt(at);
    if (sign === '\\') at += 1;
    else if (isInClass) isInClass = sign !== ']';
    else if (sign === '[') isInClass = true;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
