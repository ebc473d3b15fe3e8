// What is said of the elements of a list, a set or a map: limits are written beside it, all else has no place.

import type { Marks } from './draft.js';
import type { At, Drafting } from './drafting.js';

/** The limits among the marks; a note tells of the rest. */
export function elementMarks(
  { min, max, minLength, maxLength, pattern, ...others }: Marks,
  { property, object, source }: At,
  drafting: Drafting,
): Marks {
  const words = Object.keys(others).map((key) => `\`${key}\``);
  if (words.length > 0) {
    const parameters = { property, object, lost: `${words.join(', ')} of its elements` };
    drafting.notes.say('adopt/not-held', source, { ...parameters, written: 'their type alone' });
  }
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern }),
  };
}
