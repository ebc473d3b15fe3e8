// `verify` as a user runs it: on a project that is sound, and on one whose hook is not.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../support/folder.js';
import { backlevel } from '../support/program.js';

const PERSON = `object: Person
version: "1.2"
fields:
  id: integer
  first: string
  last: { type: string?, maxLength: 30 }
  nickname: string?
history:
  "1.2":
    - add: nickname
  "1.1":
    - Names are told apart
    - replace: { name: string }
      with: [first, last]
      backport: hook
      upgrade: hook
  "1.0": First version
`;

const HOOKS = `import type { PersonV1_0, PersonV1_1 } from '../generated/person.js';

export function backportTo1_0(older: PersonV1_0, newer: Readonly<PersonV1_1>): void {
  if (newer.first !== undefined) older.name = \`\${newer.first} \${newer.last!.trim()}\`;
}

export function upgradeTo1_1(newer: PersonV1_1, older: Readonly<PersonV1_0>): void {
  if (older.name === undefined) return;
  const [first = '', last = ''] = older.name.split(' ');
  newer.first = first;
  newer.last = last;
}
`;

const BROKEN = {
  'backlevel.config.yaml': 'namespace: shop\n',
  'schemas/person.yaml': PERSON,
  'hooks/person.ts': HOOKS,
};

const SOUND = {
  'backlevel.config.yaml': 'namespace: shop\n',
  'schemas/box.yaml': `object: Box
version: "1.1"
fields: { id: integer, label: string }
history:
  "1.1":
    - add: label
  "1.0": First version
`,
};

describe('verify', () => {
  test('says that every law holds, how much was looked at, and by which seed', async () => {
    const cwd = folderWith(SOUND);
    await backlevel(['generate'], { cwd });
    const { stdout, stderr, code } = await backlevel(['verify', '--seed', '7'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^every law holds: 1 object, 4 pairs of versions, \d+ values, /);
    expect(stderr).toContain('(seed 7)');
  });

  test('names a wrong hook by its line, with the smallest value that shows it', async () => {
    const cwd = folderWith(BROKEN);
    await backlevel(['generate'], { cwd });
    const run = await backlevel(['verify', 'Person', '--seed', '1', '--format', 'json'], { cwd });
    expect(run.code).toBe(1);
    const { findings } = JSON.parse(run.stdout) as { findings: Record<string, unknown>[] };
    expect(findings.map(({ code }) => code).sort()).toEqual([
      'law/back-and-there',
      'law/there-and-back',
      'law/valid',
    ]);
    for (const finding of findings) {
      expect(finding).toMatchObject({ file: 'hooks/person.ts', line: 3, object: 'Person' });
    }
    const crash = findings.find(({ code }) => code === 'law/valid');
    const details = crash?.['details'] as Record<string, string>;
    expect(JSON.parse(details['value'] ?? '')).toMatchObject({
      'versioned_object.version': '1.1',
      'versioned_object.data': { first: '' },
    });
    expect(details['got']).toContain("Cannot read properties of undefined (reading 'trim')");
  });

  test('looks at the generated files as they stand, so that a fault in them is seen', async () => {
    const cwd = folderWith(SOUND);
    await backlevel(['generate'], { cwd });
    const file = join(cwd, 'generated/box.ts');
    const text = readFileSync(file, 'utf8');
    const wrong = text.replace('version >= 1 ? ', 'version >= 0 ? ');
    writeFileSync(file, wrong === text ? text.replaceAll('>= 1', '>= 0') : wrong);
    expect(readFileSync(file, 'utf8')).not.toBe(text);
    const run = await backlevel(['verify', '--seed', '1'], { cwd });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('schemas/box.yaml:6:');
    expect(run.stdout).toContain('law/');
  });

  test('compiles the schemas where nothing is generated yet, and says so', async () => {
    const cwd = folderWith(SOUND);
    const { stderr, code } = await backlevel(['verify', '--seed', '1'], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain('nothing is generated in generated');
  });

  test('is no proof of schemas that have errors', async () => {
    const cwd = folderWith({
      ...SOUND,
      'schemas/box.yaml': SOUND['schemas/box.yaml'].replace('- add: label', '- add: lable'),
    });
    const { stdout, code } = await backlevel(['verify'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain('history/');
  });

  test.each([
    [['Bax'], 'did you mean Box?'],
    [['--seed', 'x'], '--seed takes a whole number'],
    [['--cases', '-1'], '--cases takes a whole number'],
  ])('says what is wrong with %j', async (args, why) => {
    const cwd = folderWith(SOUND);
    const { stderr, code } = await backlevel(['verify', ...args], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });
});
