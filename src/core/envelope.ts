// What both sides of the house say about objects on the wire.

/** Object names to the versions that a peer speaks; `namespace/Name` where two namespaces share a bare name. */
export type Manifest = Readonly<Record<string, string>>;

/** What kind of thing a backport left out or replaced. */
export type LossKind =
  | 'drop'
  | 'unset'
  | 'value'
  | 'enum'
  | 'member'
  | 'null'
  | 'clamp'
  | 'convert'
  | 'datetime'
  | 'hook';

/** One thing that a crossing left out or replaced, in the names of its input. */
export interface Loss {
  /** The object that lost something, by its name on the wire. */
  readonly object: string;
  /** From the root of the input: `Instance.block_devices[3].size`. */
  readonly path: string;
  /** The version the object had. */
  readonly from: string;
  /** The version it was brought to. */
  readonly to: string;
  readonly kind: LossKind;
  /** The version whose history entry says so (for `add` in 1.7: "1.7"). */
  readonly since: string;
  /** The line of that entry in the schema, where the schema is at hand. */
  readonly line?: number;
}
