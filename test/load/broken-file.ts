// The small files around a mistake that tests of broken files share.

/** What is wrong, and for each finding its code, at the marked places of the text in turn. */
export type Broken = readonly [story: string, codes: readonly string[], text: string];

export const HISTORY = 'history:\n  "1.0": First version\n';
export const object = (more: string) => `object: Foo\nversion: "1.0"\n${more}${HISTORY}`;
export const fields = (lines: string) => object(`fields:\n${lines}`);
export const entry = (lines: string) =>
  `object: Foo\nversion: "1.1"\nfields:\n  a: string\nhistory:\n  "1.1":\n${lines}  "1.0": First version\n`;
export const enumeration = (lines: string, values = '[a, b]') =>
  `enum: Foo\nversion: "1.1"\nvalues: ${values}\nhistory:\n  "1.1":\n${lines}  "1.0": First version\n`;
