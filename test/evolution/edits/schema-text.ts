// A schema file as an editor of it sees it: what it declares as plain data, and edits that leave the rest of its text.

import { isMap, isScalar, Pair, parseDocument, Scalar, type Document } from 'yaml';
import type { JsonValue } from '../../../src/core/json.js';
import { formatVersion, parseVersion, type Version } from '../../../src/core/version.js';
import type { SourceFile } from '../../../src/load/index.js';

export type Plain = { readonly [key: string]: JsonValue };

/** An entry of a history; a note stands as the text that it is. */
export interface Entry {
  readonly version: string;
  readonly items: readonly (string | Plain)[];
}

/** What a file declares, as far as edits of it ask. */
export interface Schema {
  readonly file: SourceFile;
  readonly kind: 'object' | 'enum' | 'mixin' | 'releases';
  readonly name: string;
  readonly isExperimental: boolean;
  /** With the namespace, where the file says one. */
  readonly qualified: string;
  /** Not of mixins. */
  readonly version: Version;
  /** In the long form. */
  readonly fields: ReadonlyMap<string, Plain>;
  readonly methods: ReadonlyMap<string, Plain>;
  readonly mixins: readonly string[];
  readonly values: readonly string[];
  /** Newest first. */
  readonly history: readonly Entry[];
}

export function readSchema(file: SourceFile): Schema {
  const data = plain(parseDocument(file.text).toJS());
  const kind = (['object', 'enum', 'mixin'] as const).find((one) => one in data) ?? 'releases';
  const fields = Object.entries(plain(data['fields'] ?? {})).map(
    ([name, field]) => [name, typeof field === 'string' ? { type: field } : plain(field)] as const,
  );
  return {
    file,
    kind,
    name: text(data[kind]),
    isExperimental: data['stability'] === 'experimental',
    qualified:
      data['namespace'] === undefined
        ? text(data[kind])
        : `${text(data['namespace'])}/${text(data[kind])}`,
    version: parseVersion(text(data['version'])) ?? { major: 1, minor: 0 },
    fields: new Map(fields),
    methods: new Map(
      Object.entries(plain(data['methods'] ?? {})).map(([name, one]) => [name, plain(one)]),
    ),
    mixins: texts(data['mixins']),
    values: Array.isArray(data['values']) ? data['values'].map(valueName) : [],
    history: Object.entries(plain(data['history'] ?? {})).map(([version, entry]) => ({
      version,
      items: (isList(entry) ? entry : [entry]).map((item) =>
        typeof item === 'string' ? item : plain(item),
      ),
    })),
  };
}

/** The file after an edit of its document; comments, order and quotes of the rest stay. */
export function rewrite({ path, text }: SourceFile, ...edits: readonly Rewrite[]): SourceFile {
  const document = parseDocument(text);
  for (const edit of edits) edit(document);
  return { path, text: document.toString({ lineWidth: 0 }) };
}

export type Rewrite = (document: Document) => void;

export const setIn =
  (path: readonly (string | number)[], value: unknown): Rewrite =>
  (document) => {
    document.setIn(path, nodeOf(value, document));
  };

/** Of the same map twice, two. */
function nodeOf(value: unknown, document: Document): unknown {
  return document.createNode(value, { aliasDuplicateObjects: false });
}

export const deleteIn =
  (path: readonly (string | number)[]): Rewrite =>
  (document) => {
    document.deleteIn(path);
  };

/** The other version, and nothing else. */
export const setVersion = (version: Version | string): Rewrite =>
  setIn(['version'], quoted(version));

/** Another entry at the top. */
export function addEntry(version: Version | string, items: readonly (string | Plain)[]): Rewrite {
  return (document) => {
    const history = document.get('history');
    if (!isMap(history)) throw new Error('a schema without a history');
    const entry = items.length === 1 && typeof items[0] === 'string' ? items[0] : items;
    history.items.unshift(new Pair(quoted(version), nodeOf(entry, document)));
  };
}

/** What an entry holds instead. */
export function setEntry(version: string, items: readonly (string | Plain)[]): Rewrite {
  return setIn(
    ['history', version],
    items.length === 1 && typeof items[0] === 'string' ? items[0] : items,
  );
}

/** Renames a key of a map where it stands. */
export function renameKey(path: readonly string[], from: string, to: string): Rewrite {
  return (document) => {
    const map = path.length === 0 ? document.contents : document.getIn(path);
    if (!isMap(map)) throw new Error(`no map at ${path.join('.')}`);
    const pair = map.items.find(({ key }) => isScalar(key) && key.value === from);
    if (pair === undefined) throw new Error(`no ${from} at ${path.join('.')}`);
    pair.key = new Scalar(to);
  };
}

/** The keys of a map the other way round. */
export function reverseKeys(path: readonly string[]): Rewrite {
  return (document) => {
    const map = path.length === 0 ? document.contents : document.getIn(path);
    if (isMap(map)) map.items.reverse();
  };
}

export function next({ major, minor }: Version, by = 1): Version {
  return { major, minor: minor + by };
}

/** A map without some of its keys. */
export function omit(map: Plain, ...keys: readonly string[]): Plain {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
}

/** Empty where there is no text. */
export function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function quoted(version: Version | string): Scalar {
  const scalar = new Scalar(typeof version === 'string' ? version : formatVersion(version));
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

function valueName(value: JsonValue): string {
  return typeof value === 'string' ? value : text(plain(value)['value']);
}

function texts(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

// `Array.isArray` alone does not narrow a readonly array away.
function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function plain(value: unknown): Plain {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`not a map: ${JSON.stringify(value)}`);
  }
  // The files are ours: what YAML makes of them is JSON.
  return value as Plain;
}
