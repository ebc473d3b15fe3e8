// The last messages that were acted on, so that none is acted on twice.

/** Remembers the last so many ids. */
export class Seen {
  readonly #size: number;
  /** In the order they came: a set remembers it. */
  readonly #ids = new Set<string>();

  constructor(size: number) {
    this.#size = size;
  }

  /** Whether the id is new; it is remembered. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.#size) {
      for (const oldest of this.#ids) {
        this.#ids.delete(oldest);
        break;
      }
    }
    return true;
  }
}
