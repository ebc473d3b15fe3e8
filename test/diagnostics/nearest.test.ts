import { describe, expect, it } from 'vitest';
import { nearest } from '../../src/diagnostics/nearest.js';

describe('the name that was probably meant', () => {
  it.each([
    ['defualt', ['doc', 'default', 'deprecated'], 'default'],
    ['strng', ['string', 'integer'], 'string'],
    ['Int', ['integer', 'int'], 'int'],
    ['memory', ['memory_mb', 'vcpus'], undefined],
    ['readonly', ['readOnly', 'sensitive'], 'readOnly'],
    ['ad', ['add', 'remove'], 'add'],
  ])('for %s among %j is %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });

  it('is not offered when nothing is near, so that a suggestion can be trusted', () => {
    expect(nearest('zzz', ['add', 'remove'])).toBeUndefined();
    expect(nearest('x', ['y'])).toBeUndefined();
    expect(nearest('', ['a'])).toBeUndefined();
  });

  it('does not offer the very name that was wrong', () => {
    expect(nearest('add', ['add'])).toBeUndefined();
  });

  it('counts two letters that changed places as one slip', () => {
    expect(nearest('ab', ['ba'])).toBe('ba');
  });

  it('does not spend time on names that nobody typed', () => {
    expect(nearest('a'.repeat(100_000), ['a'.repeat(99_999)])).toBeUndefined();
  });
});
