// Text by code points. JavaScript counts and orders UTF-16 units, which puts an emoji before U+FFFD
// and counts it twice; peers in other languages do neither.

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Negative when `a` comes first, zero when they are the same, positive when `b` comes first. */
export function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  let at = 0;
  while (at < shared && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === shared) return a.length - b.length;
  // The first difference may stand in the second half of a pair, whose first half both have.
  const whole = at > 0 && isHighSurrogate(a.charCodeAt(at - 1)) ? codePointsApart(a, b, at - 1) : 0;
  return whole || codePointsApart(a, b, at);
}

function codePointsApart(a: string, b: string, at: number): number {
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

/** How many code points the text has; a surrogate without its other half counts as one. */
export function countCodePoints(text: string): number {
  let count = text.length;
  for (let at = 1; at < text.length; at++) {
    if (isLowSurrogate(text.charCodeAt(at)) && isHighSurrogate(text.charCodeAt(at - 1))) count--;
  }
  return count;
}

/** The first `max` code points of the text; never half of a pair. */
export function cutCodePoints(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = 0;
  for (let count = 0; count < max && end < text.length; count++) {
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}
