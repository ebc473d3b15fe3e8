// The site as files: every address in it leads somewhere, and texts of the schemas are texts.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderWith } from '../support/folder.js';
import { backlevel } from '../support/program.js';

const ROOT = resolve(import.meta.dirname, '../..');

/** The files of a site, by path. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  );
}

/** Addresses that lead nowhere, as `page: address`. */
function deadLinks(files: ReadonlyMap<string, string>): readonly string[] {
  const anchors = new Map(
    [...files].map(([path, text]) => [
      path,
      new Set([...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)),
    ]),
  );
  return [...files]
    .filter(([path]) => path.endsWith('.html'))
    .flatMap(([page, text]) =>
      [...text.matchAll(/ (?:href|src)="([^"]*)"/g)]
        .map(([, address = '']) => address)
        .filter((address) => address !== 'data:,')
        .filter((address) => {
          const [path = '', anchor] = address.split('#');
          const target = path === '' ? page : join(dirname(page), path);
          if (!files.has(target)) return true;
          if (anchor === undefined || anchor.startsWith('compare=')) return false;
          return anchors.get(target)?.has(decodeURIComponent(anchor)) !== true;
        })
        .map((address) => `${page}: ${address}`),
    );
}

async function siteOf(
  cwd: string,
  ...args: readonly string[]
): Promise<ReadonlyMap<string, string>> {
  const out = folderWith({});
  const { code, stderr } = await backlevel(['docs', '--out', out, ...args], { cwd });
  expect(stderr).toMatch(/objects?: \d+ files, \d+ written/);
  expect(code).toBe(0);
  return filesIn(out);
}

describe('the worked domain', () => {
  const out = mkdtempSync(join(tmpdir(), 'backlevel-site-'));
  let files: ReadonlyMap<string, string>;
  beforeAll(async () => {
    await backlevel(['docs', '--out', out], { cwd: ROOT });
    files = filesIn(out);
  });
  afterAll(() => {
    rmSync(out, { recursive: true });
  });
  const page = (path: string): string => files.get(path) ?? '';

  it('has no address that leads nowhere', () => {
    expect(files.size).toBeGreaterThan(35);
    expect(deadLinks(files)).toEqual([]);
  });

  it('asks no other machine for anything', () => {
    const asked = [...files].filter(([, text]) =>
      /(?:src|href)="(?:https?:)?\/\/|@import|url\(/.test(text),
    );
    expect(asked.map(([path]) => path)).toEqual([]);
  });

  it('shows a field under all its names, and when it was added, changed and removed', () => {
    const volume = page('objects/volume.html');
    const row = (name: string): string => {
      const [found = ''] = new RegExp(`<tr id="field-${name}"[\\s\\S]*?</tr>`).exec(volume) ?? [];
      return found.replace(/\s+/g, ' ');
    };
    expect(row('size_bytes')).toContain('<b>size_gb</b> <code>integer</code>');
    expect(row('size_bytes')).toContain('renamed in 1.4');
    expect(row('bootable')).toContain('added in 1.1');
    expect(row('attachments')).toContain('changed in 1.6');
    expect(row('location')).toContain('removed in 1.5');
    // From the first version to the one before the rename, and from there to the last.
    expect(row('size_bytes')).toMatch(/colspan="4"[\s\S]*colspan="3"/);
  });

  it('tells both ways across each version in words, with the line that says so', () => {
    const history = page('objects/volume.html');
    expect(history).toMatch(/<code>bootable<\/code> is left out/);
    expect(history).toMatch(/schemas\/compute\/volume\.yaml:\d+/);
  });

  it('says what older peers do not see, and whom it meets', () => {
    expect(page('objects/volume.html')).toMatch(
      /<code>Volume\.encryption_key<\/code>[\s\S]{0,120}refused[\s\S]{0,60}1\.0, 1\.1/,
    );
  });

  it('shows who uses an object, at the field', () => {
    expect(page('objects/flavor.html')).toContain('href="../objects/instance.html#field-flavor"');
  });

  it('has the releases as a matrix, a changed version leading to what changed', () => {
    expect(page('releases.html')).toContain('href="objects/host.html#compare=1.12..1.9"');
  });

  it('has a page of losses for each two releases that may run beside each other', () => {
    const pages = [...files.keys()].filter((path) => path.startsWith('losses/'));
    expect(pages.sort()).toEqual([
      'losses/2025.2-and-2026.1.html',
      'losses/2025.2-and-present.html',
      'losses/2026.1-and-present.html',
    ]);
  });

  it('has the generated code of a crossing', () => {
    expect(page('objects/volume.html')).toMatch(/from &lt; <i class="n">4<\/i>/);
  });
});

