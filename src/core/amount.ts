// Counts in sentences.

/** How much there is of something: `1 error`, `2 errors`, `0 losses`. */
export function amount(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
