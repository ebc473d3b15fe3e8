// A single value that a column cannot hold, or that is not what a column should give. Whoever knows table, field and
// key makes an error of it that says so.

export class UnfitValue extends Error {
  /** What is wrong with it, without the value. */
  readonly why: string;
  constructor(why: string) {
    super(why);
    this.why = why;
  }
}
