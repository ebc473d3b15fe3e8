// What a JSON Schema says besides its type, as marks of a field.

import { docText } from '../doc-text.js';
import type { Marks, Typed } from '../draft.js';
import { formatted } from '../formats.js';
import { wholePattern } from '../pattern.js';
import { scalar } from '../types.js';
import type { Keywords } from './keywords.js';
import { plainValue } from './parse-json.js';

/** The words that any schema may have; they stand over those of what it refers to. */
export function annotations(words: Keywords): Marks {
  const doc = docText(words.text('description') ?? words.text('title') ?? '');
  const value = words.get('default');
  return {
    ...(value === undefined ? {} : { default: plainValue(value) }),
    ...(words.flag('readOnly') ? { readOnly: true } : {}),
    ...(words.flag('deprecated') ? { deprecated: 'not to be used' } : {}),
    ...(doc === undefined ? {} : { doc }),
  };
}

/** A text with its format and limits. */
export function textOf(words: Keywords): Typed {
  const minLength = words.number('minLength');
  const maxLength = words.number('maxLength');
  const pattern = words.text('pattern');
  const typed: Typed = {
    type: scalar('string'),
    marks: {
      ...(minLength === undefined ? {} : { minLength }),
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(pattern === undefined ? {} : { pattern: wholePattern(pattern) }),
    },
  };
  const isBase64 = plainText(words, 'contentEncoding') === 'base64';
  const format = isBase64 ? 'base64' : plainText(words, 'format');
  const done = format === undefined ? undefined : formatted(typed, format);
  if (done === undefined) return typed;
  words.get(isBase64 ? 'contentEncoding' : 'format');
  return done;
}

/** A number with its bounds. */
export function numberOf(words: Keywords, isInteger: boolean): Typed {
  const isWhole = isInteger || plainNumber(words, 'multipleOf') === 1;
  if (plainNumber(words, 'multipleOf') === 1) words.get('multipleOf');
  const min = bound(words, 'minimum', 'exclusiveMinimum', isWhole ? 1 : undefined);
  const max = bound(words, 'maximum', 'exclusiveMaximum', isWhole ? -1 : undefined);
  return {
    type: scalar(isWhole ? 'integer' : 'float'),
    marks: {
      ...(min === undefined || (isWhole && min === Number.MIN_SAFE_INTEGER) ? {} : { min }),
      ...(max === undefined || (isWhole && max === Number.MAX_SAFE_INTEGER) ? {} : { max }),
    },
  };
}

/** Of whole numbers an exclusive bound is the next one; of others a schema has none, and it stays unread. */
function bound(
  words: Keywords,
  key: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
  step: 1 | -1 | undefined,
): number | undefined {
  const inclusive = words.number(key);
  const outer = step === undefined ? undefined : plainNumber(words, exclusive);
  if (step === undefined || outer === undefined) return inclusive;
  words.get(exclusive);
  const next = step === 1 ? Math.floor(outer) + 1 : Math.ceil(outer) - 1;
  if (inclusive === undefined) return next;
  return step === 1 ? Math.max(inclusive, next) : Math.min(inclusive, next);
}

function plainText(words: Keywords, key: string): string | undefined {
  const node = words.peek(key);
  return node?.kind === 'plain' && typeof node.value === 'string' ? node.value : undefined;
}

function plainNumber(words: Keywords, key: string): number | undefined {
  const node = words.peek(key);
  return node?.kind === 'plain' && typeof node.value === 'number' ? node.value : undefined;
}
