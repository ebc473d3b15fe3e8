// What stops an adoption, and all that one may tell: each with its place.

import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/diagnostics/catalogue.js';
import { adopting, opened, type Texts } from '../support/adopting.js';

const THERE = 'object: Disk\nversion: "1.0"\nfields: {}\nhistory: { "1.0": First version }\n';

describe('a file that cannot be read', () => {
  it.each([
    ['a.ts', 'export interface A {\n  x: ;\n}', 2, 6],
    ['a.ts', 'export interface A {', 1, 21],
    ['a.d.ts', 'export interface {}', 1, 1],
    ['a.json', '', 1, 1],
    ['a.json', '{\n  "x": 1,\n}', 3, 1],
    ['a.json', '{"a": 1, "a": 2}', 1, 10],
    ['a.json', '{"a": 01}', 1, 7],
    ['a.json', '[]', 1, 1],
    ['a.json', '{} x', 1, 4],
    ['a.json', `{"a": ${'['.repeat(2000)}`, 1, 1006],
  ])('%s, %j: is told with its line and column', async (path, text, line, column) => {
    const adopted = await opened({
      [path]: text,
      'good.ts': 'export interface Good { x: string }',
    });
    expect(adopted.ok ? 'adopted' : adopted.problems.map(({ span }) => span)).toEqual([
      expect.objectContaining({ file: path, line, column }),
    ]);
  });
});

describe('an error', () => {
  it.each([
    [
      'one name twice',
      { 'a.ts': 'export interface A { x: 1 }', 'b.ts': 'export type A = { y: 1 }' },
      'b.ts:1 adopt/names-meet',
    ],
    [
      'one file for two',
      { 'a.ts': 'export interface AB { x: 1 }\nexport interface Ab { x: 1 }' },
      'a.ts:2 adopt/names-meet',
    ],
    [
      'the same name in both languages',
      { 'a.ts': 'export interface A { x: 1 }', 'a.json': '{"properties": {}}' },
      'a.json:1 adopt/names-meet',
    ],
    [
      'a name that a schema has',
      { 'a.ts': '\nexport interface Disk { x: 1 }' },
      'a.ts:2 adopt/declared',
    ],
    ['nothing at all', { 'a.ts': '' }, 'a.ts:1 adopt/nothing'],
    ['nothing of use', { 'a.ts': 'export type A = string;' }, 'a.ts:1 adopt/nothing'],
    ['no schema', { 'a.json': '{"name": "left-pad"}' }, 'a.json:1 adopt/nothing'],
  ] as const)('%s', async (_, files, expected) => {
    const { told, findings } = await adopting(files, { 'schemas/disk.yaml': THERE });
    expect(told).toContain(expected);
    expect(findings.filter(({ severity }) => severity === 'error')).toHaveLength(1);
  });
});

/** Something to adopt, for each code but that of the disk. */
const CAUSES: Readonly<Record<string, Texts>> = {
  'adopt/number': { 'a.ts': 'export interface A { x: number }' },
  'adopt/optional': { 'a.ts': 'export interface A { x?: string }' },
  'adopt/required': { 'a.ts': 'export interface A { x: string }' },
  'adopt/untyped': { 'a.ts': 'export interface A { x: any }' },
  'adopt/left-out': { 'a.ts': 'export interface A { x(): void }' },
  'adopt/not-held': { 'a.json': '{"properties": {"x": {"type": "string", "format": "uri"}}}' },
  'adopt/other-form': { 'a.ts': 'export interface A { x: Map<string, string> }' },
  'adopt/renamed': { 'a.ts': 'export interface A { then: string }' },
  'adopt/renamed-type': { 'a.ts': 'export interface a_b { x: string }' },
  'adopt/named': { 'a.ts': 'export interface A { x: { y: string } }' },
  'adopt/flattened': { 'a.ts': 'export interface A extends B {}\ninterface B { x: string }' },
  'adopt/written-out': { 'a.ts': 'export type Id = string;\nexport interface A { x: Id }' },
  'adopt/not-adopted': { 'a.ts': 'export class B {}\nexport interface A { x: string }' },
  'adopt/refused': { 'a.ts': 'export interface A {\n/** @default many */ x: boolean }' },
  'adopt/nothing-here': { 'a.ts': '', 'b.ts': 'export interface A { x: string }' },
  'adopt/names-meet': { 'a.ts': 'export interface A {}', 'b.ts': 'export interface A {}' },
  'adopt/declared': { 'a.ts': 'export interface Disk { x: string }' },
  'adopt/nothing': { 'a.ts': 'const x = 1;' },
};

describe('every code of the catalogue', () => {
  const codes = Object.keys(CATALOGUE).filter((code) => code.startsWith('adopt/'));

  it.each(codes.filter((code) => code !== 'adopt/file-exists'))('%s has a cause', async (code) => {
    const { findings } = await adopting(CAUSES[code] ?? {}, { 'schemas/disk.yaml': THERE });
    const found = findings.filter((one) => one.code === code);
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.span?.line).toBeGreaterThan(0);
  });
});
