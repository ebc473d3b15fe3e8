// Old edits what new sent, and sends it back: the change arrives, is said to be one, and nothing else is.

import { propertyName } from '../../../../core/names.js';
import { isList, type JsonValue } from '../../../../core/json.js';
import { sameJson } from '../../../../core/same-json.js';
import { formatVersion, type Version } from '../../../../core/version.js';
import { shapeAt } from '../../../../model/index.js';
import type { FieldShape, ObjectModel } from '../../../../model/index.js';
import { isJsonObject, own, standing } from '../../../../testing/laws/envelope.js';
import {
  asPredicted,
  fits,
  type Exchange,
  type Journey,
  type Made,
  type Pair,
} from './exchange.js';

/** Gives one field of the value, in turn, what another value has there. */
export async function edits(
  exchange: Exchange,
  pair: Pair,
  made: Made,
  other: Made,
  turn: number,
): Promise<void> {
  const { now, then } = exchange;
  if (pair.spoken === undefined) return;
  const [base, donor] = await Promise.all([arrived(exchange, made), arrived(exchange, other)]);
  if (base === undefined || donor === undefined) return;
  const field = chosen(exchange, pair.then, pair.spoken, base, donor, turn);
  if (field === undefined) return;
  const property = field.typescriptName ?? propertyName(field.name, then.settings.propertyNames);
  const journey: Journey = {
    exchange,
    object: pair.then,
    made: {
      value: base,
      version: pair.spoken,
      about: `${made.about}, with ${field.name} of ${other.about}`,
    },
    direction: 'edits',
    to: formatVersion(pair.now.version),
  };
  const edited = await then.peer.ask({
    ask: 'edit',
    primitive: base,
    donor,
    properties: [property],
  });
  const wanted = withField(base, donor, field.name, then.settings.prefix);
  const sent = asPredicted(journey, 'edited', edited, {
    kind: 'value',
    primitive: wanted,
    losses: [],
  });
  if (sent === undefined || !fits(journey, now, pair.now, sent)) return;
  const upgraded = await now.peer.ask({ ask: 'upgrade', primitive: sent });
  const back = asPredicted(journey, 'read', upgraded, now.oracle(sent, 'newest'));
  if (back !== undefined) fits(journey, now, pair.now, back);
}

/** What old holds after new has sent it a value of which nothing was changed; undefined where it cannot be sent. */
async function arrived({ now, then }: Exchange, { value }: Made): Promise<JsonValue | undefined> {
  const primitive = unchanged(value, now.settings.prefix);
  const sent = await now.peer.ask({
    ask: 'write',
    primitive,
    manifest: then.peer.manifest,
  });
  if (sent.kind !== 'value') return undefined;
  const held = await then.peer.ask({ ask: 'write', primitive: sent.primitive });
  return held.kind === 'value' ? held.primitive : undefined;
}

/** A field that the donor has and that may be set. */
function chosen(
  { then }: Exchange,
  object: ObjectModel,
  version: Version,
  base: JsonValue,
  donor: JsonValue,
  turn: number,
): FieldShape | undefined {
  const { prefix } = then.settings;
  const [to, from] = [base, donor].map((one) => standing(one, prefix, [object])?.data);
  const shape = shapeAt(object, version);
  if (to === undefined || from === undefined || shape === undefined) return undefined;
  const fields = [...shape.fields.values()].filter(
    ({ name, readOnly }) => Object.hasOwn(from, name) && !(readOnly && Object.hasOwn(to, name)),
  );
  return fields[turn % Math.max(1, fields.length)];
}

function withField(base: JsonValue, donor: JsonValue, name: string, prefix: string): JsonValue {
  const [to, from] = [base, donor].map((one) =>
    isJsonObject(one) ? own(one, `${prefix}.data`) : undefined,
  );
  if (!isJsonObject(base) || !isJsonObject(to) || !isJsonObject(from)) return base;
  const [before, after] = [own(to, name), own(from, name)];
  if (after === undefined || (before !== undefined && sameJson(before, after))) return base;
  // From entries: a field may be called `__proto__`.
  const data = Object.fromEntries([...Object.entries(to), [name, after]]);
  return { ...base, [`${prefix}.data`]: data, [`${prefix}.changes`]: [name] };
}

/** The value with nothing said to be changed, at any depth. */
function unchanged(value: JsonValue, prefix: string): JsonValue {
  if (isList(value)) return value.map((item) => unchanged(item, prefix));
  if (!isJsonObject(value)) return value;
  const isEnvelope = Object.hasOwn(value, `${prefix}.data`);
  const kept = Object.entries(value).filter(([key]) => !isEnvelope || key !== `${prefix}.changes`);
  return Object.fromEntries(kept.map(([key, item]) => [key, unchanged(item, prefix)]));
}
