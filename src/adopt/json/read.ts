// JSON Schemas as drafts: what a file describes as a whole, and each of its definitions.

import type { Span } from '../../diagnostics/index.js';
import type { SourceFile } from '../../load/index.js';
import { docText } from '../doc-text.js';
import type { Drafting } from '../drafting.js';
import { pascalCase } from '../names.js';
import type { Problem } from '../problem.js';
import type { ReadyToRead } from '../ready.js';
import { shown } from './convert.js';
import { Keywords } from './keywords.js';
import { entry, meaningOf, typesOf, valuesOf } from './meaning.js';
import { readObject } from './members.js';
import { parseJson, type JsonNode } from './parse-json.js';
import type { JsonReader, JsonUnit } from './reader.js';

/** Parses all files; the problems are those of files that are no JSON, or no schemas. */
export function openJsonSchemas(
  files: readonly SourceFile[],
  drafting: Drafting,
): ReadyToRead | readonly Problem[] {
  const units = new Map<string, JsonUnit>();
  const problems: Problem[] = [];
  for (const file of files) {
    const root = parseJson(file);
    if ('message' in root) problems.push(root);
    else if (root.kind === 'map') units.set(file.path, { path: file.path, root });
    else problems.push({ message: 'a JSON Schema is an object', span: root.span });
  }
  if (problems.length > 0) return problems;
  const reader: JsonReader = { units, drafting, adopted: new Map() };
  const named = [...units.values()].flatMap(schemasOf);
  return {
    claim: () => {
      for (const unit of units.values()) {
        const own = named.filter((one) => one.unit === unit);
        claimAll(own, unit, reader);
      }
    },
    read: () => {
      for (const schema of named) readNamed(schema, reader);
    },
  };
}

interface NamedSchema {
  readonly name: string;
  readonly node: JsonNode;
  readonly source: Span;
  readonly unit: JsonUnit;
  readonly isRoot: boolean;
}

/** The file as a whole, then its definitions. */
function schemasOf(unit: JsonUnit): readonly NamedSchema[] {
  const { root, path } = unit;
  const lists = [
    entry(root, 'definitions'),
    entry(root, '$defs'),
    entry(entry(root, 'components') ?? root, 'schemas'),
  ];
  const definitions = lists.flatMap((list) =>
    list?.kind !== 'map'
      ? []
      : [...list.entries].map(([name, { span, value }]) => ({
          name,
          node: value,
          source: span,
          unit,
          isRoot: false,
        })),
  );
  return [
    { name: rootName(root, path), node: root, source: root.span, unit, isRoot: true },
    ...definitions,
  ];
}

/** A title of few words is a name; else the file has one. */
function rootName(root: JsonNode, path: string): string {
  const title = entry(root, 'title');
  const text = title?.kind === 'plain' ? String(title.value) : '';
  if (/^[A-Za-z][A-Za-z\d]*(?:[ _-][A-Za-z\d]+){0,2}$/.test(text)) return pascalCase(text);
  const base = path.slice(path.lastIndexOf('/') + 1);
  return pascalCase(base.replace(/(?:[._-]schema)?\.json$/i, ''));
}

function claimAll(schemas: readonly NamedSchema[], unit: JsonUnit, reader: JsonReader): void {
  const { drafting, adopted, units } = reader;
  const { notes } = drafting;
  let count = 0;
  for (const { name, node, source, isRoot } of schemas) {
    const meaning = meaningOf(node, unit, units);
    if (meaning !== 'other') {
      const claimed = drafting.claim(name, source);
      if (meaning === 'enum') drafting.markEnum(claimed);
      adopted.set(node, claimed);
      count += 1;
    } else if (!isRoot) {
      const found = typesOf(node).join(' or ') || 'no object and no enum';
      notes.say('adopt/written-out', source, { name, found });
    } else if (typesOf(node).length > 0) {
      const why = `is ${typesOf(node).join(' or ')}, and neither an object with properties nor an enum`;
      notes.say('adopt/not-adopted', source, { name, why });
    }
  }
  if (count === 0) drafting.noteNothing(unit.root.span);
}

function readNamed({ node, source, unit }: NamedSchema, reader: JsonReader): void {
  const { drafting, adopted, units } = reader;
  const name = adopted.get(node);
  if (name === undefined) return;
  if (meaningOf(node, unit, units) === 'object') {
    readObject(node, { unit, object: name }, reader, source);
    return;
  }
  const words = new Keywords(node);
  const doc = docText(words.text('description') ?? '');
  for (const key of ['type', 'enum', 'const']) words.get(key);
  for (const key of words.unread) {
    const what = shown(key, entry(node, key));
    const why = 'has no counterpart in an enum';
    drafting.notes.say('adopt/left-out', source, { what, object: name, why });
  }
  const values = (valuesOf(node) ?? []).filter((value) => value !== null);
  drafting.addEnum(
    { name, source, ...(doc === undefined ? {} : { doc }) },
    values.map((value) => ({ value })),
  );
}
