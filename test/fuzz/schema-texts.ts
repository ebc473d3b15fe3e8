// The schemas that are changed: each real file with the files that it needs.

import { load, type SourceFile } from '../../src/load/index.js';
import { COMPUTE, schemaFiles } from '../compute/compute-model.js';
import { partsOf, type Parts } from './mutate-schema.js';
import { wordsOf } from './mutate-text.js';

export interface Project {
  /** The file that is changed. */
  readonly file: SourceFile;
  /** Those that it names, and those that they name. */
  readonly others: readonly SourceFile[];
  readonly settings: { readonly namespace: string } & Omit<typeof COMPUTE, 'namespace'>;
}

export interface SchemaTexts {
  readonly projects: readonly [Project, ...Project[]];
  /** Every word and sign of all of them. */
  readonly words: readonly string[];
  readonly parts: Parts;
}

/** Those of the worked domain and of Nova. */
export function schemaTexts(): SchemaTexts {
  const compute = projectsOf('schemas/compute', 'compute');
  const nova = projectsOf('test/corpus/nova/schemas', 'nova');
  const [first, ...rest] = [...compute, ...nova];
  if (first === undefined) throw new Error('there are no schemas');
  const texts = [...compute, ...nova].map(({ file }) => file.text);
  const words = [...wordsOf(texts), ...YAML_WORDS];
  return { projects: [first, ...rest], words, parts: partsOf(texts) };
}

/** What YAML knows and the real files do not use. */
const YAML_WORDS = [
  '&a ',
  '*a',
  '<<: ',
  '!!str ',
  '!<tag:x> ',
  '? ',
  '- ',
  '|\n',
  '>-\n',
  '---\n',
  '...\n',
  '%YAML 1.1\n',
  '~',
  '0x1F',
  '1e3',
  '.inf',
  '2024-01-02',
  '\\u0041',
  '"\\x00"',
  "''",
  '{}',
  '[]',
  '[[[[',
  '{a: {a: {',
  '__proto__',
  'constructor',
  '__proto__: ',
  'toString()',
  'then',
  'Promise',
  'V1_1',
  '(a+)+$',
  '[^',
  '\\p{L}',
];

function projectsOf(folder: string, namespace: string): readonly Project[] {
  const files = schemaFiles(folder);
  const declares = new Map<string, SourceFile[]>();
  for (const file of files) {
    for (const { name } of load([file]).declarations) {
      declares.set(name.value, [...(declares.get(name.value) ?? []), file]);
    }
  }
  const settings = { ...COMPUTE, namespace };
  return files.map((file) => {
    const found = new Set([file]);
    // A set hands out what is added while it is walked.
    for (const { text } of found) {
      for (const [word] of text.matchAll(/\b[A-Z]\w*/g)) {
        for (const other of declares.get(word) ?? []) found.add(other);
      }
    }
    found.delete(file);
    return { file, others: [...found], settings };
  });
}
