// What generated code says of rows is all that a store knows: a column, a fill or a step that is missing there
// is data that is read wrong, or overwritten.

import { format } from 'prettier';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Model } from '../../../src/model/index.js';
import type { AnyObjectType } from '../../../src/runtime/object-type.js';
import type { Registry } from '../../../src/runtime/index.js';
import type { StorageInfo } from '../../../src/runtime/storage.js';
import { complaints, STRICTEST } from '../../support/compiler.js';
import { emitted, registryOf } from '../../support/generated.js';
import { hostileModel, serverModel } from './stored-model.js';
import { USER_CODE } from './user-code.js';

let registry: Registry;
let server: AnyObjectType;
let storage: StorageInfo;

beforeAll(async () => {
  registry = await registryOf('storage', serverModel());
  const type = registry.find('Server');
  if (type?.storage === undefined) throw new Error('no storage was generated');
  [server, storage] = [type, type.storage];
});

describe('the columns that a row of a label is read from', () => {
  const at = (version: number): Record<string, string> =>
    Object.fromEntries(
      storage.columns
        .filter(({ since, until }) => since <= version && version <= until)
        .map(({ field, column, nullable }) => [field, nullable ? `${column}?` : column]),
    );

  test('are the fields of its version, under their names there', () => {
    expect(at(0)).toEqual({
      id: 'id',
      uuid: 'uuid',
      name: 'name',
      host: 'host',
      state: 'state',
      bus: 'bus',
      weight: 'weight',
      size_bytes: 'size',
      secret: 'secret?',
      labels: 'labels',
      public: 'public',
      motto: 'motto',
      rack: 'rack',
      code: 'code',
    });
  });

  test('of the newest version are neither those removed nor what is not stored', () => {
    expect(at(6)).toMatchObject({ host: 'host?', zone: 'zone?', is_public: 'is_public' });
    for (const field of ['motto', 'public', 'extra', 'tags']) {
      expect(at(6)).not.toHaveProperty(field);
    }
  });

  test('of a field that was away are not those that it had before', () => {
    const columns = [0, 1, 2, 3, 4, 5, 6].map((version) => at(version)['rack'] ?? 'none');
    expect(columns).toEqual(['rack', 'rack', 'none', 'none', 'none', 'rack_again', 'rack_again']);
  });

  test('say where they do not sort as their values do', () => {
    const unordered = storage.columns.filter(({ ordered }) => !ordered);
    expect(unordered.map(({ field }) => field)).toEqual(['size_bytes']);
  });
});

test('elements in a table of their own are said to be', () => {
  expect(storage.sides).toEqual([
    {
      field: 'tags',
      kind: 'set',
      table: 'server_tags',
      owner: 'server_id',
      place: undefined,
      value: 'tag',
      type: 'text',
      nullable: false,
      fieldNullable: false,
      since: 0,
      until: Infinity,
    },
    expect.objectContaining({ field: 'ports', kind: 'list', place: 'place', fieldNullable: true }),
  ]);
});

test('constraints and indexes go by the names of each version', () => {
  const named = storage.indexes.map(({ fields, unique, since, until }) => ({
    fields: fields.join(),
    unique,
    versions: `${since} to ${until}`,
  }));
  expect(named).toEqual([
    { fields: 'uuid', unique: true, versions: '0 to Infinity' },
    { fields: 'is_public,name', unique: true, versions: '4 to Infinity' },
    { fields: 'state,name', unique: false, versions: '0 to Infinity' },
    { fields: 'public,name', unique: true, versions: '0 to 3' },
  ]);
});

test('the table, its key and the version of rows without a label', () => {
  expect(storage).toMatchObject({ table: 'servers', key: 'id', unlabelled: 0 });
});

describe('what a step fills in', () => {
  test('counts only where the column was never written, so each is named', () => {
    expect(storage.fills).toEqual([
      { direction: 'upgrade', at: 1, field: 'photo', with: { kind: 'unset' } },
      { direction: 'upgrade', at: 2, field: 'seen_at', with: { kind: 'value', value: null } },
      { direction: 'backport', at: 2, field: 'rack', with: { kind: 'unset' } },
      { direction: 'upgrade', at: 5, field: 'note', with: { kind: 'copy', field: 'name' } },
      { direction: 'upgrade', at: 5, field: 'rack', with: { kind: 'unset' } },
      { direction: 'backport', at: 6, field: 'motto', with: { kind: 'value', value: 'none' } },
    ]);
  });

  test('is not what it derives: a field that came out of a map is no fill', () => {
    expect(storage.fills.map(({ field }) => field)).not.toContain('zone');
  });
});

