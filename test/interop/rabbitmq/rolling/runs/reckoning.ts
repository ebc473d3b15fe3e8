// The store's file against what nodes were told: no update that was told of is missing, none is there twice, none
// was overwritten on the way, and none was carried out twice.

import type { CallRecord } from '../messages.js';
import type { Entry, Row } from '../store/row.js';

export interface Reckoning {
  /** Updates that somebody was told of, or that stood in a row, and that are not there. */
  readonly lost: readonly string[];
  /** Updates that stand in a row twice, or whose call was carried out twice. */
  readonly doubled: readonly string[];
  /** Updates that are there although their caller was told for sure that they are not. */
  readonly untold: readonly string[];
  readonly writes: number;
}

export function reckon(calls: readonly CallRecord[], entries: readonly Entry[]): Reckoning {
  const rows = new Map<string, Tokens>();
  const lost: string[] = [];
  const ran = new Map<string, number>();
  let writes = 0;
  for (const entry of entries) {
    if ('ran' in entry) {
      ran.set(entry.ran, (ran.get(entry.ran) ?? 0) + 1);
      continue;
    }
    writes += 1;
    const [before, after] = [rows.get(entry.put.id), tokensIn(entry.put)];
    lost.push(
      ...missing(before, after).map((token) => `lost: ${token} was overwritten in ${entry.put.id}`),
    );
    rows.set(entry.put.id, after);
  }
  const tokens = [...rows.values()].flatMap((row) => row.tokens);
  const [all, marked] = [new Set(tokens), new Set([...rows.values()].flatMap((row) => row.marks))];
  for (const [id] of rows) all.add(id);
  for (const { token, outcome, method, isMarked } of calls) {
    if (token === undefined || outcome !== 'done') continue;
    const isThere =
      method === 'mark' ? marked.has(token) : all.has(token) && (!isMarked || marked.has(token));
    if (!isThere) lost.push(`lost: ${token} is not there, and ${method} was told that it is`);
  }
  return {
    lost,
    doubled: [
      ...twice(tokens).map((token) => `${token} twice among the tokens`),
      ...twice([...rows.values()].flatMap((row) => row.marks)).map(
        (token) => `${token} twice among the marks`,
      ),
      ...[...ran]
        .filter(([, times]) => times > 1)
        .map(([token]) => `${token} was carried out twice`),
    ],
    untold: calls
      .filter(
        ({ token, mayHaveRun }) =>
          token !== undefined && !mayHaveRun && (all.has(token) || marked.has(token)),
      )
      .map(({ token = '', outcome }) => `${token} is there, and its caller was told ${outcome}`),
    writes,
  };
}

interface Tokens {
  readonly tokens: readonly string[];
  readonly marks: readonly string[];
}

function tokensIn({ primitive }: Row): Tokens {
  const data = member(primitive, 'versioned_object.data');
  return { tokens: texts(member(data, 'tokens')), marks: texts(member(data, 'marks')) };
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function missing(before: Tokens | undefined, after: Tokens): readonly string[] {
  if (before === undefined) return [];
  return [
    ...before.tokens.filter((token) => !after.tokens.includes(token)),
    ...before.marks.filter((token) => !after.marks.includes(token)),
  ];
}

function twice(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
}
