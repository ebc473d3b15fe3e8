// Names of types and of their files: two must not meet on any file system, nor with TypeScript's own.

import { kebabCase, versionSuffix } from '../core/names.js';
import { formatVersion } from '../core/version.js';
import { diagnose } from '../diagnostics/diagnose.js';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js';
import type { NameTable } from './name-table.js';
import { OWN_BY_TYPESCRIPT } from './own-by-typescript.js';

interface TypeName {
  readonly object: string;
  readonly typescriptName: string;
  readonly source: Span;
}

export function checkTypeNames(names: NameTable, found: Diagnostic[]): void {
  const types = typeNames(names);
  const byFile = new Map<string, TypeName>();
  for (const type of types) {
    const problem = whyRefused(type.typescriptName);
    if (problem !== undefined) {
      const { object, source } = type;
      found.push(
        diagnose(
          'model/reserved-type-name',
          source,
          { name: type.typescriptName, why: problem },
          { object },
        ),
      );
      continue;
    }
    // All namespaces share one folder.
    const file = kebabCase(type.typescriptName);
    const inOneCase = type.typescriptName.toLowerCase();
    const first = byFile.get(file) ?? byFile.get(inOneCase);
    if (first === undefined) {
      byFile.set(file, type).set(inOneCase, type);
    } else {
      found.push(meets(type, first));
    }
  }
  reportDataTypes(names, types, found);
}

function meets(type: TypeName, first: TypeName): Diagnostic {
  const parameters = { first: first.typescriptName, second: type.typescriptName };
  const related = [{ message: `${first.typescriptName} is declared here`, span: first.source }];
  return diagnose('model/type-names-meet', type.source, parameters, {
    object: type.object,
    related,
  });
}

function typeNames({ objects, enums }: NameTable): readonly TypeName[] {
  const types: TypeName[] = [];
  for (const majors of objects.values()) {
    for (const { name, typescriptName, declaration } of majors) {
      const source = declaration.typescriptName?.span ?? declaration.name.span;
      types.push({ object: name, typescriptName, source });
    }
  }
  for (const { name, typescriptName, source } of enums.values()) {
    types.push({ object: name, typescriptName, source });
  }
  // In the order of the files, so that the later one is the one that is told.
  return types.sort((a, b) =>
    a.source.file === b.source.file
      ? a.source.offset - b.source.offset
      : a.source.file < b.source.file
        ? -1
        : 1,
  );
}

/** Names of devices on Windows, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** What is generated whatever the schemas say. */
const OWN_FILES: ReadonlySet<string> = new Set(['index', 'releases', 'wire']);

function whyRefused(name: string): string | undefined {
  if (OWN_BY_TYPESCRIPT.has(name)) return 'is the name of something that TypeScript has';
  if (DEVICE.test(kebabCase(name))) return 'would be a file that Windows refuses';
  if (name === 'Target') return 'is what generated files call the one they write for';
  if (OWN_FILES.has(kebabCase(name))) return 'would be a file that all generated code has';
  return undefined;
}

/** `FooV1_6` is the data of Foo 1.6, so no type may be called so. */
function reportDataTypes(
  { objects }: NameTable,
  types: readonly TypeName[],
  found: Diagnostic[],
): void {
  const suspects = types.filter((type) => /V\d+_\d+$/.test(type.typescriptName));
  if (suspects.length === 0) return;
  const dataTypes = new Map<
    string,
    { readonly name: string; readonly version: string; readonly span: Span }
  >();
  for (const entry of [...objects.values()].flat()) {
    for (const version of entry.versions.map(formatVersion)) {
      dataTypes.set(`${entry.typescriptName}${versionSuffix(version)}`, {
        name: entry.name,
        version,
        span: entry.declaration.name.span,
      });
    }
  }
  for (const type of suspects) {
    const data = dataTypes.get(type.typescriptName);
    if (data === undefined) continue;
    const why = `is the type of the data of ${data.name} ${data.version}`;
    const related = [{ message: `${data.name} is declared here`, span: data.span }];
    found.push(
      diagnose(
        'model/reserved-type-name',
        type.source,
        { name: type.typescriptName, why },
        { object: type.object, related },
      ),
    );
  }
}
