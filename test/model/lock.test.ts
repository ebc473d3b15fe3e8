import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { shortHash } from '../../src/core/short-hash.js';
import { load, type SourceFile } from '../../src/load/index.js';
import {
  buildModel,
  formatLock,
  parseLock,
  recordsOf,
  type Records,
} from '../../src/model/index.js';
import { COMPUTE, schemaFiles } from '../compute/compute-model.js';

const WIRE = { children: 'manifest', namespace: 'compute', prefix: 'versioned_object' };

function recordsIn(files: readonly SourceFile[]): Records {
  const { declarations } = load(files);
  return recordsOf(buildModel(declarations, COMPUTE).model, WIRE, () => 'code');
}

/** As a lock holds them: what is experimental is not in it. */
function kept({ wire, objects, enums }: Records): Records {
  const stable = [...objects].filter(([, { isExperimental }]) => !isExperimental);
  return { wire, objects: new Map(stable), enums };
}

function read(text: string): Records | string {
  const parsed = parseLock(text, shortHash);
  return parsed.ok ? parsed.records : `${parsed.line}: ${parsed.what}`;
}

function lockOf(...texts: readonly string[]): string {
  const files = texts.map((text, index) => ({ path: `${index}.yaml`, text }));
  return formatLock(kept(recordsIn(files)), shortHash);
}

const FLAVOR = `
object: Flavor
version: "1.1"
fields: { name: string, swap: { type: integer, default: 0 } }
history:
  "1.1": [{ add: swap, backport: { refuse: it matters } }]
  "1.0": First
`;

describe('a lock', () => {
  const records = kept(recordsIn(schemaFiles('schemas/compute')));
  const text = formatLock(records, shortHash);

  it('read again says what was written', () => {
    expect(read(text)).toEqual(records);
  });

  it('says at which line each version stands', () => {
    const parsed = parseLock(text, shortHash);
    const line = parsed.ok ? parsed.lines.get('compute/Flavor@1 1.1') : undefined;
    const before = text.split('\n').slice(0, line);
    expect(before.at(-1)).toBe('    "1.1":');
    expect(before.findLast((one) => /^ {2}\w/.test(one))).toBe('  compute/Flavor@1:');
  });

  it('is the same for other tools that read YAML', () => {
    const data: unknown = parse(text);
    const { lock, ...rest } = data as { readonly lock: number; readonly [part: string]: unknown };
    expect(lock).toBe(1);
    const things = (all: Records['objects']) =>
      Object.fromEntries(
        [...all].map(([key, { versions }]) => [
          key,
          Object.fromEntries(
            [...versions].map(([version, { status, sections }]) => [
              version,
              { status, sha256: expect.any(String) as string, ...sections },
            ]),
          ),
        ]),
      );
    expect(rest).toEqual({
      wire: WIRE,
      objects: things(records.objects),
      enums: things(records.enums),
    });
  });

  it('is the same text whatever the order of the files, the fields and the keys', () => {
    const files = [...schemaFiles('schemas/compute')].reverse();
    expect(formatLock(kept(recordsIn(files)), shortHash)).toBe(text);
    const turned = FLAVOR.replace(
      '{ name: string, swap: { type: integer, default: 0 } }',
      '{ swap: { default: 0, type: integer }, name: string }',
    );
    expect(lockOf(turned)).toBe(lockOf(FLAVOR));
  });

  it('with the line ends of Windows is the same lock', () => {
    expect(read(text.replaceAll('\n', '\r\n'))).toEqual(records);
  });

  it('keeps names that mean something to JavaScript or YAML', () => {
    const hostile = `
object: Odd
version: "1.0"
fields: { constructor: string, no: string, y: string, to_string: string, null: integer }
history: { "1.0": First }
`;
    const colours = `
enum: Colour
version: "1.0"
values: [__proto__, "no", "null", "1e3", "a: b", "# c", "ü\\"", "x y"]
history: { "1.0": First }
`;
    const files = [hostile, colours].map((one, index) => ({ path: `${index}.yaml`, text: one }));
    const odd = recordsIn(files);
    const written = formatLock(odd, shortHash);
    expect(read(written)).toEqual(odd);
    const values = [...odd.enums.values()][0]?.versions.get('1.0')?.sections.values ?? {};
    expect(Object.keys(values)).toHaveLength(8);
    const data = parse(written) as {
      enums: { [key: string]: { [v: string]: { values: object } } };
    };
    expect(Object.keys(data.enums['compute/Colour']?.['1.0']?.values ?? {}).sort()).toEqual(
      Object.keys(values).sort(),
    );
  });
});

