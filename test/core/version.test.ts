import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  formatVersion,
  parseVersion,
  parseWireVersion,
} from '../../src/core/version.js';

describe('versions', () => {
  it('are in the order of their numbers, not of their texts', () => {
    const texts = ['2.0', '1.10', '1.9', '10.0', '1.0'];
    const sorted = texts
      .flatMap((text) => parseVersion(text) ?? [])
      .sort(compareVersions)
      .map(formatVersion);
    expect(sorted).toEqual(['1.0', '1.9', '1.10', '2.0', '10.0']);
  });

  it('may have a third part on the wire, which says nothing, and none in a schema', () => {
    expect(parseWireVersion('1.10.3')).toEqual({ major: 1, minor: 10 });
    expect(parseVersion('1.10.3')).toBeUndefined();
  });

  it.each(['1', '1.', '.1', '01.2', '1.02', 'v1.2', '1.2 ', '1.-2', '1.2.', '1.2.3.4', '1e1.0'])(
    '%j is none, so that no peer is taken for another',
    (text) => {
      expect(parseVersion(text)).toBeUndefined();
      expect(parseWireVersion(text)).toBeUndefined();
    },
  );
});
