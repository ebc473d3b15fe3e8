import { describe, expect, it } from 'vitest';
import { hookCode } from '../../src/hooks/index.js';

const VOLUME = `import { refuse } from 'backlevel/runtime';
import type { VolumeV1_0, VolumeV1_1 } from '../generated/volume.js';
import { GIB, toGib as gib } from './units.js';

export function backportTo1_0(far: VolumeV1_0, near: Readonly<VolumeV1_1>): void {
  const { size } = near;
  if (size % GIB !== 0n) refuse('size', 'whole GiB only');
  far.size = gib(size);
}

export function upgradeTo1_1(far: VolumeV1_1, near: Readonly<VolumeV1_0>): void {
  far.label = labelled(near.name);
}

function labelled(name: string): string {
  return PREFIX + name;
}

const PREFIX = 'volume ';
`;

const UNITS = `export const GIB = 2n ** 30n;
export const MIB = 2n ** 20n;
export function toGib(bytes: bigint): number {
  return Number(bytes / GIB);
}
`;

const FILES = { 'hooks/units.ts': UNITS, 'hooks/volume.ts': VOLUME };
const BACKPORT = 'hooks/volume.ts#backportTo1_0';
const UPGRADE = 'hooks/volume.ts#upgradeTo1_1';

function codeOf(files: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
  return hookCode(new Map(Object.entries(files)));
}

/** The hooks whose code is not the same when these files are put in place of those. */
async function changedBy(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const [before, after] = await Promise.all([codeOf(FILES), codeOf({ ...FILES, ...files })]);
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.filter((name) => before.get(name) !== after.get(name)).sort();
}

function volumeWith(from: string, to: string): Readonly<Record<string, string>> {
  expect(VOLUME).toContain(from);
  return { 'hooks/volume.ts': VOLUME.replaceAll(from, to) };
}

function unitsWith(from: string, to: string): Readonly<Record<string, string>> {
  expect(UNITS).toContain(from);
  return { 'hooks/units.ts': UNITS.replaceAll(from, to) };
}

/** Whether two texts are the same code, each in a hook of its own. */
async function isSame(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all(
    [a, b].map((text) => codeOf({ 'hooks/a.ts': `export const backportTo1_0 = ${text}` })),
  );
  const name = 'hooks/a.ts#backportTo1_0';
  expect(one?.has(name)).toBe(true);
  return one?.get(name) === other?.get(name);
}

