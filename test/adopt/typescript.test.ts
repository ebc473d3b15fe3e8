import { describe, expect, it } from 'vitest';
import { adopting, fieldsIn } from '../support/adopting.js';

/** The field that a property becomes, in a file with an object, an enum and an alias beside it. */
async function field(property: string): Promise<readonly string[]> {
  const { schemas } = await adopting({
    'a.ts': `
      export interface A {
        ${property}
      }
      export interface B { x: string }
      export interface C { x: string }
      export type Mode = 'ro' | 'rw';
      export enum Level { Low, High }
      type Text = string;
      type Many = B | C;
      type Maybe = Text | null;
      interface Table { [key: string]: B }
      type Loop = Loop[];
    `,
  });
  return fieldsIn(schemas['a.yaml']);
}

describe('a property of TypeScript becomes a field', () => {
  it.each([
    ['x: string', 'x: string'],
    ['x: number', 'x: float'],
    ['x: boolean', 'x: boolean'],
    ['x: true | false', 'x: boolean'],
    ['x: bigint', 'x: bigint'],
    ['x: Date', 'x: datetime'],
    ['x: Uint8Array', 'x: bytes'],
    ['x: Buffer', 'x: bytes'],
    ['x?: string', 'x: string'],
    ['x: string | undefined', 'x: string'],
    ['x: string | null', 'x: string?'],
    ['x?: (string | null)[] | null', 'x: list<string?>?'],
    ['readonly x: string', 'x: { type: string, readOnly: true }'],
    ['x: string[]', 'x: list<string>'],
    ['x: readonly string[]', 'x: list<string>'],
    ['x: Array<Array<B>>', 'x: list<list<B>>'],
    ['x: ReadonlyArray<boolean>', 'x: list<boolean>'],
    ['x: [string, string]', 'x: list<string>'],
    ['x: Set<string>', 'x: set<string>'],
    ['x: Set<Mode>', 'x: set<Mode>'],
    ['x: ReadonlySet<B>', 'x: list<B>'],
    ['x: Record<string, B[]>', 'x: map<list<B>>'],
    ['x: Record<Mode, string>', 'x: map<string>'],
    ['x: Partial<Record<string, string>>', 'x: map<string>'],
    ['x: Map<string, boolean>', 'x: map<boolean>'],
    ['x: { [name: string]: Date }', 'x: map<datetime>'],
    ['x: Table', 'x: map<B>'],
    ['x: "ro" | "rw"', 'x: { enum: [ro, rw] }'],
    ['x: "ro" | null', 'x: { enum: [ro], nullable: true }'],
    ['x: Mode', 'x: Mode'],
    ['x: Mode | null', 'x: Mode?'],
    ['x: Level', 'x: integer'],
    ['x: 1 | 2', 'x: integer'],
    ['x: B', 'x: B'],
    ['x: B | C', 'x: B | C'],
    ['x: Many | null', 'x: (B | C)?'],
    ['x: Maybe', 'x: string?'],
    ['x: NonNullable<Maybe>', 'x: string'],
    ['x: `v${number}`', 'x: string'],
    ['x: A[]', 'x: list<A>'],
    ['x: string | number', 'x: json'],
    ['x: [string, number]', 'x: json'],
    ['x: unknown', 'x: json'],
    ['x: Loop', 'x: list<json>'],
    ['x: Partial<B>', 'x: json'],
    ['x: Promise<B>', 'x: json'],
    ['x: B["x"]', 'x: json'],
    ['memoryMb: string', 'memory_mb: string'],
    ['IPAddress: string', 'ip_address: { type: string, typescriptName: IPAddress }'],
    ['"content-type": string', 'content_type: string'],
    ['then: string', 'then: { type: string, typescriptName: then_ }'],
    ['objClone: string', 'obj_clone: { type: string, typescriptName: _objClone }'],
    ['constructor: string', 'constructor: string'],
    ['yes: string', '"yes": string'],
  ])('%s', async (property, expected) => {
    expect(await field(property)).toEqual([expected]);
  });

  it('two that would be one field are two, each under the property that it had', async () => {
    expect(await field('fooBar: string; foo_bar: boolean')).toEqual([
      'foo_bar: string',
      'foo_bar_2: { type: boolean, typescriptName: foo_bar }',
    ]);
  });
});

