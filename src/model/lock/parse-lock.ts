// Reads a lock. It was written by a program and is long, so that it is read line by line and no further than needed:
// what is not as `formatLock` writes it is damage, and the line is named.

import type { JsonValue } from '../../core/json.js';
import { parseVersion } from '../../core/version.js';
import {
  SECTION_NAMES,
  type JsonObject,
  type Records,
  type SectionName,
  type ThingRecord,
  type VersionRecord,
} from '../records/record.js';
import { canonicalText, type Digest } from './format-lock.js';

export type ParsedLock =
  /** `lines` tells, by key and version with a blank between them, where each record begins. */
  | { readonly ok: true; readonly records: Records; readonly lines: ReadonlyMap<string, number> }
  /** `line` counts from 1. */
  | { readonly ok: false; readonly line: number; readonly what: string };

interface Line {
  readonly number: number;
  readonly depth: number;
  readonly key: string;
  /** After the colon; empty where what belongs to it stands on the lines below. */
  readonly rest: string;
}

/** Thrown within this file only, and caught where the reading began. */
class Damage extends Error {
  readonly line: number;

  constructor(line: number, what: string) {
    super(what);
    this.line = line;
  }
}

/** `digest` absent: who wrote the records is known, and they are not checked again. */
export function parseLock(text: string, digest?: Digest): ParsedLock {
  try {
    const lines = new Map<string, number>();
    return { ok: true, records: read(linesOf(text), digest, lines), lines };
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return { ok: false, line: error.line, what: error.message };
  }
}

/** More than a line of ours ever has: a file that is read has a quarter of a million letters. */
const LONGEST_LINE = 2_000_000;

const LINE = /^( *)("(?:[^"\\]|\\.)*"|[^\s":#][^:#]*):(?: (.+))?$/;

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line === '' || line.startsWith('#')) continue;
    const match = line.length > LONGEST_LINE ? null : LINE.exec(line);
    const indent = match?.[1]?.length ?? 1;
    if (match === null || indent % 2 !== 0) {
      const isConflict = /^(?:<{7}|={7}|>{7})/.test(line);
      const what = isConflict ? 'an unresolved merge conflict' : 'not a line of a lock';
      throw new Damage(index + 1, what);
    }
    const key = match[2] ?? '';
    lines.push({
      number: index + 1,
      depth: indent / 2,
      key: key.startsWith('"') ? textIn(key, index + 1) : key,
      rest: match[3] ?? '',
    });
  }
  return lines;
}

function read(
  lines: readonly Line[],
  digest: Digest | undefined,
  places: Map<string, number>,
): Records {
  const [first] = lines;
  if (first?.key !== 'lock' || first.rest !== '1') {
    throw new Damage(first?.number ?? 1, 'it does not begin with `lock: 1`');
  }
  const wire = new Map<string, string>();
  const objects = new Map<string, ThingRecord>();
  const enums = new Map<string, ThingRecord>();
  for (const { head, body } of groups(lines.slice(1), 0)) {
    nothingBehind(head);
    if (head.key === 'wire') {
      for (const line of body) wire.set(line.key, textIn(line.rest, line.number));
    } else if (head.key === 'objects' || head.key === 'enums') {
      const into = head.key === 'objects' ? objects : enums;
      for (const thing of groups(body, 1)) {
        nothingBehind(thing.head);
        if (into.has(thing.head.key)) throw twice(thing.head);
        into.set(thing.head.key, readThing(thing.body, digest));
        for (const { head: version } of groups(thing.body, 2)) {
          places.set(`${thing.head.key} ${version.key}`, version.number);
        }
      }
    } else {
      throw new Damage(head.number, `\`${head.key}\` is no part of a lock`);
    }
  }
  return { wire: Object.fromEntries(wire), objects, enums };
}

function readThing(lines: readonly Line[], digest: Digest | undefined): ThingRecord {
  const versions = new Map<string, VersionRecord>();
  for (const { head, body } of groups(lines, 2)) {
    nothingBehind(head);
    if (parseVersion(head.key) === undefined) throw new Damage(head.number, 'not a version');
    if (versions.has(head.key)) throw twice(head);
    versions.set(head.key, readVersion(head, body, digest));
  }
  return { isExperimental: false, versions };
}

function readVersion(
  version: Line,
  lines: readonly Line[],
  digest: Digest | undefined,
): VersionRecord {
  const sections: Partial<Record<SectionName, JsonObject>> = {};
  let status: string | undefined;
  let sha256: string | undefined;
  for (const { head, body } of groups(lines, 3)) {
    const section = SECTION_NAMES.find((name) => name === head.key);
    if (head.key === 'status') status = head.rest;
    else if (head.key === 'sha256') sha256 = head.rest;
    else if (section === undefined)
      throw new Damage(head.number, `\`${head.key}\` is unknown here`);
    else sections[section] = readEntries(body);
  }
  if (status !== 'released' && status !== 'pending') {
    throw new Damage(version.number, '`status` is neither released nor pending');
  }
  if (digest !== undefined && digest(canonicalText(sections)) !== sha256) {
    throw new Damage(version.number, 'its lines are not those that its `sha256` was made of');
  }
  return { status, sections };
}

function readEntries(lines: readonly Line[]): JsonObject {
  const entries = new Map<string, JsonValue>();
  for (const line of lines) {
    if (line.depth !== 4) throw new Damage(line.number, 'it is not indented as the others');
    if (entries.has(line.key)) throw twice(line);
    entries.set(line.key, json(line.rest, line.number));
  }
  return Object.fromEntries(entries);
}

/** Lines of one depth, each with the deeper ones that follow it. */
function groups(
  lines: readonly Line[],
  depth: number,
): readonly { readonly head: Line; readonly body: readonly Line[] }[] {
  const found: { head: Line; body: Line[] }[] = [];
  for (const line of lines) {
    if (line.depth === depth) found.push({ head: line, body: [] });
    else if (line.depth < depth || found.length === 0) {
      throw new Damage(line.number, 'it is not indented as the others');
    } else found.at(-1)?.body.push(line);
  }
  return found;
}

function nothingBehind({ number, rest }: Line): void {
  if (rest !== '') throw new Damage(number, 'something stands behind the colon');
}

function twice({ number, key }: Line): Damage {
  return new Damage(number, `\`${key}\` stands there twice`);
}

function textIn(quoted: string, line: number): string {
  const value = json(quoted, line);
  if (typeof value !== 'string') throw new Damage(line, 'what stands there is not a text');
  return value;
}

function json(text: string, line: number): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text) as JsonValue;
    return value;
  } catch {
    throw new Damage(line, 'what stands after the colon is not JSON');
  }
}