describe('how older values read on the newer side', () => {
  const carryOf = (field: string) => storage.carries.filter((row) => row.field === field);

  test('a renamed field is the same under another name', () => {
    expect(carryOf('is_public')).toEqual([
      { at: 4, field: 'is_public', was: 'public', values: [], whenNull: undefined },
    ]);
  });

  test('an enum goes value by value', () => {
    expect(carryOf('state')).toEqual([
      {
        at: 5,
        field: 'state',
        was: 'state',
        values: [
          ['on', 'up'],
          ['off', 'down'],
          ['lost', 'gone'],
        ],
        whenNull: undefined,
      },
    ]);
  });

  test('a value that stays though others become it is not mistaken for one of them', () => {
    expect(carryOf('bus')[0]?.values).toEqual([
      ['ide', 'scsi'],
      ['sata', 'scsi'],
      ['scsi', 'scsi'],
    ]);
  });

  test('what came out of a map cannot be compared', () => {
    expect(carryOf('zone')).toEqual([
      { at: 6, field: 'zone', was: undefined, values: [], whenNull: undefined },
    ]);
  });

  test('what a conversion makes cannot be compared', () => {
    expect(carryOf('code')).toMatchObject([{ at: 3, was: undefined }]);
  });

  test('what the types alone carry is compared as it is', () => {
    expect(carryOf('weight')).toEqual([]);
    expect(carryOf('host')).toEqual([]);
  });
});

describe('methods', () => {
  test('by the key and each unique constraint, and what a row can be told', () => {
    const told = server.methods.map(({ property, stored, static: isStatic, idempotent }) =>
      [property, stored, isStatic ? 'static' : 'of objects', idempotent ? 'twice' : 'once'].join(),
    );
    expect(told).toEqual([
      'getById,get,static,twice',
      'getByUuid,get,static,twice',
      'getByIsPublicAndName,get,static,twice',
      'getByPublicAndName,get,static,twice',
      'list,list,static,twice',
      'create,create,of objects,once',
      'save,save,of objects,once',
      'destroy,destroy,of objects,once',
      'refresh,refresh,of objects,twice',
    ]);
  });

  test('of older versions stay for the callers that have them, and for no other', () => {
    const known = server.methods.find(({ name }) => name === 'get_by_public_and_name');
    expect(known).toMatchObject({ since: 0, until: 3 });
    expect(server.methods.find(({ name }) => name === 'list')).toMatchObject({ until: Infinity });
  });

  test('give way to what the schema declares', async () => {
    const hostile = (await registryOf('storage-hostile', hostileModel())).find('Database');
    const told = hostile?.methods.map(({ property, stored }) => `${property} ${stored ?? 'own'}`);
    expect(told).toContain('list own');
    expect(told).not.toContain('list list');
    expect(told).toContain('getByConstructor get');
  });
});

test('an object without storage pays nothing', () => {
  const plain = emitted(serverModel()).find(({ path }) => path === 'plain.ts');
  expect(plain?.text).not.toMatch(/storage|stored|Table|rt\.Query/);
  expect(registry.find('Plain')).toMatchObject({ methods: [] });
  expect(registry.find('Plain')?.storage).toBeUndefined();
});

describe.each([
  ['of a history', serverModel],
  ['with hostile names', hostileModel],
] as const)('generated code of a stored object %s', (_what, make) => {
  test.each(['camelCase', 'asWritten'] as const)(
    'is as prettier would have it (%s)',
    async (propertyNames) => {
      for (const { path, text } of emitted(make(), { propertyNames })) {
        expect({ path, text }).toEqual({
          path,
          text: await format(text, { parser: 'typescript' }),
        });
      }
    },
  );

  test('compiles under the strictest settings', () => {
    expect(complaints(filesBelow('test/output/storage-strict', make()))).toEqual([]);
  });
});

test('methods, queries and tables have the types of the schema', () => {
  const folder = 'test/output/storage-types';
  const files = filesBelow(`${folder}/generated`, serverModel());
  const user = { [`${folder}/user.ts`]: USER_CODE };
  const options = { ...STRICTEST, skipLibCheck: true, types: ['node'] };
  expect(complaints({ ...files, ...user }, options)).toEqual([]);
});

function filesBelow(folder: string, model: Model): Record<string, string> {
  return Object.fromEntries(emitted(model).map(({ path, text }) => [`${folder}/${path}`, text]));
}
