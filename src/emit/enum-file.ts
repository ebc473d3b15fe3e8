// One enum's file: every version as a type and as the list of its values.

import { versionSuffix } from '../core/names.js';
import { formatVersion } from '../core/version.js';
import type { EnumModel, EnumVersion } from '../model/index.js';
import { literalsType } from './checks.js';
import { comment } from './class.js';
import { type Doc, hardline } from './doc.js';
import { enumFileName, separated, template, tidy } from './object-file.js';
import type { EmitInput, EmittedFile } from './settings.js';
import { array, text } from './literals.js';
import { assignment, call } from './syntax.js';
import { fill } from './template.js';

export function enumFile(input: EmitInput, model: EnumModel): EmittedFile {
  const newestFirst = [...model.versions].reverse();
  const versions = newestFirst.map((version, i) => versionOf(model, version, i === 0));
  const file = fill(
    template(input, 'enum.ts'),
    { source: model.source.file },
    {
      imports: `import * as rt from "${input.settings.runtimeModule}";\n`,
      versions: separated(versions),
    },
  );
  return { path: `${enumFileName(input.model, model.key)}.ts`, text: `${tidy(file).trimEnd()}\n` };
}

function versionOf(model: EnumModel, { version, values }: EnumVersion, isNewest: boolean): Doc {
  const label = formatVersion(version);
  const name = isNewest ? model.typescriptName : model.typescriptName + versionSuffix(label);
  const doc = isNewest ? docLines(model, values) : [`${model.name} ${label}.`];
  return [
    doc.length === 0 ? '' : [comment(doc), hardline],
    ['export ', literalsType(name, values), hardline],
    assignment(
      `export const ${name}: rt.EnumType<${name}>`,
      call('rt.enumType', [text(model.name), array(values.map(text))]),
    ),
  ];
}

function docLines(model: EnumModel, values: readonly string[]): string[] {
  const lines = model.doc === undefined ? [] : model.doc.trim().split('\n');
  for (const value of values) {
    const doc = model.docs.get(value);
    if (doc !== undefined) lines.push(`- \`${value}\`: ${doc.trim().replaceAll('\n', ' ')}`);
  }
  return lines;
}
