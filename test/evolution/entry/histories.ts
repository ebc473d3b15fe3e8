// Histories with one version's entry forgotten and written again, as `bump` would have had to.

import { formatVersion, type Version } from '../../../src/core/version.js';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.js';
import type { EntryPlan, PlannedChange } from '../../../src/evolution/entry/entry-plan.js';
import { writeEntry } from '../../../src/evolution/entry/write-entry.js';
import {
  load,
  type Declaration,
  type EnumDeclaration,
  type ObjectDeclaration,
  type SourceFile,
} from '../../../src/load/index.js';
import {
  buildModel,
  canonicalShape,
  type FieldChange,
  type MethodChange,
  type Model,
  type ModelSettings,
  type Step,
} from '../../../src/model/index.js';

import { sameField } from '../../../src/model/same-field.js';

/** A file that has a history. */
export interface Historied {
  readonly file: SourceFile;
  readonly declaration: ObjectDeclaration | EnumDeclaration;
  /** Of the object or the enum in the model. */
  readonly key: string;
  readonly home: string;
}

export interface Settled {
  readonly text: string;
  readonly model: Model;
  readonly findings: readonly string[];
}

export class Schemas {
  readonly settings: ModelSettings;
  readonly model: Model;
  readonly historied: readonly Historied[];
  readonly #found: readonly string[];
  readonly #declared: ReadonlyMap<string, readonly Declaration[]>;

