// The keywords of one schema. What nobody asked for when all is read was not understood, and is said.

import type { JsonNode } from './parse-json.js';

/** They say what the schema is called, and nothing of its values. */
const NAMES_ONLY: ReadonlySet<string> = new Set([
  ...['$schema', '$id', 'id', '$anchor', 'title', 'description'],
  ...['definitions', '$defs', 'components'],
]);

export class Keywords {
  readonly #node: JsonNode;
  readonly #asked = new Set<string>();
  readonly #hidden = new Set<string>();

  constructor(node: JsonNode) {
    this.#node = node;
  }

  /** The value of a keyword, which counts as understood from now on. */
  get(key: string): JsonNode | undefined {
    this.#asked.add(key);
    return this.peek(key);
  }

  /** The same, for who may not be able to do anything with it. */
  peek(key: string): JsonNode | undefined {
    if (this.#hidden.has(key)) return undefined;
    return this.#node.kind === 'map' ? this.#node.entries.get(key)?.value : undefined;
  }

  /** Leaves a keyword to others, as if it were not there. */
  hide(key: string): void {
    this.#hidden.add(key);
  }

  text(key: string): string | undefined {
    const node = this.peek(key);
    if (node?.kind !== 'plain' || typeof node.value !== 'string') return undefined;
    this.#asked.add(key);
    return node.value;
  }

  number(key: string): number | undefined {
    const node = this.peek(key);
    if (node?.kind !== 'plain' || typeof node.value !== 'number') return undefined;
    this.#asked.add(key);
    return node.value;
  }

  /** Whether it is true; false is what a schema says anyway. */
  flag(key: string): boolean {
    const node = this.peek(key);
    if (node?.kind !== 'plain' || typeof node.value !== 'boolean') return false;
    this.#asked.add(key);
    return node.value;
  }

  /** The schemas in a list: `anyOf`. */
  list(key: string): readonly JsonNode[] | undefined {
    const node = this.get(key);
    return node?.kind === 'list' ? node.items : undefined;
  }

  /** Keywords that nobody asked for, as they stand. */
  get unread(): readonly string[] {
    if (this.#node.kind !== 'map') return [];
    const keys = [...this.#node.entries.keys()];
    return keys.filter((key) => !this.#asked.has(key) && !NAMES_ONLY.has(key));
  }
}
