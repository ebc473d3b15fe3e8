// The releases of the worked domain, which processes are pinned to: one that names too few objects, or
// versions that cannot stand together, would fail its users in the middle of an upgrade.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareVersions, formatVersion, parseVersion } from '../../src/core/version.js';
import { loadReleases } from '../../src/load/index.js';
import { shapeAt, type Model, type Shape, type Type } from '../../src/model/index.js';
import { computeModel } from './compute-model.js';

const path = 'schemas/releases.yaml';
const { releases, findings } = loadReleases({ path, text: readFileSync(path, 'utf8') });
const { model } = computeModel();
const cut = (releases?.releases ?? []).map((release) => ({
  name: release.name.value,
  versions: new Map(release.versions.map(({ name, version }) => [name.value, version.value])),
}));

/** The shape that a release means by a name and a version. */
function released(name: string, version: string): Shape | undefined {
  const parsed = parseVersion(version);
  if (parsed === undefined) return undefined;
  return [...model.objects.values()]
    .filter((object) => object.name === name && object.stability === 'stable')
    .map((object) => shapeAt(object, parsed))
    .find((shape) => shape !== undefined);
}

/** Names of the objects that can stand at a type. */
function namesIn(type: Type): readonly string[] {
  switch (type.kind) {
    case 'object':
      return [type.object.name];
    case 'union':
      return type.members.map(({ name }) => name);
    case 'list':
    case 'set':
    case 'map':
      return namesIn(type.element);
    case 'scalar':
    case 'enum':
      return [];
  }
}

function newest(of: Model): ReadonlyMap<string, string> {
  const stable = [...of.objects.values()].filter((object) => object.stability === 'stable');
  return new Map(
    stable
      .filter((object) => object.isNewestMajor)
      .map((object) => [object.name, formatVersion(object.version)]),
  );
}

describe('the releases of the worked domain', () => {
  test('are read without a finding', () => {
    expect(findings).toEqual([]);
    expect(cut.map(({ name }) => name)).toEqual(['2025.1', '2025.2', '2026.1']);
  });

  test.each(cut)('$name names every object that its objects can hold', ({ versions }) => {
    const missing = [...versions].flatMap(([name, version]) => {
      const shape = released(name, formatVersion(version));
      if (shape === undefined) return [`${name} ${formatVersion(version)}`];
      const held = [...shape.fields.values()].flatMap(({ type }) => namesIn(type));
      return held.filter((child) => !versions.has(child)).map((child) => `${name} holds ${child}`);
    });
    expect(missing).toEqual([]);
  });

  test('never go down', () => {
    for (const [i, { versions }] of cut.entries()) {
      for (const [name, version] of cut[i - 1]?.versions ?? []) {
        const later = versions.get(name);
        if (later !== undefined) expect(compareVersions(later, version)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test('end with all that there is now', () => {
    const last = cut.at(-1)?.versions ?? [];
    const named = new Map([...last].map(([name, version]) => [name, formatVersion(version)]));
    expect(named).toEqual(newest(model));
  });
});
