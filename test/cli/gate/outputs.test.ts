// What `check` says of one real change, in each format: to people, to programs, and to the systems that show it
// beside the code. The project stands in a folder of its repository.

import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GIT_ENV } from '../git/repository.js';
import { below, edited, FLAVOR, generate, HOST, projectIn, UNBUMPED } from './flavor.js';
import { check } from './run.js';

beforeEach(() => {
  for (const [name, value] of Object.entries(GIT_ENV)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const KEY = `object: KeyPair
version: "1.0"
fields:
  secret: { type: string, sensitive: true }
history:
  "1.0": First version
`;

interface Changed {
  readonly told: (format: string) => Promise<string>;
  readonly write: (path: string, text: string) => void;
}

/** Flavor changed without a version, Host is gone, and that a secret may be seen is excused. */
async function changed(): Promise<Changed> {
  const folder = 'services/api';
  const { project, write } = await projectIn(
    { 'schemas/host.yaml': HOST, 'schemas/key_pair.yaml': KEY },
    folder,
  );
  const open = edited(KEY, ', sensitive: true', '');
  write(below(folder, { 'schemas/key_pair.yaml': open }));
  await generate(project);
  const { stdout: allow } = await check(project, '--against', 'main', '--print-allow');
  rmSync(join(project, 'schemas/host.yaml'));
  write(
    below(folder, {
      'schemas/key_pair.yaml': `${open}${allow.replace(/^#.*\n/, '').replace('say why', 'it is <public>')}`,
      'schemas/flavor.yaml': UNBUMPED,
    }),
  );
  return {
    told: async (format) => {
      const { code, stdout } = await check(project, '--against', 'main', '--format', format);
      expect(code).toBe(1);
      return stdout;
    },
    write: (path, text) => {
      write(below(folder, { [path]: text }));
    },
  };
}

describe('one change', () => {
  it('is told to people with the lines that it stands in, and without where there are none', async () => {
    const { told } = await changed();
    expect(await told('pretty')).toBe(`error history/missing-bump schemas/flavor.yaml:2:10
Flavor changed, but its version is still 1.1: \`vcpus\` was added
  1 │ object: Flavor
  2 │ version: "1.1"
    │          ^^^^^
  3 │ fields:
  \`vcpus\` was added: schemas/flavor.yaml:6:3
  Why: A version has one content for ever: peers that have it already know it as it was.
  Cure: Run \`backlevel bump\`, or undo the change.
  Run: backlevel bump Flavor

note history/sensitive-removed schemas/key_pair.yaml:4:3
\`secret\` of KeyPair is no longer masked (allowed: it is <public>)
  3 │ fields:
  4 │   secret: { type: string }
    │   ^^^^^^
  5 │ history:
  Why: What was kept out of logs and errors so far would stand in them from now on.
  Cure: Put \`sensitive: true\` back, or say in \`allow\` why it may be seen.

error history/removed
the object Host is gone
  Why: Peers that have it still send it, and stored data still hold it.
  Cure: Put the file back; when no supported release speaks it, it may go.

2 errors, 1 note in 2 objects.
`);
    expect(await told('text')).toBe(
      [
        'schemas/flavor.yaml:2:10: history/missing-bump Flavor changed, but its version is still 1.1: `vcpus` was added',
        'schemas/key_pair.yaml:4:3: history/sensitive-removed `secret` of KeyPair is no longer masked (allowed: it is <public>)',
        'history/removed the object Host is gone',
        '',
      ].join('\n'),
    );
  });

  it('is told to programs as the documented shape', async () => {
    const { told } = await changed();
    expect(JSON.parse(await told('json'))).toMatchObject({
      findings: [
        {
          code: 'history/missing-bump',
          severity: 'error',
          object: 'Flavor',
          version: '1.1',
          file: 'schemas/flavor.yaml',
          line: 2,
          column: 10,
          endLine: 2,
          endColumn: 15,
          fix: { command: 'backlevel bump Flavor' },
        },
        { code: 'history/sensitive-removed', severity: 'note' },
        { code: 'history/removed', severity: 'error', object: 'Host' },
      ],
      summary: { objects: 2, errors: 2, warnings: 0 },
    });
  });

  it('stands on GitHub at its line, by the path that the repository has for it', async () => {
    const { told } = await changed();
    expect((await told('github')).split('\n')).toEqual([
      '::error file=services/api/schemas/flavor.yaml,line=2,endLine=2,col=10,endColumn=15,title=history/missing-bump::Flavor changed, but its version is still 1.1: `vcpus` was added%0ARun `backlevel bump`, or undo the change.',
      '::notice file=services/api/schemas/key_pair.yaml,line=4,endLine=4,col=3,endColumn=9,title=history/sensitive-removed::`secret` of KeyPair is no longer masked (allowed: it is <public>)%0APut `sensitive: true` back, or say in `allow` why it may be seen.',
      '::error title=history/removed::the object Host is gone%0APut the file back; when no supported release speaks it, it may go.',
      '',
    ]);
  });

  it('stands on GitLab at its line; what has no file any more at the config', async () => {
    const { told } = await changed();
    const at = (path: string, begin: number): unknown => ({
      path: `services/api/${path}`,
      lines: { begin, end: begin },
    });
    expect(JSON.parse(await told('gitlab'))).toMatchObject([
      { severity: 'major', location: at('schemas/flavor.yaml', 2) },
      { severity: 'info', location: at('schemas/key_pair.yaml', 4) },
      { severity: 'major', location: at('backlevel.config.yaml', 1) },
    ]);
  });

  it('fails one JUnit case for each error, and none for what was excused', async () => {
    const xml = await (await changed()).told('junit');
    expect(xml).toContain('<testsuites name="backlevel" tests="3" failures="2">');
    expect(xml.match(/<failure type="error" message="[^"<]*">/g)).toHaveLength(2);
    expect(xml).toContain('(allowed: it is &lt;public&gt;)');
    expect(xml).toContain('<testcase name="history/removed" classname="project">');
  });
});

interface Sarif {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
    }[];
  }[];
}

function isSarif(text: string): Sarif {
  const path = resolve(import.meta.dirname, '../../support/sarif/sarif-2.1.0-rtm.5.json');
  // Its dialect names itself by words that later ones have for something else.
  const { $schema, id, ...schema } = JSON.parse(readFileSync(path, 'utf8')) as Record<
    string,
    unknown
  >;
  expect([$schema, id]).toEqual([
    expect.stringContaining('draft-04'),
    expect.stringContaining('sarif-2.1.0'),
  ]);
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
  const sarif: unknown = JSON.parse(text);
  const validate = ajv.compile<Sarif>(schema);
  if (!validate(sarif)) throw new Error(ajv.errorsText(validate.errors));
  return sarif;
}

describe('SARIF', () => {
  it('is what the JSON Schema of 2.1.0 takes, with a place in the repository for each result', async () => {
    const { told } = await changed();
    const [ran] = isSarif(await told('sarif')).runs;
    expect(
      ran?.results.map(({ ruleId, locations }) => [
        ruleId,
        ...locations.map(({ physicalLocation }) => physicalLocation.artifactLocation.uri),
      ]),
    ).toEqual([
      ['history/missing-bump', 'services/api/schemas/flavor.yaml'],
      ['history/sensitive-removed', 'services/api/schemas/key_pair.yaml'],
      ['history/removed', 'services/api/backlevel.config.yaml'],
    ]);
  });

  it('is refused by that schema where it is not so, so that the test above can fail', () => {
    expect(() => isSarif('{ "version": "2.1.0", "runs": [{ "results": [{}] }] }')).toThrow('tool');
  });

  it('knows a finding again when lines above it come and go, and tells another change apart', async () => {
    const { told, write } = await changed();
    const prints = async (): Promise<readonly string[]> =>
      isSarif(await told('sarif')).runs.flatMap(({ results }) =>
        results.flatMap(({ partialFingerprints }) => Object.values(partialFingerprints)),
      );
    const before = await prints();
    expect(new Set(before).size).toBe(3);
    write('schemas/flavor.yaml', `# A comment.\n# And another.\n\n${UNBUMPED}`);
    expect(await prints()).toEqual(before);
    write('schemas/flavor.yaml', edited(FLAVOR, '  name: string\n', '  name: string?\n'));
    const after = await prints();
    expect(after[0]).not.toBe(before[0]);
    expect(after.slice(1)).toEqual(before.slice(1));
  });
});
