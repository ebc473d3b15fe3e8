/** One way of using the package: a value for each column. */
export type Row = Readonly<Record<'node' | 'load' | 'typescript' | 'resolution', string>>;

export declare const VALUES: Readonly<Record<keyof Row, readonly string[]>>;
export declare const ROWS: readonly Row[];
export declare const SHORT: readonly Row[];
export declare function missingPairs(rows: readonly Row[]): readonly string[];
