// Writing schemas in an editor: the published JSON Schemas, found as `init` writes the comment that names them, in the
// language server that VS Code, Neovim and others run.

import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backlevel } from '../support/program.js';
import { startEditor, type Editor } from './language-server.js';

const ROOT = resolve(import.meta.dirname, '../..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/editors.md'), 'utf8');
const HEAD =
  '# yaml-language-server: $schema=../node_modules/backlevel/schemas/language/object.schema.json\n';

describe('an editor', () => {
  const root = mkdtempSync(join(tmpdir(), 'backlevel-editor-'));
  let editor: Editor;
  /** With the settings of docs/editors.md. */
  let told: Editor;
  beforeAll(async () => {
    await backlevel(['init', '--quiet'], { cwd: root });
    cpSync(join(ROOT, 'schemas/language'), join(root, 'node_modules/backlevel/schemas/language'), {
      recursive: true,
    });
    const [, snippet = ''] = /^```json\n([\s\S]*?)^```$/m.exec(DOCUMENT) ?? [];
    const settings = JSON.parse(snippet) as { 'yaml.schemas': object };
    [editor, told] = await Promise.all([
      startEditor(root),
      startEditor(root, { schemas: settings['yaml.schemas'] }),
    ]);
  }, 30_000);
  afterAll(() => {
    editor.close();
    told.close();
    rmSync(root, { recursive: true });
  });

  it('has nothing to say of a schema in order', async () => {
    const text = `${HEAD}object: Volume\nversion: "1.0"\nfields:\n  id: uuid\nhistory:\n  "1.0": First version\n`;
    expect(await editor.open('schemas/volume.yaml', text)).toEqual([]);
  });

  it('marks what no schema may have', async () => {
    const text = `${HEAD}object: Volume\nversion: "1.0"\nfeilds: {}\nhistory:\n  "1.0": First version\n`;
    const found = await editor.open('schemas/wrong.yaml', text);
    expect(found.map(({ message }) => message).join('\n')).toMatch(/feilds/);
  });

  it('proposes the keys of an object', async () => {
    const found = await editor.proposals('schemas/keys.yaml', `${HEAD}object: Volume\n|`);
    expect(found).toEqual(expect.arrayContaining(['version', 'fields', 'history', 'doc']));
  });

  it('proposes what a field may say', async () => {
    const found = await editor.proposals(
      'schemas/field.yaml',
      `${HEAD}object: Volume\nversion: "1.0"\nfields:\n  size:\n    type: integer\n    |\n`,
    );
    expect(found).toEqual(expect.arrayContaining(['default', 'min', 'max', 'readOnly', 'doc']));
  });

  it('proposes the rules of a change', async () => {
    const found = await editor.proposals(
      'schemas/change.yaml',
      `${HEAD}object: Volume\nversion: "1.1"\nfields:\n  size: integer\nhistory:\n  "1.1":\n    - add: size\n      |\n  "1.0": First version\n`,
    );
    expect(found).toEqual(expect.arrayContaining(['backport', 'upgrade']));
  });

  it.each([
    ['what a key means', `${HEAD}obj|ect: Volume\n`, /name on the wire/],
    [
      'what a key of a field means',
      `${HEAD}object: Volume\nfields:\n  a: { type: string, sens|itive: true }\n`,
      /\w{10}/,
    ],
  ])('says %s under the pointer', async (_what, text, said) => {
    expect(await editor.hover('schemas/hover.yaml', text)).toMatch(said);
  });

  it.each([
    ['schemas/plain.yaml', 'obj|ect: Volume\n', /name on the wire/],
    ['schemas/colour.enum.yaml', 'val|ues: [red]\n', /\w{10}/],
    ['schemas/releases.yaml', 'supp|orted: []\n', /\w{10}/],
    ['backlevel.config.yaml', 'name|space: example\n', /\w{10}/],
  ])('knows %s by the settings in the documentation', async (path, text, said) => {
    expect(await told.hover(path, text)).toMatch(said);
    // A file of one kind is not held to the schema of another.
    const found = await told.open(path, text.replace('|', ''));
    expect(found.map(({ message }) => message).join('\n')).not.toMatch(/not allowed/);
  });
});
