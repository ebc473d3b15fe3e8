// What the pipeline may ask of the world. Paths are relative to the project's folder and have `/`, so
// that the same run gives the same text on every machine.

/** A tree of files that can be read: the working tree now, a git ref or a folder as well. */
export interface Tree {
  /** All files below a folder, sorted; empty when there is no such folder. */
  list(folder: string): readonly string[];
  /** The text of a file; undefined when there is none. */
  read(path: string): string | undefined;
}

/** The working tree, which can be written too. A write either happens whole or not at all. */
export interface Host extends Tree {
  write(path: string, text: string): void;
  /** Removes a file, and the folders that it leaves empty. */
  remove(path: string): void;
}

/** A place for what can always be computed again. Nothing depends on its being there or being right. */
export interface Cache {
  read(name: string): string | undefined;
  write(name: string, text: string): void;
}
