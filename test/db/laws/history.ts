// What may happen to parcels, in any order, by whomever; small enough that fast-check finds the shortest way to a fault.

import fc from 'fast-check';
import type { JsonValue } from '../../../src/core/json.js';
import { choicesOf } from './choices.js';
import type { Fleet } from './fleet.js';
import type { Held, Service } from './objects.js';
import { type Code, labelAt, RELEASES } from './parcels.js';
import type { Data } from './steps.js';

/** Numbers mean the one of what there is then, counted round. */
export interface Event {
  readonly kind: 'create' | 'save' | 'hold' | 'save held' | 'send' | 'migrate' | 'unlabel';
  readonly service: number;
  readonly row: number;
  /** A field, and what becomes of it. */
  readonly changes: readonly (readonly [number, number])[];
  /** Fields of a read in part; all where there are none. */
  readonly fields: readonly number[];
  readonly release: number;
  readonly isWayBack: boolean;
}

const number = fc.nat({ max: 999 });

export const event: fc.Arbitrary<Event> = fc.record({
  kind: fc.constantFrom<Event['kind']>(
    'create',
    'save',
    'save',
    'save',
    'hold',
    'save held',
    'save held',
    'send',
    'migrate',
    'unlabel',
  ),
  service: number,
  row: number,
  changes: fc.array(fc.tuple(number, number), { maxLength: 4 }),
  fields: fc.array(number, { maxLength: 3 }),
  release: fc.nat({ max: RELEASES.length - 1 }),
  isWayBack: fc.boolean(),
});

/** Each code with each pin that it can have, and with none. */
export function servicesOf(codes: readonly Code[]): readonly Service[] {
  return codes.flatMap((code) => {
    const labels = code.object.versions.map((_, at) => labelAt(code.object, at));
    const pins = RELEASES.flatMap(({ Parcel = '' }, pin) => (labels.includes(Parcel) ? [pin] : []));
    return [undefined, ...pins].map((pin) => ({ code, pin }));
  });
}

/** Everything that happens, one after the other; in the end everybody reads everything. */
export async function play(
  fleet: Fleet,
  services: readonly Service[],
  events: readonly Event[],
): Promise<void> {
  const held: Held[] = [];
  for (const event of events) {
    const service = services[event.service % services.length];
    if (service === undefined) throw new Error('there is no service');
    if (event.kind === 'create' || fleet.parcels.length === 0) {
      const made = await fleet.create(service, manyValues(service.code, event.changes));
      if (made !== undefined) held.push(made);
    } else {
      await happen(fleet, service, held, event);
    }
  }
  await fleet.expectAllRead();
}

async function happen(
  fleet: Fleet,
  service: Service,
  held: Held[],
  { kind, row, changes, fields, release, isWayBack }: Event,
): Promise<void> {
  const { code } = service;
  const place = row % fleet.parcels.length;
  switch (kind) {
    case 'save': {
      const read = await fleet.read(service, place);
      if (read !== undefined) await fleet.save(read, valuesOf(code, changes));
      break;
    }
    case 'hold': {
      const read = await fleet.read(service, place, namesOf(code, fields));
      if (read !== undefined) held.push(read);
      break;
    }
    case 'save held': {
      const one = held[row % Math.max(1, held.length)];
      if (one !== undefined) await fleet.save(one, valuesOf(one.service.code, changes));
      break;
    }
    case 'send':
      await fleet.save(fleet.send(service, place), valuesOf(code, changes));
      break;
    case 'migrate':
      await fleet.migrate(release, isWayBack);
      break;
    case 'unlabel':
      await fleet.unlabel(place);
      break;
    case 'create':
      break;
  }
}

function fieldsOf({ object }: Code) {
  return [...object.shape.fields.values()].filter(({ name }) => name !== 'id' && name !== 'code');
}

function valuesOf(code: Code, picks: Event['changes']): Data {
  const fields = fieldsOf(code);
  const entries = picks.flatMap(([which, value]): [string, JsonValue][] => {
    const field = fields[which % fields.length];
    const choices = field === undefined ? [] : choicesOf(code, field);
    const chosen = choices[value % Math.max(1, choices.length)];
    return field === undefined || chosen === undefined ? [] : [[field.name, chosen]];
  });
  return Object.fromEntries(entries);
}

/** A value in most fields: which are unset, and what the others have, follows from the first change. */
function manyValues(code: Code, picks: Event['changes']): Data {
  const [[seed, step] = [0, 0], ...rest] = picks;
  const entries = fieldsOf(code).flatMap((field, i): [string, JsonValue][] => {
    const choices = choicesOf(code, field);
    const chosen = choices[(seed + i * (step + 1)) % (choices.length + 1)];
    return chosen === undefined || seed === 0 ? [] : [[field.name, chosen]];
  });
  return { ...Object.fromEntries(entries), ...valuesOf(code, rest) };
}

function namesOf(code: Code, fields: Event['fields']): readonly string[] | undefined {
  const all = fieldsOf(code);
  const names = fields.flatMap((which) => all[which % all.length]?.name ?? []);
  return names.length === 0 ? undefined : [...new Set(names)];
}
