// Which declaration a name means, in its own file or in one that it is imported from.

import { beside } from '../beside.js';
import type { Elsewhere, NamedType, Unit } from './unit.js';

/** Longer chains of `export … from` go in a circle. */
const MAX_HOPS = 32;

/** The type that a name stands for in a file; undefined where it stands in none of the files. */
export function resolveName(
  name: string,
  unit: Unit,
  units: ReadonlyMap<string, Unit>,
): NamedType | undefined {
  const own = unit.types.get(name);
  if (own !== undefined) return own;
  const imported = unit.imports.get(name);
  if (imported !== undefined) return fromElsewhere(imported, unit, units, MAX_HOPS);
  return [...units.values()].find(isGlobal(name))?.types.get(name);
}

/** Files that import and export nothing share their names. */
function isGlobal(name: string): (unit: Unit) => boolean {
  return ({ types, imports, exports }) =>
    types.has(name) && imports.size === 0 && [...types.keys()].every((one) => exports.has(one));
}

function fromElsewhere(
  { specifier, name }: Elsewhere,
  unit: Unit,
  units: ReadonlyMap<string, Unit>,
  hops: number,
): NamedType | undefined {
  const other = unitOf(specifier, unit, units);
  return other === undefined || hops === 0 ? undefined : exportedAs(name, other, units, hops - 1);
}

function exportedAs(
  name: string,
  unit: Unit,
  units: ReadonlyMap<string, Unit>,
  hops: number,
): NamedType | undefined {
  const exported = unit.exports.get(name);
  if (typeof exported === 'string') {
    const own = unit.types.get(exported);
    const imported = unit.imports.get(exported);
    return own ?? (imported && fromElsewhere(imported, unit, units, hops));
  }
  if (exported !== undefined) return fromElsewhere(exported, unit, units, hops);
  for (const specifier of unit.stars) {
    const found = fromElsewhere({ specifier, name }, unit, units, hops);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A file by what an import calls it: with the ending of the compiled one, or with none. */
function unitOf(
  specifier: string,
  { path }: Unit,
  units: ReadonlyMap<string, Unit>,
): Unit | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const full = beside(path, specifier);
  const bare = full.replace(/\.[cm]?[jt]sx?$/, '');
  for (const stem of [full, bare, `${bare}/index`]) {
    for (const ending of ['', '.ts', '.tsx', '.mts', '.cts', '.d.ts']) {
      const unit = units.get(`${stem}${ending}`);
      if (unit !== undefined) return unit;
    }
  }
  return undefined;
}