describe('what a comment says', () => {
  it.each([
    ['/** The size. */ x: string', 'x: { type: string, doc: "The size." }'],
    ['// The size\nx: string', 'x: { type: string, doc: The size }'],
    ['x: string; // The size', 'x: { type: string, doc: The size }'],
    ['/** @integer */ x: number', 'x: integer'],
    ['/** @type {integer} */ x: number[]', 'x: list<integer>'],
    ['/** @format uuid */ x: string', 'x: uuid'],
    ['/** @format date-time */ x: string | null', 'x: datetime?'],
    ['/** @format email */ x: string', 'x: { type: string, doc: "@format email" }'],
    ['/** @default 5 */ x: number', 'x: { type: float, default: 5 }'],
    ["/** @default 'a' */ x: string", 'x: { type: string, default: a }'],
    ['/** @default [] */ x: string[]', 'x: { type: list<string>, default: [] }'],
    [
      '/** @default 12345678901234567890n */ x: bigint',
      'x: { type: bigint, default: "12345678901234567890" }',
    ],
    ['/** @minimum 1\n * @maximum 9 */ x: number', 'x: { type: float, min: 1, max: 9 }'],
    ['/** @maxLength 8 */ x: string', 'x: { type: string, maxLength: 8 }'],
    ['/** @pattern ^a+$ */ x: string', 'x: { type: string, pattern: "a+" }'],
    ['/** @pattern a */ x: string', 'x: { type: string, pattern: "[^]*a[^]*" }'],
    ['/** @deprecated use y */ x: string', 'x: { type: string, deprecated: use y }'],
    ['/** @sensitive */ x: string', 'x: { type: string, sensitive: true }'],
    ['/** @see somewhere */ x: string', 'x: { type: string, doc: "@see somewhere" }'],
    ['// eslint-disable-next-line\nx: string', 'x: string'],
    ['// ---- sizes ----\n\nx: string', 'x: string'],
  ])('%s', async (property, expected) => {
    expect(await field(property)).toEqual([expected]);
  });

  it('keeps its paragraphs and lists, and loses the breaks of its lines', async () => {
    const { schemas } = await adopting({
      'a.ts': `
        /**
         * What was
         * ordered.
         *
         * - one
         * - two
         */
        export interface A { x: string }`,
    });
    expect(schemas['a.yaml']).toContain(
      'doc: |-\n  What was ordered.\n\n  - one\n  - two\n\nfields:',
    );
  });

  it('is told where a list has no place for it', async () => {
    const { told } = await adopting({
      'a.ts': '/** Names. */ type Name = string;\nexport interface A { x: Name[] }',
    });
    expect(told).toContain('a.ts:2 adopt/not-held');
  });
});

