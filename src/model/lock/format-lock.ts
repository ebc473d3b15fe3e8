// The lock as text: YAML that people read and git merges line by line. Sorted, one change a line, so that two branches
// that take the same version meet in it.

import { isList, type JsonValue } from '../../core/json.js';
import {
  SECTION_NAMES,
  type JsonObject,
  type Records,
  type Sections,
  type ThingRecord,
} from '../records/record.js';

/** Of a record's text; whoever changes a released line by hand would have to change it too. */
export type Digest = (text: string) => string;

const HEAD = `# What was released, and what is about to be: written by \`backlevel lock\` and \`backlevel bump\`, never by hand.
# It only adds. Of each version it holds the shape, and the rules that lead there from the version before.
lock: 1
`;

export function formatLock({ wire, objects, enums }: Records, digest: Digest): string {
  return [
    HEAD,
    ...section('wire', entryLines(wire, '  ')),
    ...section('objects', thingLines(objects, digest)),
    ...section('enums', thingLines(enums, digest)),
  ].join('');
}

function section(name: string, lines: readonly string[]): readonly string[] {
  // Else it would break long lines, and one change would not be one line any more.
  return lines.length === 0 ? [] : [`# prettier-ignore\n${name}:\n`, ...lines];
}

function thingLines(things: ReadonlyMap<string, ThingRecord>, digest: Digest): readonly string[] {
  return [...things].flatMap(([key, { isExperimental, versions }]) => {
    // Nothing of an experimental object is ever released.
    if (isExperimental || versions.size === 0) return [];
    const lines = [...versions].flatMap(([version, { status, sections }]) => [
      `    "${version}":\n`,
      `      status: ${status}\n`,
      `      sha256: ${digest(canonicalText(sections))}\n`,
      ...SECTION_NAMES.flatMap((name) => sectionLines(name, sections[name])),
    ]);
    return [`  ${keyText(key)}:\n`, ...lines];
  });
}

function sectionLines(name: string, entries: JsonObject | undefined): readonly string[] {
  if (entries === undefined) return [];
  const lines = entryLines(entries, '        ');
  return lines.length === 0 ? [`      ${name}: {}\n`] : [`      ${name}:\n`, ...lines];
}

function entryLines(entries: JsonObject, indent: string): readonly string[] {
  return Object.entries(entries).map(
    ([key, value]) => `${indent}${keyText(key)}: ${JSON.stringify(sortedKeys(value))}\n`,
  );
}

/** The same text for the same record, whatever order its keys came in. */
export function canonicalText(sections: Sections): string {
  return JSON.stringify(sortedKeys({ ...sections }));
}

function sortedKeys(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(sortedKeys);
  const entries = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, one]) => [key, sortedKeys(one)] as const);
  return Object.fromEntries(entries);
}

/** Plain where every reader of YAML takes it for the same text. */
function keyText(key: string): string {
  const isPlain =
    /^[A-Za-z_][\w./@-]*(?: [\w./@-]+)*$/.test(key) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(key);
  return isPlain ? key : JSON.stringify(key);
}
