// Names of tables and columns that an engine cannot have, or that are taken.

import { bytesOf, MOST_BYTES } from '../../core/index-name.js';
import { LABEL_COLUMN, STATE_COLUMN } from '../../core/storage.js';
import type { Span } from '../../diagnostics/diagnostic.js';
import type { Stored } from '../model.js';
import { report, type Scope } from '../scope.js';
import { folded, storedFields, type StoredAt } from './stored-at.js';

/** Tables of backlevel's own. */
const OWN: ReadonlyMap<string, string> = new Map([
  ['backlevel_tables', 'it remembers what the other tables hold'],
  ['backlevel_services', 'live services report themselves there'],
]);

/** Columns that every table of PostgreSQL has by itself. */
const SYSTEM_COLUMNS: ReadonlySet<string> = new Set([
  'tableoid',
  'xmin',
  'cmin',
  'xmax',
  'cmax',
  'ctid',
]);

/** `all` newest first: a name is told once, where it stands now if it does. */
export function checkNames(all: readonly StoredAt[], scope: Scope): void {
  const told = new Set<string>();
  const look = (what: 'table' | 'column', name: string, span: Span): void => {
    if (told.has(`${what} ${name}`)) return;
    told.add(`${what} ${name}`);
    const why = whyBad(name);
    const taken = what === 'table' ? whyNoTable(name) : whyNoColumn(name);
    if (why !== undefined) {
      const shown = name.replaceAll('\0', '\\0');
      report(scope, 'storage/bad-name', span, { what, name: shown, why });
    } else if (taken !== undefined) {
      report(scope, 'storage/reserved-name', span, { what, name, why: taken });
    }
  };
  for (const at of all) {
    const { table } = at.mapping;
    look('table', table.value, table.span);
    for (const { stored, span } of storedFields(at)) {
      if (stored.kind === 'table') look('table', stored.table, span);
      for (const name of columnsOf(stored)) look('column', name, span);
    }
  }
}

function columnsOf(stored: Stored): readonly string[] {
  if (stored.kind === 'column') return [stored.column];
  const { owner, place, value } = stored;
  return [owner, ...(place === undefined ? [] : [place]), value];
}

function whyBad(name: string): string | undefined {
  if (name.includes('\0')) return 'no text of an engine may hold U+0000';
  if (/\p{Surrogate}/u.test(name)) return 'half a surrogate pair is no Unicode';
  if (/\s/.test(name)) return 'it has a blank in it';
  if (bytesOf(name) > MOST_BYTES) {
    return `PostgreSQL cuts names at ${MOST_BYTES} bytes`;
  }
  return undefined;
}

function whyNoTable(name: string): string | undefined {
  const own = OWN.get(folded(name));
  if (own !== undefined) return own;
  return folded(name).startsWith('sqlite_') ? 'SQLite keeps its own tables there' : undefined;
}

function whyNoColumn(name: string): string | undefined {
  const plain = folded(name);
  if (plain === LABEL_COLUMN) return 'each row bears its version there';
  if (plain === STATE_COLUMN) return 'each row says there what of it counts';
  if (plain === '__proto__') return 'SQLite gives rows as objects, which cannot have it';
  return SYSTEM_COLUMNS.has(plain) ? 'every table of PostgreSQL has one' : undefined;
}
