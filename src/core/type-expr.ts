// The type language of the schemas, as written: names are not resolved yet.

export const SCALARS = [
  'string',
  'integer',
  'bigint',
  'float',
  'boolean',
  'datetime',
  'uuid',
  'ip',
  'ipv4',
  'ipv6',
  'cidr',
  'mac',
  'bytes',
  'json',
] as const;

export type Scalar = (typeof SCALARS)[number];

/** A reference to an object or an enum: `Flavor`, `os_vif/VIF`, `Flavor@1`, `DiskBus@1.1`. */
export interface NameRef {
  readonly name: string;
  readonly namespace?: string;
  readonly major?: number;
  readonly minor?: number;
}

export type TypeExpr = { readonly nullable: boolean } & (
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'name'; readonly ref: NameRef }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: TypeExpr }
  | { readonly kind: 'union'; readonly members: readonly NameRef[] }
  | { readonly kind: 'values'; readonly values: readonly string[] }
);
