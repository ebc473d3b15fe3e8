// Declared enums as pages: their values by version, and what other versions make of each.

import { formatVersion } from '../../core/version.js';
import type { EnumModel, EnumVersion, Model, Substitute } from '../../model/index.js';
import type { EnumPage, Use } from '../../site/index.js';
import { enumSlugOf } from './addresses.js';

export function enumPages(
  model: Model,
  uses: ReadonlyMap<string, readonly Use[]>,
): readonly EnumPage[] {
  return [...model.enums.values()].map((one) => enumPage(one, uses.get(one.key) ?? []));
}

function enumPage(declared: EnumModel, usedBy: readonly Use[]): EnumPage {
  const { name, namespace, version, versions, doc, docs, source } = declared;
  // Present values first, in their order.
  const values = [...new Set([...versions].reverse().flatMap((one) => one.values))];
  return {
    slug: enumSlugOf(declared),
    name,
    namespace,
    version: formatVersion(version),
    doc,
    source: { file: source.file, line: source.line },
    versions: versions.map((one) => ({ version: formatVersion(one.version), notes: one.notes })),
    values: values.map((value) => ({
      value,
      doc: docs.get(value),
      isIn: versions.map((one) => one.values.includes(value)),
      becomes: versions.flatMap((one, i) => becoming(value, one, versions[i - 1])),
    })),
    usedBy,
  };
}

function becoming(
  value: string,
  { version, backport, upgrade }: EnumVersion,
  before: EnumVersion | undefined,
): readonly string[] {
  if (before === undefined) return [];
  const [down, up] = [backport.get(value), upgrade.get(value)];
  return [
    ...(down === undefined ? [] : [`${formatVersion(before.version)}: ${told(down)}`]),
    ...(up === undefined ? [] : [`${formatVersion(version)}: ${told(up)}`]),
  ];
}

function told(substitute: Substitute): string {
  switch (substitute.kind) {
    case 'value':
      return `\`${typeof substitute.value === 'string' ? substitute.value : JSON.stringify(substitute.value)}\``;
    case 'unset':
      return 'unset';
    case 'omit':
      return 'left out';
    case 'refuse':
      return `refused, ${substitute.why}`;
  }
}
