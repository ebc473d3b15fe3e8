// What was adopted must serve the code that was written for what it came from; the compiler is the judge.

import { expect, it } from 'vitest';
import { adopting, modelOf } from '../support/adopting.js';
import { complaints } from '../support/compiler.js';
import { emitted } from '../support/generated.js';

const FOLDER = 'test/output/adopted';

const ORIGINAL = `
  export type Priority = 'low' | 'high';
  export interface Address { street: string; zip: string | null }
  export interface Line { sku: string; count: number; price: bigint }
  export interface Card { kind: 'card'; last4: string }
  export interface Bank { kind: 'bank'; iban: string }
  export interface Order {
    readonly id: string;
    priority: Priority;
    mode?: 'ro' | 'rw';
    total: number;
    paid: boolean;
    createdAt: Date;
    closedAt: Date | null;
    lines: Line[];
    tags: Set<string>;
    attributes: Record<string, string>;
    grid: number[][];
    payload: Uint8Array;
    address: Address;
    billing?: Address | null;
    payment: Card | Bank;
    parents: Order[];
    meta: { source: string; hops: { at: Date }[] };
    IPAddress: string;
    snake_case: string;
    special: string;
  }
  export interface Draft extends Order { author: string }
`;

/** A function for each, as an application has it. */
const USES = `
  import * as was from './original.js';
  import * as is from './index.js';

  export const orderAsItWas: was.Order = is.Order.objNew({});
  export const draftAsItWas: was.Draft = is.Draft.objNew({});
  export const lineAsItWas: was.Line = is.Line.objNew({});
  export function lineAsItIs(line: was.Line): is.Line {
    return is.Line.objNew(line);
  }
  export function cardAsItIs(card: was.Card): is.Card {
    return is.Card.objNew(card);
  }
`;

async function judged(original: string, uses: string): Promise<readonly string[]> {
  const { schemas, findings } = await adopting({ 'original.ts': original });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const generated = emitted(modelOf(schemas)).map(({ path, text }) => [path, text] as const);
  const files = [...generated, ['original.ts', original], ['uses.ts', uses]] as const;
  return complaints(Object.fromEntries(files.map(([path, text]) => [`${FOLDER}/${path}`, text])));
}

it('an object of the generated class goes wherever the interface went, and its data makes one', async () => {
  expect(await judged(ORIGINAL, USES)).toEqual([]);
});

it('and the compiler would say if it did not', async () => {
  const uses = USES.replace('was.Order = is.Order', 'was.Order = is.Line');
  expect(await judged(ORIGINAL, uses)).toHaveLength(1);
});
