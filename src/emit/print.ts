// The printer of docs: puts each on one line where it fits, and breaks it where prettier would.

import { type Choice, type Doc, flatWidth, hardline, indent, isSequence } from './doc.js';
import { textWidth } from './text-width.js';

const WIDTH = 80;
const STEP = 2;

interface Item {
  readonly indent: number;
  readonly flat: boolean;
  readonly doc: Doc;
}

/** The text of a document that begins at column `start` of a line indented by `indentation`. */
export function print(doc: Doc, indentation = 0, start = indentation): string {
  // Whole lines, and the one that is being written: only the end of that is ever trimmed.
  let done = '';
  let text = '';
  let column = start;
  const stack: Item[] = [{ indent: indentation, flat: false, doc }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { doc: one, flat, indent: depth } = item;
    if (typeof one === 'string') {
      text += one;
      column += textWidth(one);
    } else if (isSequence(one)) {
      pushAll(stack, one, depth, flat);
    } else if (one.kind === 'indent') {
      stack.push({ indent: depth + STEP, flat, doc: one.content });
    } else if (one.kind === 'group') {
      if (
        one.width !== Infinity &&
        (flat || fits({ ...item, flat: true }, stack, WIDTH - column))
      ) {
        text += flatText(one.content);
        column += one.width;
      } else stack.push({ indent: depth, flat: false, doc: one.content });
    } else if (one.kind === 'if-break') {
      stack.push({ indent: depth, flat, doc: flat ? one.flat : one.broken });
    } else if (one.kind === 'fluid') {
      const here = { indent: depth, flat, doc: [' ', one.value] };
      const stays = flat || fits(here, stack, WIDTH - column);
      stack.push(stays ? here : { ...here, doc: indent(hardline, one.value) });
    } else if (one.kind === 'choice') {
      stack.push(chosen(one, item, stack, WIDTH - column));
    } else if (one.kind === 'fill') {
      for (const [i, part] of one.parts.entries()) {
        const isNext = i > 0 && (flat || column + 1 + part.length <= WIDTH);
        const before = i === 0 ? '' : isNext ? ' ' : `\n${' '.repeat(depth)}`;
        text += before + part;
        column = (before.length > 1 ? depth : column + before.length) + part.length;
      }
    } else if (flat && one.flat !== undefined) {
      text += one.flat;
      column += one.flat.length;
    } else {
      const line = text.trimEnd();
      if (line !== '' || done === '') done += `${line}\n`;
      text = ' '.repeat(depth);
      column = depth;
    }
  }
  return done + text.trimEnd();
}

function pushAll(stack: Item[], docs: readonly Doc[], depth: number, flat: boolean): void {
  for (let i = docs.length - 1; i >= 0; i--) {
    stack.push({ indent: depth, flat, doc: docs[i] ?? '' });
  }
}

/** The text of what has no hard line inside, on one line. */
function flatText(doc: Doc): string {
  if (typeof doc === 'string') return doc;
  if (isSequence(doc)) {
    let text = '';
    for (const part of doc) text += flatText(part);
    return text;
  }
  switch (doc.kind) {
    case 'group':
    case 'indent':
      return flatText(doc.content);
    case 'fluid':
      return ` ${flatText(doc.value)}`;
    case 'choice':
      return flatText(doc.states[0] ?? '');
    case 'fill':
      return doc.parts.join(' ');
    case 'line':
    case 'if-break':
      return doc.flat ?? '';
  }
}

function chosen({ states }: Choice, item: Item, stack: readonly Item[], room: number): Item {
  const flat = states.map((state) => ({ ...item, flat: true, doc: state }));
  const last = { ...item, flat: false, doc: states.at(-1) ?? '' };
  if (item.flat) return flat[0] ?? last;
  return flat.slice(0, -1).find((state) => fits(state, stack, room)) ?? last;
}

/** Whether the item, and what follows it up to the first possible line break, fits in `room` columns. */
function fits(item: Item, rest: readonly Item[], room: number): boolean {
  const stack: Item[] = [item];
  let left = room;
  let following = rest.length;
  while (left >= 0) {
    let next = stack.pop();
    if (next === undefined) {
      following--;
      next = rest[following];
      if (next === undefined) return true;
    }
    const { doc, flat, indent: depth } = next;
    if (typeof doc === 'string') left -= textWidth(doc);
    else if (isSequence(doc)) pushAll(stack, doc, depth, flat);
    else if (doc.kind === 'indent') stack.push({ indent: depth, flat, doc: doc.content });
    else if (doc.kind === 'group') {
      if (flat && doc.width !== Infinity) left -= doc.width;
      else stack.push({ indent: depth, flat: false, doc: doc.content });
    } else if (doc.kind === 'fluid') {
      if (!flat) return true;
      stack.push({ indent: depth, flat, doc: [' ', doc.value] });
    } else if (doc.kind === 'choice') {
      const state = flat ? doc.states[0] : doc.states.at(-1);
      stack.push({ indent: depth, flat, doc: state ?? '' });
    } else if (doc.kind === 'fill') left -= flatWidth(doc);
    else if (doc.kind === 'if-break') left -= (flat ? doc.flat : doc.broken).length;
    else if (!flat || doc.flat === undefined) return true;
    else left -= doc.flat.length;
  }
  return false;
}
