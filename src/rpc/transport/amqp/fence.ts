// Acknowledgements are not answered, so nobody knows when the broker has one; were a request run before that, and
// the connection lost, another server would get it too. An answered operation on the same channel comes after all
// that were sent before it: one for as many as have gathered.

/** Lets those wait for the broker who have just acknowledged. */
export class Fence {
  readonly #roundTrip: () => Promise<unknown>;
  #underway: Promise<boolean> = Promise.resolve(true);
  #next: Promise<boolean> | undefined;

  constructor(roundTrip: () => Promise<unknown>) {
    this.#roundTrip = roundTrip;
  }

  /** True when the broker has all that was sent before; false where the channel went first. */
  pass(): Promise<boolean> {
    this.#next ??= this.#underway.then(async () => {
      if (this.#next !== undefined) this.#underway = this.#next;
      this.#next = undefined;
      try {
        await this.#roundTrip();
        return true;
      } catch {
        // Whatever it was, nothing is known of what came before.
        return false;
      }
    });
    return this.#next;
  }

  /** Resolves when nobody waits any more. */
  async settled(): Promise<void> {
    await this.#next;
    await this.#underway;
  }
}
