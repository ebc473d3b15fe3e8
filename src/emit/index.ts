// The door of this floor: the model in, the texts of the generated files out. A pure function: the same
// model and settings give the same bytes everywhere.

import type { Doc } from './doc.js';
import { enumFile } from './enum-file.js';
import { fileName } from './describe.js';
import {
  enumFileName,
  importOf,
  members,
  objectFile,
  separated,
  statements,
  template,
  tidy,
} from './object-file.js';
import { releasesFile } from './releases-file.js';
import { databaseType } from './storage-tables.js';
import { variableOf } from './lines.js';
import { type EmitInput, type EmittedFile, extension } from './settings.js';
import { property, text } from './literals.js';
import { call } from './syntax.js';
import { fill } from './template.js';

export type { EmitInput, EmittedFile, EmitSettings, Release } from './settings.js';
export { fileName as objectFileName, hookName } from './describe.js';
export { dataName } from './data-types.js';

/** Every generated file, sorted by path. */
export function emit(input: EmitInput): readonly EmittedFile[] {
  const { model } = input;
  const releases = releasesFile(input);
  const files = [
    ...[...model.objects.values()].map((one) => objectFile(input, one)),
    ...[...model.enums.values()].map((one) => enumFile(input, one)),
    wireFile(input),
    ...releases,
    indexFile(input, releases),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function wireFile(input: EmitInput): EmittedFile {
  const variables = [...input.model.objects.values()].map(variableOf).sort();
  const parts = {
    imports: `import type * as rt from "${input.settings.runtimeModule}";\n`,
    slots: statements(
      variables.map((name) => `readonly ${name}: number;`),
      1,
    ),
    ordinals: members(
      variables.map((name) => property(name, call('ordinal', [text(name)]))),
      2,
    ),
  };
  const { prefix } = input.settings;
  return {
    path: 'wire.ts',
    text: tidy(fill(template(input, 'wire.ts'), { prefix }, parts)),
  };
}

function indexFile(input: EmitInput, releases: readonly EmittedFile[]): EmittedFile {
  const { model, settings } = input;
  const end = extension(settings);
  const objects = [...model.objects.values()].sort((a, b) =>
    a.typescriptName < b.typescriptName ? -1 : 1,
  );
  const database = databaseType(model);
  const imports = objects.map((one): Doc => {
    const tables = database?.types.get(one) ?? [];
    const names = [one.typescriptName, ...tables.map((name) => `type ${name}`)];
    return importOf(names, `./${fileName(one)}${end}`);
  });
  const exports = [
    ...objects.map((one) => fileName(one)),
    ...[...model.enums.keys()].map((key) => enumFileName(model, key)),
    ...releases.map(({ path }) => path.replace(/\.ts$/, '')),
  ]
    .sort()
    .map((file) => `export * from "./${file}${end}";`);
  const declared = database === undefined ? '' : separated([database.declaration]);
  const parts = {
    imports: statements([`import * as rt from "${settings.runtimeModule}";`, ...imports], 0),
    exports: `${statements(exports, 0)}export type { Target } from "./wire${end}";\n\n${declared}`,
    types: members(
      objects.map((one) => `${one.typescriptName}.$$type`),
      1,
    ),
  };
  return { path: 'index.ts', text: tidy(fill(template(input, 'index.ts'), {}, parts)) };
}
