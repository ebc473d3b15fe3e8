import { expect, it } from 'vitest';
import { neededBy, supportedReleases } from '../../../src/evolution/releases/index.js';
import { releasesOf } from './story.js';

const RELEASES = releasesOf(`supported: ["2", "3"]
releases:
  "1": { Tag: "1.0" }
  "2": { Tag: "1.2", os_vif/VIF: "1.0" }
  "3": { Tag: "2.0", os_vif/VIF: "1.1" }
`);

const needed = (key: string, major: number, minor: number) =>
  neededBy(RELEASES, key, { major, minor });

it('a version may go when every supported release lists a newer one', () => {
  expect(needed('test/Tag', 1, 1)).toEqual([]);
  expect(needed('test/Tag', 1, 2)).toEqual(['2']);
  expect(needed('test/Tag@1', 1, 9)).toEqual(['2']);
  expect(needed('test/Tag', 2, 3)).toEqual(['2', '3']);
});

it('an object of another namespace is another one, and one that is listed nowhere may go', () => {
  expect(needed('os_vif/VIF', 1, 0)).toEqual(['2']);
  expect(needed('other/VIF', 1, 0)).toEqual([]);
  expect(needed('test/Nothing', 9, 9)).toEqual([]);
});

it('without a list all releases are supported', () => {
  const all = releasesOf('releases: { "1": { Tag: "1.0" }, "2": { Tag: "1.1" } }');
  expect(supportedReleases(all).map(({ name }) => name.value)).toEqual(['1', '2']);
  expect(supportedReleases(RELEASES).map(({ name }) => name.value)).toEqual(['2', '3']);
});
