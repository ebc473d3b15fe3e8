import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/diagnostics/catalogue.js';
import { CODES, explain } from '../../src/diagnostics/index.js';

describe('explain', () => {
  it.each(CODES)('%s is named in words and says why it is and what to do', (code) => {
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*\/[a-z]+(?:-[a-z0-9]+)*$/);
    const text = explain(code);
    expect(text).toContain(`${code} (`);
    expect(text).toMatch(/^Why: {2}[^\n]+\.$/m);
    expect(text).toMatch(/^Cure: [^\n]+\.$/m);
  });

  it('knows nothing of what is no code, not even of what every object has', () => {
    expect(explain('nothing/such')).toBeUndefined();
    expect(explain('constructor')).toBeUndefined();
  });

  it('the codes of reading have one cure each, so that explain can tell it', () => {
    for (const [code, { cure }] of Object.entries(CATALOGUE)) {
      if (/^(?:yaml|schema)\//.test(code)) expect([code, typeof cure]).toEqual([code, 'string']);
    }
  });
});
