// The mutation run: hundreds of edits of the worked domain and of Nova's objects, one after the other. Each that needs
// a finding gets exactly that one, each that needs none is clean.

import { describe, expect, it } from 'vitest';
import { compareVersions, parseVersion } from '../../../src/core/version.js';
import type { Diagnostic } from '../../../src/diagnostics/index.js';
import { neededBy } from '../../../src/evolution/index.js';
import { editsOf, ENUM_KINDS, OBJECT_KINDS } from '../edits/all-edits.js';
import { dealt, worlds, type Edit, type World } from '../edits/edit.js';
import { QUIET } from '../edits/quiet-edits.js';
import { WAYS } from '../edits/ways.js';
import { baselineOf, gateAgainst } from './story.js';

const counts = { edits: 0, wrong: 0, findings: 0 };
const made = new Set<string>();

describe.each(worlds())('$name', (world) => {
  const baseline = baselineOf(world.files, world.settings);
  const edits = dealt(editsOf(world, neededIn(world)));

  it('the schemas as they are pass', () => {
    expect(gateAgainst(baseline, world.files, world.settings)).toEqual([]);
  });

  it('no edit passes that needs its version, and none is held up that needs none', () => {
    const wrong = edits.flatMap((edit) => {
      const found = gateAgainst(baseline, edit.after(), { ...world.settings, ...edit.settings });
      counts.edits += 1;
      counts.findings += found.length;
      made.add(edit.kind).add(edit.how);
      if (isAsExpected(edit, found)) return [];
      counts.wrong += 1;
      return [tellEdit(edit, found)];
    });
    expect(wrong).toEqual([]);
  });
});

it('each kind of edit was made, in each way', () => {
  const kinds = [OBJECT_KINDS, ENUM_KINDS, QUIET, WAYS].flatMap((each) => Object.keys(each));
  expect(kinds.filter((kind) => !made.has(kind))).toEqual([]);
});

it('the count is printed', () => {
  const { edits, findings, wrong } = counts;
  process.stdout.write(
    `${edits} edits of the schemas, ${findings} findings of the gate, ${wrong} of them wrong\n`,
  );
  expect(edits).toBeGreaterThan(500);
});

function isAsExpected({ expected }: Edit, found: readonly Diagnostic[]): boolean {
  const texts = found.map(textOf).sort();
  return (
    texts.length === expected.length &&
    [...expected].sort().every((one, index) => `${texts[index] ?? ''} `.startsWith(`${one} `))
  );
}

function textOf({ code, object, version }: Diagnostic): string {
  return [code, object, version].filter((part) => part !== undefined).join(' ');
}

function tellEdit({ kind, how, object, expected }: Edit, found: readonly Diagnostic[]): string {
  const got = found.map((one) => `${textOf(one)}: ${one.message}`);
  return `${kind}, ${how}, of ${object}: expected [${expected.join(', ')}], got [${got.join(' | ')}]`;
}

/** Whether somebody needs a version below the first that is left: a supported release, or of an enum its users. */
function neededIn(world: World): (object: string, first: string) => boolean {
  const { releases } = baselineOf(world.files, world.settings).read(world.files);
  return (object, first) => {
    const version = parseVersion(first);
    if (releases === undefined || version === undefined) return true;
    const below = { ...version, minor: version.minor - 1 };
    const spoken = world.files.flatMap(({ text }) =>
      [...text.matchAll(new RegExp(`\\b${object}@(\\d+\\.\\d+)`, 'g'))].flatMap(
        ([, found = '']) => parseVersion(found) ?? [],
      ),
    );
    const key = `${world.settings.namespace}/${object}`;
    return (
      neededBy(releases, key, below).length > 0 ||
      spoken.some((one) => compareVersions(one, below) <= 0)
    );
  };
}
