// The difference of two texts as `diff -u` writes it. Myers' algorithm, bounded: texts that share
// next to nothing are shown as one whole removed and the other added.

const CONTEXT = 3;
const MOST_EDITS = 2000;

interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** A unified diff, empty when the texts are the same; an absent text is a file that is not there. */
export function unifiedDiff(
  path: string,
  before: string | undefined,
  after: string | undefined,
): string {
  if (before === after) return '';
  const lines = diffLines(linesOf(before), linesOf(after));
  const head = [
    `--- ${before === undefined ? '/dev/null' : `a/${path}`}`,
    `+++ ${after === undefined ? '/dev/null' : `b/${path}`}`,
  ];
  return `${[...head, ...hunks(lines)].join('\n')}\n`;
}

function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [];
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function diffLines(a: readonly string[], b: readonly string[]): readonly Line[] {
  // What both begin and end with costs nothing.
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shortest - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return [
    ...marked(' ', a.slice(0, start)),
    ...shortestEdit(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...marked(' ', a.slice(a.length - end)),
  ];
}

function marked(mark: Line['mark'], lines: readonly string[]): readonly Line[] {
  return lines.map((text) => ({ mark, text }));
}

/** Myers, "An O(ND) Difference Algorithm", keeping each round's furthest points for the way back. */
function shortestEdit(a: readonly string[], b: readonly string[]): readonly Line[] {
  const rounds: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= Math.min(a.length + b.length, MOST_EDITS); edits += 1) {
    rounds.push(furthest);
    const next = new Map(furthest);
    for (let k = -edits; k <= edits; k += 2) {
      let x = comesFromAbove(furthest, k, edits) ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return wayBack(a, b, rounds);
    }
    furthest = next;
  }
  return [...marked('-', a), ...marked('+', b)];
}

function wayBack(
  a: readonly string[],
  b: readonly string[],
  rounds: readonly ReadonlyMap<number, number>[],
): readonly Line[] {
  const reversed: Line[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = rounds.length - 1; edits >= 0; edits -= 1) {
    const furthest = rounds[edits] ?? new Map<number, number>();
    const k = x - y;
    const isAdded = comesFromAbove(furthest, k, edits);
    const previous = isAdded ? k + 1 : k - 1;
    const startX = edits === 0 ? 0 : at(furthest, previous) + (isAdded ? 0 : 1);
    while (x > startX) {
      x -= 1;
      y -= 1;
      reversed.push({ mark: ' ', text: a[x] ?? '' });
    }
    if (edits === 0) break;
    if (isAdded) {
      y -= 1;
      reversed.push({ mark: '+', text: b[y] ?? '' });
    } else {
      x -= 1;
      reversed.push({ mark: '-', text: a[x] ?? '' });
    }
  }
  return reversed.reverse();
}

function comesFromAbove(furthest: ReadonlyMap<number, number>, k: number, edits: number): boolean {
  return k === -edits || (k !== edits && at(furthest, k - 1) < at(furthest, k + 1));
}

function at(furthest: ReadonlyMap<number, number>, k: number): number {
  return furthest.get(k) ?? -1;
}

function hunks(lines: readonly Line[]): readonly string[] {
  const changed = lines.flatMap(({ mark }, index) => (mark === ' ' ? [] : [index]));
  const ranges: { from: number; to: number }[] = [];
  for (const index of changed) {
    const last = ranges.at(-1);
    const from = Math.max(0, index - CONTEXT);
    const to = Math.min(lines.length, index + CONTEXT + 1);
    if (last !== undefined && from <= last.to) last.to = to;
    else ranges.push({ from, to });
  }
  return ranges.flatMap(({ from, to }) => {
    const body = lines.slice(from, to);
    const oldStart = lines.slice(0, from).filter(({ mark }) => mark !== '+').length;
    const newStart = lines.slice(0, from).filter(({ mark }) => mark !== '-').length;
    const oldCount = body.filter(({ mark }) => mark !== '+').length;
    const newCount = body.filter(({ mark }) => mark !== '-').length;
    const head = `@@ -${place(oldStart, oldCount)} +${place(newStart, newCount)} @@`;
    return [head, ...body.map(({ mark, text }) => mark + text)];
  });
}

/** An empty side is counted from the line before it. */
function place(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`;
}
