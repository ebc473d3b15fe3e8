export interface Stage {
  /** Where the processes are. */
  readonly code: string;
  /** Imports what a TypeScript file of the project became. */
  readonly import: (path: string) => Promise<unknown>;
  readonly remove: () => void;
  /** Puts the code of the releases where processes look for it. */
  readonly put: (
    releases: readonly {
      readonly name: string;
      readonly files: readonly { readonly path: string; readonly text: string }[];
    }[],
  ) => void;
}

export const OF_PROCESSES: readonly string[];
export const OF_ALL: readonly string[];

export function stage(root: string, folders: readonly string[]): Stage;
