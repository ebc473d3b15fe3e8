// Names out of a schema are names in every statement, whatever they look like.

import { expect, it } from 'vitest';
import {
  contract,
  type Database,
  migrateOnline,
  planned,
  statusOf,
} from '../../../src/db/index.js';
import type { Registry } from '../../../src/runtime/index.js';
import type { AnyObjectType } from '../../../src/runtime/object-type.js';
import { registryOf } from '../../support/generated.js';
import { onEachEngine } from '../databases.js';
import { expanded, Shelf, typeIn, type Values } from '../shelf.js';
import { modelOf } from '../stored.js';
import { NAMES } from './hostile.js';

const field = (i: number): string => `field_${i}`;
const isUnique = (i: number): boolean => i % 7 !== 3;
const property = (i: number): string => `field${i}`;

/** An object whose table and columns are called so; most columns are unique, the others have an index. */
function schemaOf(table: string): string {
  const all = NAMES.map((name, i) => ({ name, field: field(i) }));
  const fields = all.map((one) => `  ${one.field}: string?`);
  const columns = all.map((one) => `    ${one.field}: { column: ${JSON.stringify(one.name)} }`);
  const unique = all.filter((_, i) => isUnique(i)).map((one) => one.field);
  const indexed = all.filter((_, i) => !isUnique(i)).map((one) => one.field);
  return `
object: Odd
version: "1.1"
fields:
  id: integer
  tags: list<string>
${fields.join('\n')}
storage:
  table: ${JSON.stringify(table)}
  key: id
  unique: [${unique.join(', ')}]
  indexes: [${indexed.join(', ')}]
  columns:
    id: { column: "id\\"" }
    tags: { table: ${JSON.stringify(`${table}:tags`)}, owner: "o\\"", place: "?", value: "$1" }
${columns.join('\n')}
history:
  "1.1":
    - add: [${all.map((one) => one.field).join(', ')}]
      upgrade: unset
  "1.0": First version
`;
}

const TABLE = `odd"';$1.a.b--.a`;
const registry = await registryOf('db-injection-names', modelOf(schemaOf(TABLE)));

onEachEngine('a name in a schema', (open) => {
  const each = (nameOf: (i: number) => string, mark: string): Values =>
    Object.fromEntries(NAMES.map((_, i): [string, string] => [nameOf(i), `${mark} ${i}`]));
  const values = (mark: string): Values => each(field, mark);

  it('is no more than a name to what is created, saved, found, ordered and deleted', async () => {
    const { one, type } = await shelf(await open());
    await one.create({ ...values('first'), tags: ['a', 'b'] });
    await one.create({ ...values('second'), tags: [] });
    expect(await one.data(1)).toEqual({ id: 1, ...values('first'), tags: ['a', 'b'] });
    await one.change(1, { ...each(property, 'new'), tags: ['c'] });
    expect(await one.data(1)).toEqual({ id: 1, ...values('new'), tags: ['c'] });
    for (let i = 0; i < NAMES.length; i++) {
      const found = await one.store.list(type, {
        where: {
          kind: 'and',
          all: [
            { kind: 'eq', field: field(i), value: `new ${i}` },
            { kind: 'startsWith', field: field(i), value: 'new' },
            { kind: 'isSet', field: field(i) },
          ],
        },
        order: [
          { field: field(i), direction: 'desc' },
          { field: 'id', direction: 'asc' },
        ],
        after: ['zzz', 0],
        limit: undefined,
        fields: [field(i)],
      });
      expect(found.map((object): unknown => Reflect.get(object, property(i)))).toEqual([
        `new ${i}`,
      ]);
    }
    await one.store.destroy(await one.get(1));
    await expect(one.get(1)).rejects.toMatchObject({ code: 'row-not-found' });
    expect(await one.data(2)).toMatchObject(values('second'));
  });

  it('is told as the field that it keeps, when its value is taken', async () => {
    const { one } = await shelf(await open());
    await one.create(values('first'));
    for (let i = 0; i < NAMES.length; i++) {
      if (!isUnique(i)) continue;
      const taken = one.create({ [field(i)]: `first ${i}` });
      await expect(taken, NAMES[i]).rejects.toMatchObject({
        code: 'unique-violation',
        fields: [field(i)],
      });
    }
  });

  it('is found again by whoever expands, migrates, counts and contracts', async () => {
    const database = await open();
    const { one, types } = await shelf(database);
    expect(await planned({ ...database, types })).toEqual([]);
    const old = await Shelf.open(database, registry, { Odd: '1.0' });
    await old.create({ tags: ['a'] });
    expect(await migrateOnline({ database, registry })).toMatchObject([{ done: 1, left: 0 }]);
    await one.change(1, { [property(0)]: 'x' });
    expect(await contract({ database, registry, speakers: [] })).toMatchObject({ ok: true });
    expect(await statusOf({ database, registry })).toMatchObject([
      { table: TABLE, isThere: true, labels: [{ label: '1.1', rows: 1 }] },
    ]);
    expect(await planned({ ...database, types })).toEqual([]);
    expect(await one.data(1)).toMatchObject({ [field(0)]: 'x', tags: ['a'] });
  });
});

async function shelf(database: Database): Promise<{
  readonly one: Shelf;
  readonly type: AnyObjectType;
  readonly types: Registry['types'];
}> {
  await expanded(database, registry);
  const type = typeIn(registry);
  return { one: await Shelf.open(database, registry), type, types: [type] };
}
