// Which names a change can have touched: those whose file is another one, and all that mention them, however far. What
// is not among them is the same in both states, and need not be looked at.

import type { LoadedSources } from '../loading.js';
import type { SourceText } from '../sources.js';

/** Whether a name may mean something else in one of the two states. */
export type IsTouched = (name: string) => boolean;

export interface State {
  readonly schemas: readonly SourceText[];
  readonly hooks: readonly SourceText[];
  readonly loaded: Pick<LoadedSources, 'declarations'>;
}

export function touchedBetween(a: State, b: State): IsTouched {
  const mentions = new Map<string, Set<string>>();
  const changed = new Set<string>();
  const [first, second] = [namedTexts(a), namedTexts(b)];
  for (const [name, texts] of [...first, ...second]) {
    const words = mentions.get(name) ?? new Set();
    for (const text of texts) for (const word of text.match(WORD) ?? []) words.add(word);
    mentions.set(name, words);
    if (!sameTexts(first.get(name), second.get(name))) changed.add(name);
  }
  if (!sameTexts(a.hooks.map(withPath), b.hooks.map(withPath))) {
    // Which of them a hook serves is only known when it has been read.
    for (const [name, words] of mentions) if (words.has('hook')) changed.add(name);
  }
  spread(changed, mentions);
  return (name) => changed.has(name);
}

const WORD = /[A-Z][A-Za-z0-9]*|\bhook\b/g;

/** By declared name the texts of its files: of each major one, and of namesakes in other namespaces. */
function namedTexts({ schemas, loaded }: State): ReadonlyMap<string, readonly string[]> {
  const texts = new Map(schemas.map(({ path, text }) => [path, text]));
  const named = new Map<string, string[]>();
  for (const { name, file } of loaded.declarations) {
    const own = named.get(name.value) ?? [];
    own.push(texts.get(file) ?? '');
    named.set(name.value, own);
  }
  return named;
}

function spread(changed: Set<string>, mentions: ReadonlyMap<string, ReadonlySet<string>>): void {
  const users = new Map<string, string[]>();
  for (const [name, words] of mentions) {
    for (const word of words) {
      if (!mentions.has(word)) continue;
      const known = users.get(word);
      if (known === undefined) users.set(word, [name]);
      else known.push(name);
    }
  }
  const waiting = [...changed];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    for (const user of users.get(name) ?? []) {
      if (changed.has(user)) continue;
      changed.add(user);
      waiting.push(user);
    }
  }
}

function withPath({ path, text }: SourceText): string {
  return `${path}\n${text}`;
}

function sameTexts(a: readonly string[] = [], b: readonly string[] = []): boolean {
  if (a.length !== b.length) return false;
  const sorted = [...b].sort();
  return [...a].sort().every((text, index) => text === sorted[index]);
}
