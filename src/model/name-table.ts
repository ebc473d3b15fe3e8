// Who is called what: every declared object, enum and mixin by its qualified name, before anything is resolved.

import { compareVersions, formatVersion, sameVersion, type Version } from '../core/version.js';
import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type {
  Declaration,
  EnumDeclaration,
  HistoryEntry,
  MixinDeclaration,
  ObjectDeclaration,
} from '../load/index.js';
import type { EnumModel } from './model.js';
import type { ModelSettings } from './settings.js';

/** One major of an object. */
export interface ObjectEntry {
  readonly key: string;
  readonly name: string;
  readonly namespace: string;
  readonly major: number;
  readonly isNewestMajor: boolean;
  readonly typescriptName: string;
  readonly declaration: ObjectDeclaration;
  /** The versions that its own file names, oldest first. */
  readonly versions: readonly Version[];
}

export interface DeclaredNames {
  /** By `namespace/Name`; newest major first. */
  readonly objects: ReadonlyMap<string, readonly ObjectEntry[]>;
  readonly enums: ReadonlyMap<string, EnumDeclaration>;
  readonly mixins: ReadonlyMap<string, MixinDeclaration>;
}

/** The declared names, and what the enums among them mean. */
export interface NameTable extends Omit<DeclaredNames, 'enums'> {
  readonly enums: ReadonlyMap<string, EnumModel>;
  /** Enums that are not whole: what values they have, nobody can say. */
  readonly unsureEnums: ReadonlySet<string>;
  /** Whether a name may be declared in a file that could not be read. */
  readonly mayExist: (name: string) => boolean;
}

/** Sorts declarations by name; of two that claim one name the first stays. */
export function tabulate(
  declarations: readonly Declaration[],
  settings: ModelSettings,
  found: Diagnostic[],
): DeclaredNames {
  const majors = new Map<string, Map<number, ObjectDeclaration>>();
  const enums = new Map<string, EnumDeclaration>();
  const mixins = new Map<string, MixinDeclaration>();
  const types = new Map<string, Declaration>();

  for (const declaration of declarations) {
    const key = qualify(declaration.name.value, namespaceOf(declaration, settings));
    if (declaration.kind === 'mixin') {
      const first = mixins.get(key);
      if (first === undefined) mixins.set(key, declaration);
      else found.push(duplicate(declaration, first));
      continue;
    }
    const first = types.get(key);
    if (declaration.kind === 'object' && (first === undefined || first.kind === 'object')) {
      const byMajor = majors.get(key) ?? new Map<number, ObjectDeclaration>();
      const taken = byMajor.get(declaration.version.value.major);
      if (taken === undefined) byMajor.set(declaration.version.value.major, declaration);
      else found.push(duplicate(declaration, taken));
      majors.set(key, byMajor);
      types.set(key, first ?? declaration);
    } else if (first !== undefined) {
      found.push(duplicate(declaration, first));
    } else if (declaration.kind === 'enum') {
      enums.set(key, declaration);
      types.set(key, declaration);
    }
  }

  const objects = new Map<string, readonly ObjectEntry[]>();
  for (const [key, byMajor] of majors) objects.set(key, entriesOf(key, byMajor, settings));
  return { objects, enums, mixins };
}

export function qualify(name: string, namespace: string): string {
  return `${namespace}/${name}`;
}

export function namespaceOf(declaration: Declaration, settings: ModelSettings): string {
  return declaration.namespace?.value ?? settings.namespace;
}

/** The versions an object can be read at: those of the majors that its history was joined to come first. */
export function lineageOf(names: Pick<DeclaredNames, 'objects'>, entry: ObjectEntry): Version[] {
  const joined = joinedTo(names, entry);
  if (joined === undefined) return [...entry.versions];
  const before = lineageOf(names, joined.entry);
  return [
    ...before.filter((version) => compareVersions(version, joined.version) <= 0),
    ...entry.versions,
  ];
}

/** The major and version that `from` in the first entry names; undefined where there is none, or no such one. */
export function joinedTo(
  names: Pick<DeclaredNames, 'objects'>,
  entry: ObjectEntry,
): { readonly entry: ObjectEntry; readonly version: Version } | undefined {
  const from = firstEntry(entry.declaration.history)?.from?.value;
  if (from === undefined || from.major >= entry.major) return undefined;
  const majors = names.objects.get(qualify(entry.name, entry.namespace)) ?? [];
  const before = majors.find((one) => one.major === from.major);
  return before?.versions.some((version) => sameVersion(version, from)) === true
    ? { entry: before, version: from }
    : undefined;
}

/** The entry of the oldest version, wherever it stands in the file. */
export function firstEntry(history: readonly HistoryEntry[]): HistoryEntry | undefined {
  let first = history[0];
  for (const entry of history) {
    if (first !== undefined && compareVersions(entry.version.value, first.version.value) < 0) {
      first = entry;
    }
  }
  return first;
}

function entriesOf(
  key: string,
  byMajor: ReadonlyMap<number, ObjectDeclaration>,
  settings: ModelSettings,
): readonly ObjectEntry[] {
  const newest = Math.max(...byMajor.keys());
  const entries: ObjectEntry[] = [];
  for (const [major, declaration] of byMajor) {
    const isNewestMajor = major === newest;
    const name = declaration.name.value;
    entries.push({
      key: isNewestMajor ? key : `${key}@${major}`,
      name,
      namespace: namespaceOf(declaration, settings),
      major,
      isNewestMajor,
      typescriptName:
        declaration.typescriptName?.value ?? (isNewestMajor ? name : `${name}V${major}`),
      declaration,
      versions: ownVersions(declaration),
    });
  }
  return entries.sort((a, b) => b.major - a.major);
}

function ownVersions(declaration: ObjectDeclaration): readonly Version[] {
  const { value: present } = declaration.version;
  const versions = new Map([[formatVersion(present), present]]);
  for (const { version } of declaration.history) {
    const { value } = version;
    if (value.major === present.major) versions.set(formatVersion(value), value);
  }
  return [...versions.values()].sort(compareVersions);
}

function duplicate(second: Declaration, first: Declaration): Diagnostic {
  return diagnose(
    'model/duplicate-name',
    second.name.span,
    { kind: second.kind, name: second.name.value },
    {
      object: second.name.value,
      related: [{ message: 'first declared here', span: first.name.span }],
    },
  );
}
