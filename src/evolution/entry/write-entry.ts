// Writes into a schema file what its newest version changed: `version:` and an entry of the history. Comments, order,
// quotes, indentation and line ends of all the rest stay, since nothing is printed anew.

import { formatVersion } from '../../core/version.js';
import type { EnumDeclaration, HistoryEntry, ObjectDeclaration } from '../../load/index.js';
import { appendToBlock } from './append-to-block.js';
import { appendToFlow, type AddedItems } from './append-to-flow.js';
import { applyEdits, type Edit } from './edits.js';
import type { EntryPlan } from './entry-plan.js';
import { historyText, quoteOf } from './history-text.js';
import { newEntry } from './new-entry.js';
import { plannedItems } from './planned-item.js';
import { versionEdit } from './version-text.js';
import type { YamlValue } from '../../load/yaml-value.js';

/**
 * The text with `version:` and the history brought to what the plan says. `text` is what the declaration was loaded
 * from; `home` is the namespace whose names are written bare. A plan that says nothing new changes nothing.
 */
export function writeEntry(
  text: string,
  declaration: ObjectDeclaration | EnumDeclaration,
  plan: EntryPlan,
  home: string,
): string {
  const version = versionEdit(text, declaration.version.span, plan.version);
  return applyEdits(text, [...version, ...entryEdits(text, declaration, plan, home)]);
}

function entryEdits(
  text: string,
  declaration: ObjectDeclaration | EnumDeclaration,
  plan: EntryPlan,
  home: string,
): readonly Edit[] {
  const history = historyText(text, declaration);
  const version = formatVersion(plan.version);
  const quote = quoteOf(history, text);
  const entry = history.node.entries.find(({ key }) => key.text === version);
  if (entry === undefined) {
    return [newEntry(text, history, { version, items: itemsOfNew(plan, home), quote })];
  }
  const said = declaration.history.find(({ version: at }) => at.span === entry.key.span);
  const { first, last } = itemsFor(plan, said, home);
  if (first.length + last.length === 0) return [];
  return history.kind === 'block'
    ? appendToBlock(text, history, entry, { first, last, quote })
    : appendToFlow(text, entry.value, { first, last, quote });
}

/** An entry that changes nothing says why it is there. */
function itemsOfNew(plan: EntryPlan, home: string): readonly YamlValue[] {
  const items = plannedItems(plan, home);
  if (plan.note === undefined || plan.changes.length > 0) return items;
  return [...items, { kind: 'text', text: plan.note }];
}

/** What the plan adds to what the entry says; `from` stands first, and a note is for an entry that says nothing. */
function itemsFor(
  { from, ...plan }: EntryPlan,
  said: HistoryEntry | undefined,
  home: string,
): Omit<AddedItems, 'quote'> {
  const isSaying = said !== undefined && said.notes.length + said.changes.length > 0;
  const last = isSaying ? plannedItems(plan, home) : itemsOfNew(plan, home);
  const isNew = from !== undefined && said?.from === undefined;
  return { first: isNew ? plannedItems({ ...plan, from, changes: [] }, home) : [], last };
}
