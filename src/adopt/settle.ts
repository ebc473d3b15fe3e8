// What is written must load without a finding. So it is read back, among the schemas that are there, and what has a
// finding gives way: a mark is left out, a type becomes json, and that is said.

import type { Diagnostic } from '../diagnostics/index.js';
import { load, type MapNode, type Node, type SourceFile } from '../load/index.js';
import { buildModel, type ModelSettings } from '../model/index.js';
import type { Draft, FieldDraft, Marks, ObjectDraft } from './draft.js';
import type { Notes } from './notes.js';
import { isJson, scalar } from './types.js';

export interface Settling {
  /** Schemas that are there already. */
  readonly present: readonly SourceFile[];
  readonly settings: ModelSettings;
  readonly fileOf: (draft: Draft) => SourceFile;
  readonly notes: Notes;
}

/** The drafts as they load without a finding. */
export function settle(drafts: readonly Draft[], settling: Settling): readonly Draft[] {
  let settled = drafts;
  for (;;) {
    const found = findingsOf(settled, settling);
    if (found.length === 0) return settled;
    const mended = settled.map((draft) => mendedDraft(draft, found, settling));
    if (mended.every((draft, at) => draft === settled[at])) {
      throw new Error(`what is adopted would not load: ${found[0]?.finding.message ?? ''}`);
    }
    settled = mended;
  }
}

interface Found {
  readonly finding: Diagnostic;
  readonly file: string;
  /** The keys that lead to its place: `fields`, `size`, `default`. */
  readonly path: readonly string[];
}

function findingsOf(drafts: readonly Draft[], settling: Settling): readonly Found[] {
  const files = drafts.map(settling.fileOf);
  const { declarations, findings } = load([...settling.present, ...files]);
  const all = [...findings, ...buildModel(declarations, settling.settings).findings];
  const nodes = new Map(declarations.map(({ node, name }) => [name.span.file, node]));
  const own = new Set(files.map(({ path }) => path));
  return all.flatMap((finding) => {
    const { span } = finding;
    if (span === undefined || !own.has(span.file)) return [];
    const node = nodes.get(span.file);
    const path = node === undefined ? [] : pathTo(node, span.offset);
    return [{ finding, file: span.file, path }];
  });
}

/** The keys of all maps around a place. */
function pathTo(node: MapNode, offset: number): readonly string[] {
  const at = node.entries.findLast(({ key }) => key.span.offset <= offset);
  if (at === undefined) return [];
  return [at.key.text, ...(isAround(at.value, offset) ? pathTo(at.value, offset) : [])];
}

function isAround(node: Node, offset: number): node is MapNode {
  return node.kind === 'map' && node.span.offset <= offset && offset < node.span.endOffset;
}

function mendedDraft(draft: Draft, found: readonly Found[], settling: Settling): Draft {
  const { path: file } = settling.fileOf(draft);
  return found
    .filter((one) => one.file === file)
    .reduce((mended, one) => mend(mended, one, settling.notes), draft);
}

function mend(draft: Draft, { finding, path }: Found, notes: Notes): Draft {
  const [section, name = '', key] = path;
  if (finding.code === 'model/reserved-type-name' && draft.typescriptName === undefined) {
    const becomes = `${draft.name}${draft.kind === 'enum' ? 'Enum' : 'Object'}`;
    const why = `${finding.message}; on the wire it stays ${draft.name}`;
    notes.say('adopt/renamed-type', draft.source, { name: draft.name, becomes, why });
    return { ...draft, typescriptName: becomes };
  }
  if (draft.kind === 'object' && section === 'fields') {
    const field = draft.fields.find((one) => one.name === name);
    if (field !== undefined) return withMended(draft, field, key, finding, notes);
    // Gone by an earlier finding of the same field.
    if (name !== '') return draft;
  }
  throw new Error(`${draft.name} would not load: ${finding.code} ${finding.message}`);
}

function withMended(
  draft: ObjectDraft,
  field: FieldDraft,
  key: string | undefined,
  { message: why }: Diagnostic,
  notes: Notes,
): ObjectDraft {
  const { property, marks, type, source } = field;
  const owner = `\`${property}\` of ${draft.name}`;
  const replaced = (other: FieldDraft): ObjectDraft => ({
    ...draft,
    fields: draft.fields.map((one) => (one === field ? other : one)),
  });
  if (key !== undefined && isMark(key)) {
    // An earlier finding of the same mark has taken it away.
    if (marks[key] === undefined) return draft;
    notes.say('adopt/refused', source, { what: `${key} of ${owner}`, why, instead: 'left out' });
    return replaced({ ...field, marks: without(marks, [key]) });
  }
  if (!isJson(type)) {
    notes.say('adopt/refused', source, { what: owner, why, instead: 'written as json' });
    return replaced({ ...field, type: scalar('json'), marks: without(marks, LIMITS) });
  }
  notes.say('adopt/refused', source, { what: owner, why, instead: 'left out' });
  return { ...draft, fields: draft.fields.filter((one) => one !== field) };
}

function without(marks: Marks, keys: readonly (keyof Marks)[]): Marks {
  const rest = { ...marks };
  for (const key of keys) Reflect.deleteProperty(rest, key);
  return rest;
}

const LIMITS = ['min', 'max', 'minLength', 'maxLength', 'pattern'] as const;

const MARK_KEYS: readonly string[] = [
  ...['default', 'doc', 'readOnly', 'sensitive', 'deprecated', ...LIMITS],
];

function isMark(key: string): key is keyof Marks {
  return MARK_KEYS.includes(key);
}
