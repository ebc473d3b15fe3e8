// A trap is something that went wrong, or was easy to get wrong, where versioned objects were made before.

/** One trap, and that this project does not fall into it. */
export interface Trap {
  /** Its number in the list of 45. */
  readonly number: number;
  /** What is held, in one sentence. */
  readonly holds: string;
  readonly test: () => void | Promise<void>;
}

export function trap(number: number, holds: string, test: Trap['test']): Trap {
  return { number, holds, test };
}
