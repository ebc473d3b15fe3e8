/** `0..100`, `at least 1`, `at most 255`; nothing where there is no bound. */
export function tellBounds(min?: number | string, max?: number | string): readonly string[] {
  if (min === undefined) return max === undefined ? [] : [`at most ${max}`];
  return [max === undefined ? `at least ${min}` : `${min}..${max}`];
}