describe('the code of hooks', () => {
  it('has an entry for every exported hook, and for nothing else', async () => {
    const code = await codeOf({
      ...FILES,
      'hooks/port.ts': `export { labelledAnew as upgradeTo1_2 } from './shared.js';
export const backportTo1_1 = () => undefined;
export function other() {}
function backportTo1_5() {}`,
      'hooks/shared.ts': 'export function labelledAnew() {}',
    });
    expect([...code.keys()]).toEqual([
      'hooks/port.ts#upgradeTo1_2',
      'hooks/port.ts#backportTo1_1',
      BACKPORT,
      UPGRADE,
    ]);
  });

  it('does not call a released hook edited when it was only commented, formatted or typed anew', async () => {
    const other = `// Volumes.
import type { VolumeV1_0 , VolumeV1_1 } from "../generated/volume.js"
import { toGib as gib , GIB } from "./units.js"
import { refuse, type JsonValue } from "backlevel/runtime"

const PREFIX = "volume " as const

/** A label. */
const never: JsonValue[] = [ ]
interface Unused { a: 1 }

function labelled(name: unknown) { return (PREFIX + (name as string)) }

export function upgradeTo1_1(far: any, near: Readonly<VolumeV1_0>) { far.label = labelled(
  near.name, // the name
) }

export function backportTo1_0(far: VolumeV1_0, near: Readonly<VolumeV1_1>): void {
  const { size, } = near

  if ((size! % GIB) !== 0n) refuse("size", "whole GiB only",)
  far.size = gib(size);;
}
`;
    expect(await changedBy({ 'hooks/volume.ts': other })).toEqual([]);
    expect(await changedBy({ 'hooks/volume.ts': VOLUME.replaceAll('\n', '\r\n') })).toEqual([]);
  });

  it('counts what a hook reaches in another file, for exactly the hooks that reach it', async () => {
    expect(await changedBy(unitsWith('2n ** 30n', '10n ** 9n'))).toEqual([BACKPORT]);
    expect(await changedBy(unitsWith('bytes / GIB', 'bytes / MIB'))).toEqual([BACKPORT]);
    expect(await changedBy(unitsWith('2n ** 20n', '10n ** 6n'))).toEqual([]);
  });

  it('counts what a hook reaches in its own file', async () => {
    expect(await changedBy(volumeWith("'volume '", "'Volume '"))).toEqual([UPGRADE]);
    expect(await changedBy(volumeWith('return PREFIX + name', 'return name'))).toEqual([UPGRADE]);
    expect(await changedBy(volumeWith('!== 0n', '=== 0n'))).toEqual([BACKPORT]);
  });

  it('lets helpers move to another file and be called otherwise', async () => {
    const moved = `import { refuse } from 'backlevel/runtime';
import { MIB } from './units.js';
import * as more from './more/sizes.js';
${VOLUME.slice(VOLUME.indexOf('export function backport'))}`;
    const files = {
      'hooks/units.ts': 'export const MIB = 2n ** 20n;\n',
      'hooks/more/sizes.ts': `export { whole as toGib };
export const GIB_BYTES = 2n ** 30n;
function whole(bytes: bigint) { return Number(bytes / GIB_BYTES); }
`,
      'hooks/volume.ts': moved
        .replaceAll('GIB !==', 'more.GIB_BYTES !==')
        .replace('gib(', 'more.toGib('),
    };
    expect(await changedBy(files)).toEqual([]);
  });

  it('is not misled by a local name that is also one of the file', async () => {
    expect(
      await changedBy(
        volumeWith("const PREFIX = 'volume ';", "const PREFIX = 'volume ';\nconst size = 1;"),
      ),
    ).toEqual([]);
  });

  it('tells two helpers of one name in two files apart', async () => {
    const text = (a: string, b: string) => ({
      'hooks/a.ts': `export const LIMIT = ${a};`,
      'hooks/b.ts': `import { LIMIT } from './a.js';
const BOTH = LIMIT;
export { BOTH, OWN as LIMIT };
const OWN = ${b};`,
      'hooks/c.ts': `import { LIMIT as first } from './a.js';
import { LIMIT } from './b.js';
export const backportTo1_0 = (far: { x: number }) => { far.x = first - LIMIT; };`,
    });
    expect(await codeOf(text('1', '2'))).not.toEqual(await codeOf(text('2', '1')));
  });

  it('sees from where outside the folder a name comes, and which', async () => {
    expect(await changedBy(volumeWith("'backlevel/runtime'", "'elsewhere'"))).toEqual([BACKPORT]);
    expect(await changedBy(volumeWith('{ refuse }', '{ other as refuse }'))).toEqual([BACKPORT]);
    const handedOn = {
      ...volumeWith("'backlevel/runtime'", "'./handed-on.js'"),
      'hooks/handed-on.ts': `export { refuse } from 'backlevel/runtime';`,
    };
    expect(await changedBy(handedOn)).toEqual([]);
    const whole = volumeWith('{ refuse }', '* as runtime')['hooks/volume.ts'] ?? '';
    const called = whole.replace('refuse(', 'runtime.refuse(');
    expect(await changedBy({ 'hooks/volume.ts': called })).toEqual([]);
  });

  it('counts what a reached file does when it is loaded', async () => {
    const registered = (word: string) => ({ 'hooks/units.ts': `${UNITS}register('${word}');\n` });
    expect(await changedBy(registered('a'))).toEqual([BACKPORT]);
    const loading = (word: string) => ({
      'hooks/units.ts': `import './setup.js';\n${UNITS}`,
      'hooks/setup.ts': `globalThis.word = '${word}';\nexport {};\n`,
    });
    const [a, b] = await Promise.all(['a', 'b'].map((w) => codeOf({ ...FILES, ...loading(w) })));
    expect(a?.get(BACKPORT)).not.toBe(b?.get(BACKPORT));
    expect(a?.get(UPGRADE)).toBe(b?.get(UPGRADE));
  });

  it('counts classes and enums for those who use them', async () => {
    const files = (value: string, step: string) => ({
      'hooks/a.ts': `enum Kind { Big = '${value}' }
class Counter { count = 0; next() { return (this.count += ${step}); } }
export function backportTo1_0(far: { kind: string }) { far.kind = Kind.Big; }
export function upgradeTo1_1(far: { n: number }) { far.n = new Counter().next(); }
export function upgradeTo1_2() {}`,
    });
    const [before, kind, step] = await Promise.all([
      codeOf(files('big', '1')),
      codeOf(files('large', '1')),
      codeOf(files('big', '2')),
    ]);
    const changed = (after: ReadonlyMap<string, string>) =>
      [...before].filter(([name, text]) => after.get(name) !== text).map(([name]) => name);
    expect(changed(kind)).toEqual(['hooks/a.ts#backportTo1_0']);
    expect(changed(step)).toEqual(['hooks/a.ts#upgradeTo1_1']);
  });

  it('ends on files that import each other', async () => {
    const code = await codeOf({
      'hooks/a.ts': `import { b } from './b.js';
export const a = () => b();
export function backportTo1_0() { a(); }`,
      'hooks/b.ts': `import { a } from './a.js';
export const b = (): void => { a(); };`,
    });
    expect(code.get('hooks/a.ts#backportTo1_0')?.split('\n')).toHaveLength(3);
  });

  it('has no entries of a file that is not TypeScript, and all those of the others', async () => {
    const code = await codeOf({ ...FILES, 'hooks/units.ts': 'export const GIB = ;' });
    expect([...code.keys()]).toEqual([BACKPORT, UPGRADE]);
    const broken = await codeOf({
      ...FILES,
      'hooks/volume.ts': 'export function backportTo1_0( {',
    });
    expect([...broken.keys()]).toEqual([]);
  });

  it.each([
    ['(a) => a', 'a => a'],
    ['() => ({ a: 1 })', `() => ({ 'a': 1, })`],
    ['(a, b) => a + b * 2', '(a, b) => a + (b * 2)'],
    ['(a) => ({ a })', '(a) => ({ a: a })'],
    ['() => new Map()', '() => new Map'],
    ['() => 0xff', '() => 255'],
    [`() => 'it\\'s'`, `() => "it's"`],
    ['(a) => (a as { b: 1 }).b', '(a) => a.b'],
  ])('takes %s and %s for the same', async (a, b) => {
    expect(await isSame(a, b)).toBe(true);
  });

  it.each([
    ['(a, b) => a + b * 2', '(a, b) => (a + b) * 2'],
    ['(a) => a?.b.c', '(a) => (a?.b).c'],
    ['() => ({})', '() => {}'],
    ['() => [,]', '() => []'],
    ['() => [1, ,]', '() => [1]'],
    ['(f) => new f()()', '(f) => new (f())()'],
    ['(f) => new (f())()', '(f) => new (f()())'],
    [`() => 'a b'`, `() => 'a  b'`],
    ['(a) => `a ${a}`', '(a) => `a  ${a}`'],
    ['(a) => { a\n;[1].at(0) }', '(a) => { a\n[1].at(0) }'],
    ['(a) => -(a ** 2)', '(a) => (-a) ** 2'],
    ['() => 1n', '() => 1'],
    ['async () => 1', '() => 1'],
    ['(a) => { while (a()); a() }', '(a) => { while (a()) a() }'],
  ])('tells %s from %s', async (a, b) => {
    expect(await isSame(a, b)).toBe(false);
  });
});
