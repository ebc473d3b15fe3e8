// A case whose input is a value, or a text.

import { inspect } from 'node:util';
import type { Case } from './case.js';
import { smallerValues } from './mutate-value.js';
import { smallerTexts } from './shrink.js';

/** `about` says what is done with the value. */
export function valueCase(
  value: unknown,
  judge: (value: unknown) => string | undefined,
  about: () => string,
): Case {
  return {
    judge: () => judge(value),
    *smaller() {
      for (const less of smallerValues(value)) yield valueCase(less, judge, about);
    },
    show: () => `${about()}\n${shown(value)}`,
  };
}

export function textCase(text: string, judge: (text: string) => string | undefined): Case {
  return {
    judge: () => judge(text),
    *smaller() {
      for (const less of smallerTexts(text)) yield textCase(less, judge);
    },
    show: () => cut(JSON.stringify(text)),
  };
}

const LONGEST = 10_000;

/** Any value as people read it, in bounds. */
export function shown(value: unknown): string {
  const options = {
    depth: Infinity,
    maxArrayLength: 1000,
    maxStringLength: 1000,
    breakLength: 100,
  };
  return cut(inspect(value, options));
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} letters)` : text;
}