describe('a type of TypeScript', () => {
  it('is an enum with the comments of its values', async () => {
    const { schemas } = await adopting({
      'a.ts': `
        /** Where it stands. */
        export enum State {
          /** Nobody has paid. */
          Open = 'open',
          Paid = 'paid', // somebody has
          No = 'no',
        }`,
    });
    expect(schemas['state.enum.yaml'])
      .toBe(`# yaml-language-server: $schema=../language/enum.schema.json
enum: State
version: "1.0"
doc: Where it stands.
values:
  - { value: open, doc: "Nobody has paid." }
  - { value: paid, doc: somebody has }
  - "no"
history:
  "1.0": First version
`);
  });

  it('is a union of texts with the comments of its values, above or behind', async () => {
    const { schemas } = await adopting({
      'a.ts': `export type State =
        /** Nobody has paid. */
        | 'open'
        | 'paid' // somebody has
        // on its way
        | 'sent' | 'lost'
        | /* the end */ 'done'; // really
        // Not of it.
        export type Other = 'a' | 'b';`,
    });
    expect(schemas['state.enum.yaml']).toContain(`values:
  - { value: open, doc: "Nobody has paid." }
  - { value: paid, doc: somebody has }
  - { value: sent, doc: on its way }
  - lost
  - { value: done, doc: the end really }
history:`);
    expect(schemas['other.enum.yaml']).toContain('\nvalues: [a, b]\n');
  });

  it('has the fields of what it extends, which are told of once', async () => {
    const { schemas, told } = await adopting({
      'a.ts': `
        interface Base { id: unknown; name: string }
        export interface A extends Base { name: 'a'; more: string }
        export type B = Base & { other: string }`,
    });
    expect(fieldsIn(schemas['a.yaml'])).toEqual([
      'id: json',
      'name: { enum: [a] }',
      'more: string',
    ]);
    expect(fieldsIn(schemas['b.yaml'])).toEqual(['id: json', 'name: string', 'other: string']);
    expect(schemas['base.yaml']).toBeUndefined();
    expect(told.filter((one) => one.endsWith('adopt/untyped'))).toEqual(['a.ts:2 adopt/untyped']);
    expect(told.filter((one) => one.endsWith('adopt/flattened'))).toHaveLength(2);
  });

  it('without a name gets one after its property', async () => {
    const { schemas } = await adopting({
      'a.ts': `export interface A {
        meta: { at: Date; by: { name: string }[] } | null;
        modes: ('ro' | 'rw')[];
      }`,
    });
    expect(Object.keys(schemas)).toEqual([
      'a-meta-by.yaml',
      'a-meta.yaml',
      'a-modes.enum.yaml',
      'a.yaml',
    ]);
    expect(fieldsIn(schemas['a.yaml'])).toEqual(['meta: AMeta?', 'modes: list<AModes>']);
    expect(fieldsIn(schemas['a-meta.yaml'])).toEqual(['at: datetime', 'by: list<AMetaBy>']);
  });

  it('is found in the files that it is imported from, by whatever name', async () => {
    const { schemas } = await adopting({
      'src/a.ts': `
        import type { Money as Cash } from './lib/index.js';
        import State from './lib/state';
        export interface A { cash: Cash; state: State; gone: Gone }`,
      'src/lib/index.ts': `export * from './money';`,
      'src/lib/money.ts': `export interface Money { amount: bigint }`,
      'src/lib/state.ts': `type State = 'on' | 'off'; export default State;`,
    });
    expect(fieldsIn(schemas['a.yaml'])).toEqual(['cash: Money', 'state: State', 'gone: json']);
    expect(Object.keys(schemas)).toEqual(['a.yaml', 'money.yaml', 'state.enum.yaml']);
  });

  it('that only an exported one holds has a file too; one that nobody holds is told', async () => {
    const { schemas, told } = await adopting({
      'a.ts': `export interface A { b: B }
        interface B { x: string }
        interface C { x: string }`,
    });
    expect(Object.keys(schemas)).toEqual(['a.yaml', 'b.yaml']);
    expect(told).toContain('a.ts:3 adopt/not-adopted');
  });

  it('is generic, and refused with words', async () => {
    const { schemas, findings } = await adopting({
      'a.ts': `export interface Page<T> { items: T[] }
        export interface A { page: Page<string> }`,
    });
    expect(Object.keys(schemas)).toEqual(['a.yaml']);
    expect(findings.map(({ message }) => message)).toEqual([
      'Page is generic; left out',
      '`page` of A is of the generic type `Page<string>`; written as json',
      expect.stringContaining('must be there'),
    ]);
  });

  it('whose name TypeScript has is another class, and the same name on the wire', async () => {
    const { schemas, told } = await adopting({ 'a.ts': 'export interface Error { x: string }' });
    expect(schemas['error.yaml']).toContain('object: Error\n');
    expect(schemas['error.yaml']).toContain('typescriptName: ErrorObject\n');
    expect(told).toContain('a.ts:1 adopt/renamed-type');
  });

  it('may be one that a schema has already', async () => {
    const { schemas } = await adopting(
      { 'a.ts': 'export interface A { disk: Disk; bus: Set<Bus> }' },
      {
        'schemas/disk.yaml':
          'object: Disk\nversion: "1.0"\nfields: {}\nhistory: { "1.0": First version }\n',
        'schemas/bus.enum.yaml':
          'enum: Bus\nversion: "1.0"\nvalues: [a]\nhistory: { "1.0": First version }\n',
      },
    );
    expect(fieldsIn(schemas['a.yaml'])).toEqual(['disk: Disk', 'bus: set<Bus>']);
  });
});
