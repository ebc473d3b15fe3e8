// The parts of a generated file that cross data from version to version.

import type { CodeBlock } from '../../site/index.js';

const PARTS = [
  ['cross', 'From data to data: every step of either direction'],
  ['encode', 'From an object to the data of any version'],
  ['decode', 'From the data of any version to an object'],
] as const;

/** The methods as they stand in the file, without the indentation they have there. */
export function codeBlocks(file: string): readonly CodeBlock[] {
  const lines = file.split('\n');
  return PARTS.flatMap(([name, title]) => {
    const start = lines.findIndex((line) => line.startsWith(`  ${name}(`));
    if (start === -1) return [];
    const length = lines.slice(start).findIndex((line) => line === '  },');
    const text = lines.slice(start, start + length + 1).map((line) => line.slice(2));
    return [{ title, text: text.join('\n') }];
  });
}
