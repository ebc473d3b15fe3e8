// What a schema must say and does not: without a finding, users would lose data and never know why.

import { expect, test } from 'vitest';
import { build, modelOf, objectOf, twoVersions } from './story.js';

function codesOf(...texts: readonly string[]): readonly string[] {
  return build(texts).findings.map(({ code }) => code);
}

test('an upgrade across a major needs its rules, though a backport may lack them', () => {
  const older = `
object: Disk
version: "1.0"
fields: { bus: { enum: [ide, scsi] } }
history: { "1.0": First version }
`;
  const newer = (upgrade: string): string => `
object: Disk
version: "2.0"
fields: { bus: { enum: [scsi] } }
history:
  "2.0":
    - from: "1.0"
    - change: bus
      was: { enum: [ide, scsi] }
${upgrade}
`;
  expect(codesOf(older, newer(''))).toEqual(['history/needs-rule']);
  expect(codesOf(older, newer('      upgrade: { values: { ide: scsi } }'))).toEqual([]);
});

test('a default does not stand for null where older peers have none', () => {
  const said = (backport: string): string =>
    twoVersions('f: string?', `- { change: f, was: { type: string, default: none }${backport} }`);
  expect(codesOf(said(''))).toEqual(['history/needs-rule']);
  expect(codesOf(said(', backport: { whenNull: none }'))).toEqual([]);
});

test('an upgrade copies from a field that only older versions had', () => {
  const text = twoVersions(
    'title: string',
    '- { add: title, upgrade: { copy: name } }\n- { remove: name, was: string, backport: { copy: title } }',
  );
  expect(objectOf(modelOf([text]), 'test/Thing').steps[0]?.changes).toMatchObject([
    { kind: 'add', upgrade: { kind: 'copy', field: 'name' } },
    { kind: 'remove', backport: { kind: 'copy', field: 'title' } },
  ]);
});

test('a single version that a history leaves out is missed', () => {
  const text = (between: string): string => `
object: Thing
version: "1.2"
fields: { f: string }
history:
  "1.2": A note
${between}  "1.0": First version
`;
  expect(codesOf(text(''))).toEqual(['history/missing-version']);
  expect(codesOf(text('  "1.1": Another\n'))).toEqual([]);
});
