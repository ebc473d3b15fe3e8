export type FaultKind = 'generated' | 'emitter' | 'ancestor';

export interface SeededFault {
  readonly kind: FaultKind;
  /** What a user would lose. */
  readonly name: string;
  /** The object whose laws must be broken. */
  readonly object: string;
  /** Numbers of the laws of which at least one must catch it. */
  readonly laws: readonly number[];
  /** Where `find` stands once; not for faults of the ancestor. */
  readonly file?: string;
  readonly find?: string;
  readonly replace?: string;
  /** Where a fault of the ancestor has its schemas and hooks. */
  readonly folder?: string;
}

export const KINDS: Readonly<Record<FaultKind, string>>;

export function readFaults(root: string): readonly SeededFault[];

export function problemsOf(root: string, faults: readonly SeededFault[]): readonly string[];

export function mutated(
  text: string,
  fault: { readonly find: string; readonly replace: string },
): string;
