// What holds is clean, and the report says what was tried.

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatAgainst, type AgainstReport } from '../../../../src/cli/verify/against/index.js';
import { newRepository } from '../../git/repository.js';
import { tarball } from './packages.js';
import { evolved, generate, NEW, OLD, PART_1_1, release, verified } from './story.js';

describe('the present against tags', () => {
  it('true histories and true code are clean, each tag with the runtime of its own lock', async () => {
    const repository = await evolved({ runtime: tarball('0.0.1') });
    repository.commit({});
    release(repository, 'v2', tarball('0.0.7'));
    repository.write({
      ...NEW,
      'schemas/part.yaml': PART_1_1.replace('label: string?', 'label: string?\n  kind: string?')
        .replace('version: "1.1"', 'version: "1.2"')
        .replace('history:\n', 'history:\n  "1.2":\n    - add: kind\n'),
    });
    await generate(repository);
    const report = await verified(repository, { tags: ['v1', 'v2'] });
    expect(report.tags).toMatchObject([
      { tag: 'v1', runtime: '0.0.1', objects: 2, pairs: 9, failures: [], skipped: [] },
      { tag: 'v2', runtime: '0.0.7', objects: 2, pairs: 15, failures: [], skipped: [] },
    ]);
    for (const { values, refused } of report.tags) {
      expect(values).toBeGreaterThan(500);
      // Weight without scales is what Part 1.1 refuses.
      expect(refused).toBeGreaterThan(10);
    }
    expect(report.tags[0]?.commit).toBe(repository.git('rev-parse', 'v1'));
  });

  it('the worked domain, with its hooks and majors', async () => {
    const repository = newRepository();
    for (const part of ['schemas', 'hooks', 'generated', 'backlevel.config.yaml']) {
      cpSync(part, join(repository.root, part), { recursive: true });
    }
    release(repository, 'v1', tarball('0.0.1'));
    const objects = ['Diagnostics', 'Migration', 'Volume'];
    const { tags } = await verified(repository, { objects, cases: 1 });
    expect(tags).toMatchObject([{ objects: 4, failures: [] }]);
  });

  it('a major that leads on from the one before it, and one that does not', async () => {
    const base = { 'backlevel.config.yaml': OLD['backlevel.config.yaml'] ?? '' };
    const part = (version: string, rest: string): string =>
      `object: Part\nversion: "${version}"\nfields:\n  size: integer\n${rest}`;
    const first = part('1.0', 'history:\n  "1.0": First version\n');
    const joined = part(
      '2.0',
      '  kind: { type: string, default: plain }\nhistory:\n  "2.0":\n    - from: "1.0"\n    - add: kind\n',
    );
    const apart = joined.replace('    - from: "1.0"\n    - add: kind\n', '    - Another thing\n');
    const v1 = { 'schemas/part.v1.yaml': first };
    const before = { ...base, 'schemas/part.yaml': first };
    const runtime = tarball('0.0.1');
    const leading = await evolved({
      runtime,
      before,
      after: { ...v1, 'schemas/part.yaml': joined },
    });
    expect((await verified(leading)).tags).toMatchObject([
      { objects: 1, pairs: 3, failures: [], skipped: [] },
    ]);
    const parted = await evolved({ runtime, before, after: { ...v1, 'schemas/part.yaml': apart } });
    expect((await verified(parted)).tags).toMatchObject([
      { objects: 1, pairs: 2, failures: [], skipped: [] },
    ]);
    const gone = await evolved({ runtime, before, after: { 'schemas/part.yaml': apart } });
    expect((await verified(gone)).tags).toMatchObject([
      {
        objects: 0,
        failures: [],
        skipped: [{ object: 'Part', why: 'the present does not read 1.0 of it: it knows 2.0' }],
      },
    ]);
  });

  it('without generated files the schemas are compiled, and only the objects asked for are tried', async () => {
    const repository = await evolved({ runtime: tarball('0.0.1') });
    rmSync(join(repository.root, 'generated'), { recursive: true });
    const seen: string[] = [];
    const { tags } = await verified(repository, {
      objects: ['Part'],
      onObject: (tag, object) => seen.push(`${tag} ${object}`),
    });
    expect(tags).toMatchObject([{ objects: 1, failures: [], skipped: [] }]);
    expect(seen).toEqual(['v1 Part']);
  });

  it('the same seed gives the same report, from the cache too', async () => {
    const repository = await evolved({ runtime: tarball('0.0.1') });
    const [first, second] = [await verified(repository), await verified(repository)];
    expect(second).toEqual(first);
  });
});

describe('the report for people', () => {
  const report: AgainstReport = {
    seed: 5,
    tags: [
      {
        tag: 'v1',
        commit: '0123456789abcdef',
        runtime: '0.0.1',
        objects: 1,
        pairs: 2,
        values: 30,
        refused: 4,
        notes: ['there is no branch v1 in this clone: origin/v1 is taken'],
        skipped: [{ object: 'Tool', why: 'v1 has none yet' }],
        failures: [
          {
            object: 'Item',
            from: '1.1',
            to: '1.0',
            direction: 'backports',
            step: 'same',
            value: { stock: 7 },
            about: 'stock = 7',
            expected: 'one thing',
            got: 'another',
            hint: 'it was rewritten',
            others: 3,
          },
        ],
      },
    ],
  };

  it('names object, versions, value, what was expected and what came', () => {
    expect(formatAgainst(report)).toBe(`against v1 (0123456789), runtime 0.0.1
  note: there is no branch v1 in this clone: origin/v1 is taken

  Item 1.1 → 1.0, the present and v1 backport: both sides make the same of it (and 3 other values)
    value     {"stock":7}  (stock = 7)
    expected  one thing
    got       another
    hint      it was rewritten

  not tried: Tool: v1 has none yet
  1 object, 2 pairs, 30 values, 4 refused as declared, seed 5: 1 failure
`);
  });
});
