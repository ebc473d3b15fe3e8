// The door of this floor: texts of TypeScript and of JSON Schema in, texts of schemas and notes out.

import type { Diagnostic } from '../diagnostics/index.js';
import { load, type SourceFile } from '../load/index.js';
import type { ModelSettings } from '../model/index.js';
import { openJsonSchemas } from './json/read.js';
import type { Draft } from './draft.js';
import { Drafting, type PresentType } from './drafting.js';
import { Notes } from './notes.js';
import type { Problem } from './problem.js';
import type { ReadyToRead } from './ready.js';
import { settle } from './settle.js';
import { openTypeScript } from './typescript/read.js';
import { schemaFileName, schemaText } from './write-schema.js';

export interface AdoptInput {
  /** What is adopted: `.json` is JSON Schema, all else TypeScript. */
  readonly files: readonly SourceFile[];
  /** Schemas that are there already; types may refer to them. */
  readonly present: readonly SourceFile[];
  readonly settings: ModelSettings;
  /** Where the schemas are to stand, with `/`. */
  readonly folder: string;
  /** The way from there to the folder with the JSON Schemas of our files. */
  readonly language: string;
}

export type Adopted =
  | { readonly ok: false; readonly problems: readonly Problem[] }
  | {
      readonly ok: true;
      /** Sorted by path; they load without a finding, unless an error is among what was found. */
      readonly schemas: readonly AdoptedSchema[];
      readonly findings: readonly Diagnostic[];
    };

export interface AdoptedSchema extends SourceFile {
  readonly name: string;
  /** Where it was declared before. */
  readonly source: Draft['source'];
}

export type { Problem } from './problem.js';

/** Every object and enum of the files as a schema of version 1.0, and a note on all that it does not say. */
export async function adopt(input: AdoptInput): Promise<Adopted> {
  const { files, present, settings, folder, language } = input;
  const notes = new Notes();
  const drafting = new Drafting(notes, settings.propertyNames, presentTypes(present, settings));
  const isJson = ({ path }: SourceFile): boolean => path.toLowerCase().endsWith('.json');
  const opened = [
    await openTypeScript(
      files.filter((file) => !isJson(file)),
      drafting,
    ),
    openJsonSchemas(files.filter(isJson), drafting),
  ];
  const problems = opened.flatMap((one) => ('read' in one ? [] : one));
  if (problems.length > 0) return { ok: false, problems };
  const ready = opened.filter((one): one is ReadyToRead => 'read' in one);
  for (const { claim } of ready) claim();
  for (const { read } of ready) read();
  drafting.tellNothing();
  const fileOf = (draft: Draft): SourceFile => ({
    path: `${folder}/${schemaFileName(draft)}`,
    text: schemaText(draft, language),
  });
  const { drafts } = drafting;
  const isBroken = notes.all.some(({ severity }) => severity === 'error');
  const settled = isBroken ? drafts : settle(drafts, { present, settings, fileOf, notes });
  const schemas = settled.map((draft) => ({
    ...fileOf(draft),
    name: draft.name,
    source: draft.source,
  }));
  return { ok: true, schemas: schemas.sort(byPath), findings: [...notes.all].sort(byPlace) };
}

function presentTypes(
  present: readonly SourceFile[],
  settings: ModelSettings,
): readonly PresentType[] {
  return load(present).declarations.flatMap((one) => {
    if (one.kind === 'mixin') return [];
    const { kind, file } = one;
    const short = one.name.value;
    const namespace = one.namespace?.value ?? settings.namespace;
    const name = namespace === settings.namespace ? short : `${namespace}/${short}`;
    return [{ kind, name, typescriptName: one.typescriptName?.value ?? short, file }];
  });
}

function byPath(a: SourceFile, b: SourceFile): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}

/** In the order of the files and their lines. */
function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [left, right] = [a.span, b.span];
  if (left === undefined || right === undefined) return 0;
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.offset - right.offset;
}
