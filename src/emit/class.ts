// The class: a slot and an accessor for each field, documented.

import { formatVersion } from '../core/version.js';
import type { FieldShape } from '../model/index.js';
import { type Doc, choice, group, hardline, indent, join, line as newline } from './doc.js';
import { type FieldLine, labelOf, propertyOf } from './lines.js';
import { type ObjectPlan, isPlain } from './plan.js';
import { text } from './literals.js';
import { assignment, call, conditional, parameters } from './syntax.js';
import { annotation, keyword } from './type-syntax.js';
import { memoryType, wireType } from './types.js';

/** A field of the newest version, with its change bit. */
interface Present {
  readonly line: FieldLine;
  readonly field: FieldShape;
  readonly property: string;
  readonly bit: number;
}

export function presentFields(plan: ObjectPlan): Present[] {
  return plan.lines
    .filter((line) => line.died === undefined)
    .map((line, bit) => {
      const [{ field }] = line.segments;
      return { line, field, property: propertyOf(field, plan.settings.propertyNames), bit };
    });
}

/** Where each field is kept. */
export function slots(plan: ObjectPlan): Doc[] {
  return presentFields(plan).map(({ field, property }) => {
    const types = isPlain(field)
      ? wireType(plan.head.namesFor(field), field.type)
      : memoryType(plan.head.namesFor(field), field.type);
    const type = annotation([...types, keyword('undefined')]);
    return assignment(group(`/** @internal */ $${property}:`, type), 'undefined');
  });
}

/** The accessors, each with its documentation. */
export function accessors(plan: ObjectPlan): Doc[] {
  return presentFields(plan).map((present) => [
    documentation(plan, present),
    getter(plan, present),
    hardline,
    setter(plan, present),
    hardline,
  ]);
}

function getter(plan: ObjectPlan, { field, property, bit }: Present): Doc {
  const types = memoryType(plan.head.namesFor(field), field.type);
  const slot = `this.$${property}`;
  const name = text(field.name);
  const unset = call('rt.unset', ['this', name]);
  const head: Doc = [`get ${property}():`, annotation(types), ' {'];
  const { type } = field;
  if (isHandedOut(field)) {
    return block(head, [['return ', call('rt.handOut', ['this', String(bit), slot, name]), ';']]);
  }
  const outward = type.kind === 'scalar' ? OUTWARD[type.scalar] : undefined;
  if (type.nullable || outward !== undefined) {
    return block(head, [
      `const value = ${slot};`,
      group('if (value === undefined)', indent(newline, 'return ', unset, ';')),
      type.nullable && outward !== undefined
        ? `return value === null ? null : ${outward}(value);`
        : `return ${outward === undefined ? 'value' : `${outward}(value)`};`,
    ]);
  }
  const value: Doc = group(`${slot} ??`, newline, unset);
  const flat: Doc = ['return ', value, ';'];
  return block(head, [choice(flat, ['return (', indent(hardline, value), hardline, ');'])]);
}

/** How a value of the slot looks to code, where it looks otherwise. */
const OUTWARD: Readonly<Record<string, string | undefined>> = {
  datetime: 'rt.toDate',
  bigint: 'BigInt',
};

/** How code's value is checked, where it looks otherwise than on the wire. */
const INWARD: Readonly<Record<string, string | undefined>> = {
  datetime: 'rt.datetimeOf',
  bigint: 'rt.digitsOf',
};

/** Containers that code may edit in place. */
function isHandedOut({ type }: FieldShape): boolean {
  if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map') return true;
  return type.kind === 'scalar' && (type.scalar === 'bytes' || type.scalar === 'json');
}

function setter(plan: ObjectPlan, present: Present): Doc {
  const { field, property } = present;
  const types = memoryType(plan.head.namesFor(field), field.type);
  const accepted =
    field.type.kind === 'scalar' && field.type.scalar === 'datetime' ? [keyword('string')] : [];
  const value: Doc = ['value:', annotation([...accepted, ...types])];
  const head: Doc = [`set ${property}`, parameters([value]), ' {'];
  return block(head, [assignment(`this.$${property}`, stored(plan, present))]);
}

function stored(plan: ObjectPlan, { field, property, bit }: Present): Doc {
  const path = text(`${plan.object.name}.${field.name}`);
  const slot = `this.$${property}`;
  const check = plan.head.checkOf(field);
  if (check.kind === 'codec') {
    const assigned = call(`${check.codec}.assign`, ['value', path]);
    return field.readOnly
      ? call('rt.once', ['this', String(bit), text(field.name), slot, assigned, check.codec])
      : call('rt.setBy', ['this', String(bit), slot, assigned, check.codec]);
  }
  const inward = INWARD[check.scalar];
  const inner: Doc =
    inward === undefined
      ? call(check.check, ['value', path])
      : checkedInward(check.check, inward, path);
  const checked: Doc = field.type.nullable
    ? conditional([{ test: 'value === null', value: 'null' }], inner)
    : inner;
  return field.readOnly
    ? call('rt.once', ['this', String(bit), text(field.name), slot, checked])
    : call('rt.set', ['this', String(bit), slot, checked]);
}

/** A check with limits, or a masked one, goes after the change of form. */
function checkedInward(check: string, inward: string, path: string): Doc {
  const plain = check === 'rt.datetime' || check === 'rt.digits';
  const value = call(inward, ['value', path]);
  return plain ? value : call(check, [value, path]);
}

function block(head: Doc, statements: readonly Doc[]): Doc {
  return [head, indent(hardline, ...join(hardline, statements)), hardline, '}'];
}

// ── Documentation ───────────────────────────────────────────────────────────────────────────────

function documentation(plan: ObjectPlan, { line, field }: Present): Doc {
  const lines = docLines(plan, line, field);
  return lines.length === 0 ? '' : [comment(lines), hardline];
}

function docLines(plan: ObjectPlan, line: FieldLine, field: FieldShape): string[] {
  const lines = field.doc === undefined ? [] : field.doc.trim().split('\n');
  if (field.readOnly) lines.push('Read-only once set.');
  if (field.sensitive) lines.push('Sensitive: masked wherever a person could see it.');
  if (field.default !== undefined) lines.push(`@default ${JSON.stringify(field.default)}`);
  if (line.born !== undefined) lines.push(`@since ${labelOf(plan.object, line.born.at)}`);
  for (const { at, change } of line.carries) {
    if (change.older.name === change.newer.name) continue;
    lines.push(`Called \`${change.older.name}\` before ${labelOf(plan.object, at)}.`);
  }
  const { deprecated } = field;
  if (deprecated !== undefined) {
    const since =
      deprecated.since === undefined ? '' : `since ${formatVersion(deprecated.since)}: `;
    lines.push(`@deprecated ${since}${deprecated.message}`);
  }
  return lines.map((text) => text.trimEnd());
}

/** A doc comment; a text that would end it is broken up. */
export function comment(lines: readonly string[]): Doc {
  const safe = lines.map((text) => text.replaceAll('*/', '*\\/'));
  const [only] = safe;
  if (only === undefined) return '';
  if (safe.length === 1) return `/** ${only} */`;
  return [
    '/**',
    ...safe.flatMap((text) => [hardline, text === '' ? ' *' : ` * ${text}`]),
    hardline,
    ' */',
  ];
}
