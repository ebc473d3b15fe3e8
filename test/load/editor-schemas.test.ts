import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const LANGUAGE = 'schemas/language';
const FILES = readdirSync(LANGUAGE);
const read = (path: string): object => Object(JSON.parse(readFileSync(path, 'utf8'))) as object;

/** The schemas as an editor uses them: values as YAML guesses them, nothing coerced. */
function editor(): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false });
  for (const file of FILES) ajv.addSchema(read(`${LANGUAGE}/${file}`), file);
  return ajv;
}

const KINDS = [
  [/^object:/m, 'object.schema.json'],
  [/^enum:/m, 'enum.schema.json'],
  [/^mixin:/m, 'mixin.schema.json'],
  [/^releases:/m, 'releases.schema.json'],
] as const;

describe('an editor with our JSON Schemas', () => {
  it.each(['test/corpus/nova/schemas', 'schemas/compute'])('underlines nothing in %s', (folder) => {
    const ajv = editor();
    const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml') && !file.endsWith('.lock.yaml'))
      .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') }));
    expect(texts.length).toBeGreaterThan(0);
    for (const { file, text } of texts) {
      const schema = KINDS.find(([key]) => key.test(text))?.[1] ?? '';
      ajv.validate(schema, parse(text));
      expect([file, ajv.errors]).toEqual([file, null]);
    }
  });

  it('underlines a misspelt key, an unquoted version and a rule that is none', () => {
    const ajv = editor();
    const text =
      'object: Foo\nversion: 1.0\nfeilds: {}\nhistory: { "1.0": [{ add: a, backport: dorp }] }\n';
    ajv.validate('object.schema.json', parse(text));
    const keywords = ajv.errors?.map(({ keyword, instancePath }) => `${instancePath} ${keyword}`);
    expect(keywords).toEqual(
      expect.arrayContaining([
        '/version type',
        ' additionalProperties',
        '/history/1.0/0/backport enum',
      ]),
    );
  });

  it.each(FILES)('has something to say about every key in %s', (file) => {
    const silent: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [name, value] of Object.entries(node)) {
        const isKey = /\/properties$/.test(path) && !/\/(?:if|then|else|\w+Like)\//.test(path);
        const isDescribed = /"(?:description|title|\$ref)"/.test(JSON.stringify(value));
        if (isKey && typeof value === 'object' && !isDescribed) silent.push(`${path}/${name}`);
        visit(value, `${path}/${name}`);
      }
    };
    visit(read(`${LANGUAGE}/${file}`), '');
    expect(silent).toEqual([]);
  });
});
