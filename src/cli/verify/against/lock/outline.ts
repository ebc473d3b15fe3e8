// Lock files of pnpm and yarn, as far as lines and their indentation tell: `key: value`, and in yarn's first
// form `key "value"`. They are written by programs, always in the same way.

export type Outline = ReadonlyMap<string, string | Outline>;

export function readOutline(text: string): Outline {
  const root = new Map<string, string | Outline>();
  const open: { readonly indent: number; readonly at: Map<string, string | Outline> }[] = [
    { indent: -1, at: root },
  ];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const indent = line.length - line.trimStart().length;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const at = open.at(-1)?.at ?? root;
    const [key, value] = entryOf(line.trim());
    if (value === undefined) {
      const below = new Map<string, string | Outline>();
      at.set(key, below);
      open.push({ indent, at: below });
    } else {
      at.set(key, value);
    }
  }
  return root;
}

/** The value at a path of keys; undefined where a map or nothing stands. */
export function textAt(
  outline: Outline | undefined,
  ...path: readonly string[]
): string | undefined {
  const last = path.at(-1);
  const value = last === undefined ? undefined : mapAt(outline, ...path.slice(0, -1))?.get(last);
  return typeof value === 'string' ? value : undefined;
}

/** The map at a path of keys. */
export function mapAt(
  outline: Outline | undefined,
  ...path: readonly string[]
): Outline | undefined {
  let at = outline;
  for (const key of path) {
    const next = at?.get(key);
    at = typeof next === 'object' ? next : undefined;
  }
  return at;
}

/** A key with nothing behind it begins a map. */
function entryOf(line: string): readonly [string, string | undefined] {
  // A colon within a key (`backlevel@file:x.tgz`) has no space behind it.
  const [, key, value] = /^(.*?):(?:\s+(.*))?$/.exec(line) ?? [];
  if (key !== undefined) return [unquoted(key), value === undefined ? undefined : unquoted(value)];
  const [, name = line, quoted = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
  return [unquoted(name), unquoted(quoted)];
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) && !/["'], ["']/.test(text) ? text.slice(1, -1) : text;
}
