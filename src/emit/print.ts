// The printer of docs: puts each on one line where it fits, and breaks it where prettier would.

import { type Choice, type Doc, contentOf, hardline, indent, isSequence, lineOf } from './doc.js';
import { textWidth } from './text-width.js';

const WIDTH = 80;
const STEP = 2;

/** The rest of a sequence, and what follows it. */
interface Rest {
  readonly docs: readonly Doc[];
  /** The first that was not begun. */
  at: number;
  readonly flat: boolean;
  readonly next: Rest | undefined;
}

/** The text of a document that begins at column `start` of a line indented by `indentation`. */
export function print(doc: Doc, indentation = 0, start = indentation): string {
  return new Printing(start).whole(doc, indentation);
}

class Printing {
  /** Whole lines, and the one that is being written: only the end of that is ever trimmed. */
  #done = '';
  #text = '';
  #column: number;

  constructor(start: number) {
    this.#column = start;
  }

  whole(doc: Doc, indentation: number): string {
    this.#put(doc, indentation, false, undefined);
    return this.#done + this.#text.trimEnd();
  }

  #put(doc: Doc, depth: number, flat: boolean, rest: Rest | undefined): void {
    if (typeof doc === 'string') {
      this.#write(doc, textWidth(doc));
      return;
    }
    if (isSequence(doc)) {
      const own = { docs: doc, at: 0, flat, next: rest };
      for (const part of doc) {
        own.at++;
        this.#put(part, depth, flat, own);
      }
      return;
    }
    switch (doc.kind) {
      case 'indent':
        this.#put(doc.content, depth + STEP, flat, rest);
        return;
      case 'group':
        if (doc.flat !== undefined && (flat || this.#fits(doc, true, rest))) {
          this.#write(doc.flat, doc.width);
        } else this.#put(contentOf(doc), depth, false, rest);
        return;
      case 'if-break':
        this.#put(flat ? doc.flat : doc.broken, depth, flat, rest);
        return;
      case 'fluid': {
        const beside = [' ', doc.value];
        const stays = flat || this.#fits(beside, false, rest);
        this.#put(stays ? beside : indent(hardline, doc.value), depth, flat, rest);
        return;
      }
      case 'choice':
        this.#choose(doc, depth, flat, rest);
        return;
      case 'fill':
        this.#fill(doc.parts, depth, flat);
        return;
      case 'line':
        if (flat && doc.flat !== undefined) this.#write(doc.flat, doc.flat.length);
        else this.#newLine(depth);
    }
  }

  #write(text: string, width: number): void {
    this.#text += text;
    this.#column += width;
  }

  #newLine(depth: number): void {
    const line = this.#text.trimEnd();
    if (line !== '' || this.#done === '') this.#done += `${line}\n`;
    this.#text = ' '.repeat(depth);
    this.#column = depth;
  }

  #choose({ states }: Choice, depth: number, flat: boolean, rest: Rest | undefined): void {
    const fitting = states.findIndex(
      (state, i) => i < states.length - 1 && (flat || this.#fits(state, true, rest)),
    );
    const chosen = fitting === -1 ? states.length - 1 : fitting;
    this.#put(states[chosen] ?? '', depth, fitting !== -1, rest);
  }

  #fill(parts: readonly string[], depth: number, flat: boolean): void {
    for (const [i, part] of parts.entries()) {
      if (i > 0) {
        if (flat || this.#column + 1 + part.length <= WIDTH) this.#write(' ', 1);
        else {
          this.#text += `\n${' '.repeat(depth)}`;
          this.#column = depth;
        }
      }
      this.#write(part, part.length);
    }
  }

  /** Whether it, and what follows it up to the first possible line break, fits on the line. */
  #fits(doc: Doc, flat: boolean, rest: Rest | undefined): boolean {
    const room = { left: WIDTH - this.#column };
    if (endsLine(doc, flat, room)) return room.left >= 0;
    for (let one = rest; one !== undefined && room.left >= 0; one = one.next) {
      for (let i = one.at; i < one.docs.length; i++) {
        if (endsLine(one.docs[i] ?? '', one.flat, room)) return room.left >= 0;
      }
    }
    return room.left >= 0;
  }
}

/** Takes the width of a doc from the room, up to the first possible line break; whether there is one, or no room. */
function endsLine(doc: Doc, flat: boolean, room: { left: number }): boolean {
  if (typeof doc === 'string') room.left -= textWidth(doc);
  else if (isSequence(doc)) {
    for (const part of doc) if (endsLine(part, flat, room)) return true;
  } else {
    switch (doc.kind) {
      case 'indent':
        return endsLine(doc.content, flat, room);
      case 'group':
        if (flat && doc.flat !== undefined) room.left -= doc.width;
        else return endsLine(contentOf(doc), false, room);
        break;
      case 'fluid':
        if (!flat) return true;
        return endsLine([' ', doc.value], flat, room);
      case 'choice':
        return endsLine((flat ? doc.states[0] : doc.states.at(-1)) ?? '', flat, room);
      case 'fill':
        room.left -= lineOf(doc)?.length ?? 0;
        break;
      case 'if-break':
        room.left -= (flat ? doc.flat : doc.broken).length;
        break;
      case 'line':
        if (!flat || doc.flat === undefined) return true;
        room.left -= doc.flat.length;
    }
  }
  return room.left < 0;
}
