// Drafts as the texts of schema files, in the order and form in which they are written by hand.

import { formatType } from '../core/format-type.js';
import { isList, type JsonValue } from '../core/json.js';
import { kebabCase } from '../core/names.js';
import {
  bareNumber,
  entryLines,
  flowText,
  itemLines,
  WIDTH,
  type YamlEntry,
  type YamlValue,
} from '../load/yaml-value.js';
import type { Draft, EnumDraft, FieldDraft, ObjectDraft } from './draft.js';

const VERSION = '1.0';

/** `order-line.yaml`, `order-state.enum.yaml`. */
export function schemaFileName({ kind, name }: Draft): string {
  return `${kebabCase(name)}${kind === 'enum' ? '.enum' : ''}.yaml`;
}

/** The text of a schema file; `language` is the way from its folder to the JSON Schemas of our files. */
export function schemaText(draft: Draft, language: string): string {
  const { kind, name, typescriptName, doc } = draft;
  const head = [
    `# yaml-language-server: $schema=${language}/${kind}.schema.json`,
    `${kind}: ${name}`,
    `version: "${VERSION}"`,
    ...(typescriptName === undefined ? [] : lines('typescriptName', text(typescriptName))),
    ...(doc === undefined ? [] : lines('doc', prose(doc))),
  ];
  const body = kind === 'object' ? fieldLines(draft) : valueLines(draft);
  return [...head, ...body, 'history:', `  "${VERSION}": First version`, ''].join('\n');
}

function fieldLines({ fields }: ObjectDraft): readonly string[] {
  if (fields.length === 0) return ['fields: {}', ''];
  return ['', 'fields:', ...fields.flatMap((field) => fieldEntry(field)), ''];
}

function fieldEntry(field: FieldDraft): readonly string[] {
  return entryLines([field.name, fieldValue(field)], 2, '"');
}

function fieldValue({ type, typescriptName, marks }: FieldDraft): YamlValue {
  const rest: readonly YamlEntry[] = [
    ...(typescriptName === undefined ? [] : [['typescriptName', text(typescriptName)] as const]),
    ...MARKS.flatMap((key) => {
      const value = marks[key];
      if (value === undefined) return [];
      const isProse = key === 'doc' && typeof value === 'string';
      return [[key, isProse ? prose(value) : yamlValue(value)] as const];
    }),
  ];
  if (type.kind === 'values') {
    const nullable: readonly YamlEntry[] = type.nullable ? [['nullable', bare('true')]] : [];
    const values: YamlValue = { kind: 'items', items: type.values.map(text) };
    return { kind: 'map', entries: [['enum', values], ...nullable, ...rest] };
  }
  const written: YamlValue = { kind: 'type', text: formatType(type) };
  return rest.length === 0 ? written : { kind: 'map', entries: [['type', written], ...rest] };
}

/** In the order in which schemas have them. */
const MARKS = [
  ...(['default', 'min', 'max', 'minLength', 'maxLength', 'pattern'] as const),
  ...(['readOnly', 'sensitive', 'deprecated', 'doc'] as const),
];

function valueLines({ values }: EnumDraft): readonly string[] {
  const hasDocs = values.some(({ doc }) => doc !== undefined);
  const items: readonly YamlValue[] = values.map(({ value, doc }) =>
    doc === undefined
      ? text(value)
      : {
          kind: 'map',
          entries: [
            ['value', text(value)],
            ['doc', prose(doc)],
          ],
        },
  );
  if (!hasDocs) return lines('values', { kind: 'items', items });
  return ['values:', ...items.flatMap(valueItem)];
}

function valueItem(item: YamlValue): readonly string[] {
  const line = `  - ${flowText(item, '"')}`;
  return line.length <= WIDTH ? [line] : itemLines(item, 2, '"');
}

function lines(key: string, value: YamlValue): readonly string[] {
  return entryLines([key, value], 0, '"');
}

function text(value: string): YamlValue {
  return { kind: 'text', text: value };
}

function prose(value: string): YamlValue {
  return { kind: 'lines', text: value };
}

function bare(value: string): YamlValue {
  return { kind: 'bare', text: value };
}

function yamlValue(value: JsonValue): YamlValue {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return bareNumber(value);
  if (value === null || typeof value === 'boolean') return bare(String(value));
  if (isList(value)) return { kind: 'items', items: value.map(yamlValue) };
  const entries = Object.entries(value).map(([key, of]) => [key, yamlValue(of)] as const);
  return { kind: 'map', entries };
}
