// What the program's end says to whoever called it.

/** 0 is clean, 1 is findings, 2 is that it could not run. */
export type ExitCode = 0 | 1 | 2;

/** The command was asked for something that it cannot do; said to the user without a stack. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}
