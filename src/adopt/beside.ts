// Where a way leads that stands in a file: `../money.ts` in `src/order/line.ts` is `src/money.ts`.

/** Both with `/`. */
export function beside(file: string, way: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of way.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
