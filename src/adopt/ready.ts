// Files that are parsed and wait to be read in two steps: names first, since their types refer to each other.

export interface ReadyToRead {
  /** Gives every type that is written out under a name of its own that name. */
  readonly claim: () => void;
  readonly read: () => void;
}