const HOSTILE = `</script><img src=x onerror=alert(1)> "&' \`<b>\``;

it('shows texts of schemas as texts, whatever they spell', async () => {
  const files = await siteOf(
    folderWith({
      'backlevel.config.yaml': 'namespace: main\n',
      'schemas/odd.yaml': `object: Odd
version: "1.1"
doc: ${JSON.stringify(HOSTILE)}
fields:
  constructor: { type: string, default: ${JSON.stringify(HOSTILE)}, doc: ${JSON.stringify(HOSTILE)} }
  kind: { enum: [${JSON.stringify(HOSTILE)}, plain], default: plain }
  more: { type: string?, default: null }
history:
  "1.1":
    - ${JSON.stringify(HOSTILE)}
    - add: more
      backport: { refuse: ${JSON.stringify(HOSTILE)} }
  "1.0": First version
`,
      'schemas/words.enum.yaml': `enum: Words\nversion: "1.0"\nvalues: [${JSON.stringify(HOSTILE)}]\nhistory:\n  "1.0": First version\n`,
    }),
    '--title',
    HOSTILE,
  );
  expect(deadLinks(files)).toEqual([]);
  for (const [path, text] of files) {
    if (path.endsWith('.html')) expect(text, path).not.toMatch(/<img|<b>`/);
  }
});

describe('a folder that has been written before', () => {
  const SCHEMA = `object: Thing\nversion: "1.0"\nfields:\n  id: integer\nhistory:\n  "1.0": First version\n`;

  it('loses the pages of what is gone, and nothing of anybody else', async () => {
    const cwd = folderWith({
      'backlevel.config.yaml': 'namespace: n\n',
      'schemas/thing.yaml': SCHEMA,
      'schemas/other.yaml': SCHEMA.replace('Thing', 'Other'),
    });
    await backlevel(['docs'], { cwd });
    writeFileSync(join(cwd, 'schema-docs/CNAME'), 'docs.example');
    rmSync(join(cwd, 'schemas/other.yaml'));
    const { stderr } = await backlevel(['docs'], { cwd });
    expect(stderr).toContain('1 object');
    const left = [...filesIn(join(cwd, 'schema-docs')).keys()];
    expect(left).toContain('objects/thing.html');
    expect(left).not.toContain('objects/other.html');
    expect(left).toContain('CNAME');
  });

  it('is written to only where it changed', async () => {
    const cwd = folderWith({
      'backlevel.config.yaml': 'namespace: n\n',
      'schemas/thing.yaml': SCHEMA,
    });
    await backlevel(['docs'], { cwd });
    expect((await backlevel(['docs'], { cwd })).stderr).toContain(', 0 written');
  });

  it('is left alone when somebody else’s files are in it', async () => {
    const cwd = folderWith({
      'backlevel.config.yaml': 'namespace: n\n',
      'schemas/thing.yaml': SCHEMA,
      'site/index.html': 'mine',
    });
    const { code, stderr } = await backlevel(['docs', '--out', 'site'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('has files that backlevel did not write');
    expect(readFileSync(join(cwd, 'site/index.html'), 'utf8')).toBe('mine');
  });
});
