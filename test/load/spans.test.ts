// Places of findings are places of the text, or editors and scanners point at nothing.

import { expect, test } from 'vitest';
import { load } from '../../src/load/index.js';

test.each(['list', 'list<string', 'map<list<', '"list<string"', '(A | B'])(
  'a type that ends too early, %s, is marked within the text and its line',
  (type) => {
    const text = `object: Foo\nversion: "1.0"\nfields:\n  a: ${type}`;
    for (const whole of [text, `${text}\nhistory:\n  "1.0": First version\n`]) {
      const span = load([{ path: 'foo.yaml', text: whole }]).findings.find(
        ({ code }) => code === 'schema/bad-type',
      )?.span;
      expect(span).toMatchObject({ line: 4, endLine: 4 });
      expect(span?.endOffset).toBeLessThanOrEqual(text.length);
      expect((span?.endOffset ?? 0) - (span?.offset ?? 0)).toBe(
        (span?.endColumn ?? 0) - (span?.column ?? 0),
      );
    }
  },
);