  constructor(files: readonly SourceFile[], settings: ModelSettings) {
    this.settings = settings;
    this.#declared = new Map(files.map((file) => [file.path, load([file]).declarations]));
    const { model, findings } = buildModel([...this.#declared.values()].flat(), settings);
    this.model = model;
    this.#found = findings.map(described);
    this.historied = files.flatMap((file) => {
      const [declaration] = this.#declared.get(file.path) ?? [];
      if (declaration === undefined || declaration.kind === 'mixin') return [];
      const home = declaration.namespace?.value ?? settings.namespace;
      const plain = `${home}/${declaration.name.value}`;
      const { major } = declaration.version.value;
      const isNewest =
        this.model.enums.has(plain) || this.model.objects.get(plain)?.major === major;
      return [{ file, declaration, home, key: isNewest ? plain : `${plain}@${major}` }];
    });
  }

  /** What was found before anything was written. */
  get findings(): readonly string[] {
    return this.#found;
  }

  /** All with another text for one file, and with a rule wherever one is missing there, since plans have none. */
  with(file: SourceFile, rule: string): Settled {
    const first = this.#modelled(file);
    const text = withRules(file.text, first.findings, rule);
    const { findings, model } = text === file.text ? first : this.#modelled({ ...file, text });
    return { text, model, findings: findings.map(described) };
  }

  #modelled({ path, text }: SourceFile) {
    const loaded = load([{ path, text }]);
    const declared = new Map([...this.#declared, [path, loaded.declarations]]);
    const { model, findings } = buildModel([...declared.values()].flat(), this.settings);
    return { model, findings: [...loaded.findings, ...findings] };
  }
}

function described({ code, message }: Diagnostic): string {
  return `${code}: ${message}`;
}

function withRules(text: string, findings: readonly Diagnostic[], rule: string): string {
  const missing = new Map<number, Set<string>>();
  for (const { code, message, span } of findings) {
    if (!['history/needs-rule', 'history/bump-too-small'].includes(code) || span === undefined)
      continue;
    const direction = message.includes('for its upgrade') ? 'upgrade' : 'backport';
    missing.set(span.line, (missing.get(span.line) ?? new Set()).add(direction));
  }
  const lines = text.split('\n').flatMap((line, index) => {
    const pad = /^ *(?:- )?/.exec(line)?.[0].length ?? 0;
    const rules = [...(missing.get(index + 1) ?? [])];
    return [line, ...rules.map((direction) => `${' '.repeat(pad)}${direction}: ${rule}`)];
  });
  return lines.join('\n');
}

/** Everything that any version of it is, as text; the order of a union's members is nothing. Undefined where it has none. */
export function versionsOf(model: Model, key: string): string | undefined {
  const found = model.enums.get(key);
  if (found !== undefined) {
    return JSON.stringify(
      found.versions.map(({ version, values }) => [version, values]),
      null,
      1,
    );
  }
  const object = model.objects.get(key);
  if (object === undefined) return undefined;
  const shapes = object.shapes;
  const text = JSON.stringify(
    shapes.map((shape) => [shape.version, canonicalShape(shape)]),
    null,
    1,
  );
  return text.replace(/\(([^()]* \| [^()]*)\)/g, (_, members: string) =>
    members.split(' | ').sort().join(' | '),
  );
}

/** What an entry that is there says, as a plan; undefined for the first of all. */
export function planOf(
  model: Model,
  { declaration, key }: Historied,
  version: Version,
): EntryPlan | undefined {
  const entry = declaration.history.find(({ version: { value } }) => sameText(value, version));
  const isFirst = entry === declaration.history.at(-1) && entry?.from === undefined;
  if (entry === undefined || isFirst) return undefined;
  const step = model.objects.get(key)?.steps.find(({ newer }) => sameText(newer, version));
  const changes = step === undefined ? enumChanges(entry.changes) : stepChanges(step);
  const from = entry.from === undefined ? {} : { from: entry.from.value };
  return changes.length === 0 ? undefined : { version, changes, ...from };
}

function sameText(a: Version, b: Version): boolean {
  return formatVersion(a) === formatVersion(b);
}

function enumChanges(changes: ObjectDeclaration['history'][number]['changes']): PlannedChange[] {
  return changes.flatMap((change): PlannedChange[] => {
    if (change.kind === 'add')
      return change.names.map(({ value }) => ({ kind: 'add-value', value }));
    if (change.kind === 'remove')
      return change.names.map(({ value }) => ({ kind: 'remove-value', value }));
    if (change.kind !== 'rename') return [];
    return [{ kind: 'rename-value', old: change.name.value, to: change.to.value }];
  });
}

function stepChanges({ changes, methods }: Step): readonly PlannedChange[] {
  return [...changes.flatMap(fieldChanges), ...methods.map(methodChange)];
}

function fieldChanges(change: FieldChange): PlannedChange[] {
  switch (change.kind) {
    case 'add':
      return [{ kind: 'add', names: [change.newer.name] }];
    case 'remove':
      return [{ kind: 'remove', was: change.older }];
    case 'carry': {
      const { older: was, newer: is } = change;
      // A `was` that only names the version that it is anyhow.
      if (was.name === is.name && sameField(was, is)) return [];
      return [{ kind: was.name === is.name ? 'change' : 'rename', was, is }];
    }
    case 'replace':
      return [
        ...change.older.map((was) => ({ kind: 'remove', was }) as const),
        { kind: 'add', names: change.newer.map(({ name }) => name) },
      ];
  }
}

function methodChange(change: MethodChange): PlannedChange {
  if (change.kind === 'add') return { kind: 'add-method', names: [change.name] };
  if (change.kind === 'remove') return { kind: 'remove-method', was: change.older };
  return { kind: 'change-method', was: change.older, is: change.newer };
}

/** The text with one entry's list replaced by a note, and what the plan says written to that. */
export function rewritten(text: string, plan: EntryPlan, home: string): string {
  const declaration = declarationOf(text);
  const history = declaration.node.entries.find(({ key }) => key.text === 'history')?.value;
  const entries = history?.kind === 'map' ? history.entries : [];
  const span = entries.find(({ key }) => key.text === formatVersion(plan.version))?.value.span;
  if (span === undefined) throw new Error('no such entry');
  const noted = `${text.slice(0, span.offset)}What changed${text.slice(span.endOffset)}`;
  const written = writeEntry(noted, declarationOf(noted), plan, home);
  // An entry of the past was written, so that the present version is to be said again.
  const present = { version: declaration.version.value, changes: [] };
  return writeEntry(written, declarationOf(written), present, home);
}

export function declarationOf(text: string): ObjectDeclaration | EnumDeclaration {
  const [declaration] = load([{ path: 'a.yaml', text }]).declarations;
  if (declaration === undefined || declaration.kind === 'mixin') throw new Error('no declaration');
  return declaration;
}
