// Whether what stands on a node's wire may stand there: objects at its own versions and in their shapes, nothing
// sent twice that may not be.

import type { Manifest } from '../../../../../src/core/envelope.js';
import { isList, type JsonValue } from '../../../../../src/core/json.js';
import type { WireCount } from '../messages.js';
import type { Direction } from './tap.js';

/** The names of fields, by object and version. */
export type Shapes = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface Rules {
  readonly shapes: Shapes;
  /** What the node's code speaks. */
  readonly reads: Manifest;
  /** Whether notices of others may be newer than that. */
  readonly hearsNewer: boolean;
  /** Whether a method may be sent twice. */
  readonly isIdempotent: (method: string) => boolean;
  readonly breach: (what: string) => void;
}

type JsonMap = { readonly [key: string]: JsonValue };

const PREFIX = 'versioned_object';
/** What a conductor says of an object beside its fields. */
const BESIDE = ['obj_what_changed', 'obj_unset'];

export class WireJudge {
  readonly #rules: Rules;
  /** Of every request, by who asked and for what: the ids that it was sent under. */
  readonly #sent = new Map<string, Set<string>>();
  /** What it may write: two while it goes from one to the other. */
  #writes: readonly Manifest[];
  #counts = { received: 0, sent: 0, retries: 0, asked: 0 };

  constructor(rules: Rules, writes: Manifest) {
    this.#rules = rules;
    this.#writes = [writes];
  }

  get counts(): WireCount {
    return { ...this.#counts };
  }

  /** From now on it writes by another; `settled` when nothing of before is on its way any more. */
  turnTo(writes: Manifest): { readonly settled: () => void } {
    this.#writes = [...this.#writes, writes];
    return {
      settled: () => {
        this.#writes = [writes];
      },
    };
  }

  see(direction: Direction, body: Buffer): void {
    const message = messageIn(body);
    if (message === undefined) {
      this.#rules.breach(`no message of oslo's on the wire: ${body.toString('utf8', 0, 200)}`);
    } else if (direction === 'out') this.#goesOut(message);
    else if ('method' in message) this.#notice(message);
    else this.#answer(message['result'] ?? null);
  }

  #goesOut(message: JsonMap): void {
    const { method, args = null } = message;
    if (method === 'object_backport_versions') {
      this.#counts.asked += 1;
      // It goes on as it came: too new is what it is.
      return;
    }
    // Answers of a node say nothing.
    if (typeof method !== 'string') return;
    if (typeof message['_msg_id'] === 'string') this.#noteSending(message, args);
    this.#counts.sent += this.#judge('sent', args, (name, version) =>
      this.#writes.some((manifest) => manifest[name] === version),
    );
  }

  /** A request that the broker gave back goes out again under its id; a new id is a second request. */
  #noteSending(message: JsonMap, args: JsonValue): void {
    const [method, request, id] = [
      textIn(args, 'objmethod'),
      textIn(message, '_context_request_id'),
      textIn(message, '_unique_id'),
    ];
    const key = `${request} ${method}`;
    const ids = this.#sent.get(key) ?? new Set();
    this.#sent.set(key, ids.add(id));
    if (ids.size === 1) return;
    this.#counts.retries += 1;
    if (!this.#rules.isIdempotent(method))
      this.#rules.breach(`${method}() was sent twice: ${request}`);
  }

  #notice({ args = null }: JsonMap): void {
    const { reads, hearsNewer } = this.#rules;
    this.#counts.received += this.#judge(
      'heard',
      args,
      (name, version) => hearsNewer || !isAbove(version, reads[name]),
    );
  }

  #answer(result: JsonValue): void {
    const { reads, shapes } = this.#rules;
    // What an action did to its object comes in the names of the version that was sent, which may be a pin's.
    const isAction = isList(result);
    if (isAction && isMap(result[0])) {
      const known = Object.entries(shapes['Machine'] ?? {})
        .filter(([version]) => !isAbove(version, reads['Machine']))
        .flatMap(([, names]) => names);
      const strange = Object.keys(result[0]).filter((key) => ![...known, ...BESIDE].includes(key));
      if (strange.length > 0)
        this.#rules.breach(`updates of unknown fields: ${strange.join(', ')}`);
    }
    this.#counts.received += this.#judge('answered with', result, (name, version) =>
      isAction ? !isAbove(version, reads[name]) : version === reads[name],
    );
  }

  /** Looks at every object in a value; how many there were. */
  #judge(
    what: string,
    value: JsonValue,
    mayBe: (name: string, version: string) => boolean,
  ): number {
    if (isList(value)) {
      return value.reduce<number>((sum, item) => sum + this.#judge(what, item, mayBe), 0);
    }
    if (!isMap(value)) return 0;
    let found = 0;
    const name = value[`${PREFIX}.name`];
    if (typeof name === 'string') {
      found += 1;
      const version = textIn(value, `${PREFIX}.version`);
      if (!mayBe(name, version)) this.#rules.breach(`${what} ${name} ${version}`);
      const names = this.#rules.shapes[name]?.[version] ?? [];
      const data = value[`${PREFIX}.data`];
      const strange = Object.keys(isMap(data) ? data : {}).filter((key) => !names.includes(key));
      if (strange.length > 0) {
        this.#rules.breach(`${what} ${name} ${version} with ${strange.join(', ')}`);
      }
    }
    return Object.values(value).reduce<number>(
      (sum, item) => sum + this.#judge(what, item, mayBe),
      found,
    );
  }
}

/** The payload in oslo's envelope. */
function messageIn(body: Buffer): JsonMap | undefined {
  const outer: unknown = JSON.parse(body.toString('utf8'));
  if (typeof outer !== 'object' || outer === null || !('oslo.message' in outer)) return undefined;
  const { 'oslo.message': text } = outer;
  // What JSON.parse gives is JSON.
  const payload = typeof text === 'string' ? (JSON.parse(text) as JsonValue) : null;
  return isMap(payload) ? payload : undefined;
}

function isMap(value: JsonValue | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !isList(value);
}

function textIn(value: JsonValue, key: string): string {
  const text = isMap(value) ? value[key] : undefined;
  return typeof text === 'string' ? text : '';
}

/** Whether a version is above another; all are of one major here. */
function isAbove(version: string, other: string | undefined): boolean {
  return Number(version.split('.')[1]) > Number(other?.split('.')[1]);
}