describe('a lock that was damaged says where', () => {
  const text = lockOf(FLAVOR);
  const lines = text.split('\n');
  const at = (start: string): number =>
    lines.findIndex((line) => line.trim().startsWith(start)) + 1;
  const edited = (start: string, now: (line: string) => string): string =>
    lines.map((line, index) => (index + 1 === at(start) ? now(line) : line)).join('\n');

  it.each([
    ['a type', 'name:', (line: string) => line.replace('string', 'integer')],
    ['a rule', 'add swap:', (line: string) => line.replace('it matters', 'it does not')],
    ['a line too few', 'swap:', () => ''],
  ])('an edit of %s, at the version that it changed', (_what, start, now) => {
    const parsed = parseLock(edited(start, now), shortHash);
    expect(parsed).toMatchObject({
      ok: false,
      line: start === 'name:' ? at('"1.0"') : at('"1.1"'),
    });
  });

  it.each([
    ['no JSON behind the colon', 'add swap:', (line: string) => `${line}}`],
    ['no line of a lock', 'name:', () => '        - name'],
    ['a status that there is not', 'status:', () => '      status: perhaps'],
    ['a section that there is not', 'fields:', () => '      felds:'],
    ['a tab', 'name:', (line: string) => line.replace('  ', '\t')],
    ['what stands too deep', 'name:', (line: string) => `  ${line}`],
    ['what stands there twice', 'name:', (line: string) => `${line}\n${line}`],
  ])('%s', (_what, start, now) => {
    const parsed = parseLock(edited(start, now), shortHash);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(Math.abs(parsed.line - at(start))).toBeLessThanOrEqual(2);
  });

  it('an unresolved merge, at its first mark', () => {
    const parsed = parseLock(
      edited('name:', (line) => `<<<<<<< ours\n${line}`),
      shortHash,
    );
    expect(parsed).toEqual({ ok: false, line: at('name:'), what: 'an unresolved merge conflict' });
  });

  it('a file that is something else', () => {
    expect(parseLock('object: Flavor\n', shortHash)).toMatchObject({ ok: false, line: 1 });
    expect(parseLock('', shortHash)).toMatchObject({ ok: false, line: 1 });
  });

  it('a line longer than any of ours, before the engine runs out of stack', () => {
    const long = `lock: 1\n"${'a'.repeat(30_000_000)}":\n`;
    expect(parseLock(long)).toMatchObject({ ok: false, line: 2 });
  });

  it('whoever made it oneself need not check it again', () => {
    const changed = edited('name:', (line) => line.replace('string', 'integer'));
    expect(parseLock(changed).ok).toBe(true);
  });
});

describe('two branches in git', () => {
  let folder = '';
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const write = (text: string): void => {
    writeFileSync(join(folder, 'lock.yaml'), text);
  };
  const commit = (text: string): void => {
    write(text);
    git('add', '.');
    git('commit', '-q', '-m', 'a state');
  };
  const merges = (ours: string, theirs: string): boolean => {
    git('checkout', '-q', '-B', 'theirs', 'base');
    commit(theirs);
    git('checkout', '-q', '-B', 'ours', 'base');
    commit(ours);
    try {
      git('merge', '-q', '--no-edit', 'theirs');
      return true;
    } catch {
      git('merge', '--abort');
      return false;
    }
  };
  const old = FLAVOR.replace('"1.1"\nfields', '"1.0"\nfields')
    .replace(', swap: { type: integer, default: 0 }', '')
    .replace(/ {2}"1\.1".*\n/, '');
  const others = ['Aggregate', 'Tag', 'Volume'].map(
    (name) =>
      `object: ${name}\nversion: "1.0"\nfields: { id: integer }\nhistory: { "1.0": First }\n`,
  );
  const next = (name: string, field: string): string =>
    `object: ${name}\nversion: "1.1"\nfields: { id: integer, ${field}: string }\nhistory: { "1.1": [{ add: ${field} }], "1.0": First }\n`;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'backlevel-lock-'));
    git('init', '-q');
    commit(lockOf(old, ...others));
    git('branch', 'base');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('that take the same version with other content collide', () => {
    const vcpus = FLAVOR.replaceAll('swap', 'vcpus');
    expect(merges(lockOf(FLAVOR, ...others), lockOf(vcpus, ...others))).toBe(false);
  });

  it('that take the same version with other rules collide', () => {
    const dropped = FLAVOR.replace('{ refuse: it matters }', 'drop');
    expect(merges(lockOf(FLAVOR, ...others), lockOf(dropped, ...others))).toBe(false);
  });

  it('that take versions of different objects do not', () => {
    const [aggregate = '', tag = ''] = others;
    const ours = lockOf(old, next('Aggregate', 'zone'), tag, next('Volume', 'size'));
    const theirs = lockOf(FLAVOR, aggregate, next('Tag', 'colour'), ...others.slice(2));
    expect(merges(ours, theirs)).toBe(true);
    const both = lockOf(
      FLAVOR,
      next('Aggregate', 'zone'),
      next('Tag', 'colour'),
      next('Volume', 'size'),
    );
    expect(git('show', 'HEAD:lock.yaml')).toBe(both);
  });
});
