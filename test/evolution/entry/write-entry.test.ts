import { describe, expect, test } from 'vitest';
import type { EntryPlan, PlannedChange } from '../../../src/evolution/entry/entry-plan.js';
import { writeEntry } from '../../../src/evolution/entry/write-entry.js';
import { declarationOf } from './histories.js';
import { enumAt, field, inlineEnum, list, method, object, scalar } from './shapes.js';

const NEXT = { major: 1, minor: 2 };

function thing(history: string): string {
  return `object: Thing\nversion: "1.1"\nfields: { a: string }\nhistory:\n${history}`;
}

function write(text: string, plan: Partial<EntryPlan>): string {
  return writeEntry(text, declarationOf(text), { version: NEXT, changes: [], ...plan }, 'test');
}

/** The lines that changes become, in an entry of their own. */
function linesOf(...changes: readonly PlannedChange[]): string {
  const before = thing('  "1.0": First version\n');
  const after = write(before, { changes });
  const [head = '', rest = ''] = after.split('  "1.2":\n');
  expect(head).toBe('object: Thing\nversion: "1.2"\nfields: { a: string }\nhistory:\n');
  expect(rest.endsWith('  "1.0": First version\n')).toBe(true);
  return rest.slice(0, rest.indexOf('  "1.0"'));
}

const ADD: PlannedChange = { kind: 'add', names: ['a'] };

describe('each change is written as a person would write it', () => {
  test('added fields, one or several', () => {
    expect(linesOf(ADD, { kind: 'add', names: ['b', 'on'], upgrade: 'unset' })).toBe(
      '    - add: a\n    - add: [b, "on"]\n      upgrade: unset\n',
    );
  });

  test('a removed field: its type, or all that it was', () => {
    const plain = field('x', scalar('string', true));
    const marked = field('z', scalar('string', true), {
      default: '',
      readOnly: true,
      sensitive: true,
      limits: { maxLength: 9 },
    });
    expect(linesOf({ kind: 'remove', was: plain }, { kind: 'remove', was: marked })).toBe(
      '    - remove: x\n      was: string?\n    - remove: z\n' +
        '      was: { type: "string?", default: "", readOnly: true, sensitive: true, maxLength: 9 }\n',
    );
  });

  test('a changed type alone is short, and keeps the default and the limits of the newer side', () => {
    const is = field('x', scalar('float'), { default: 1, limits: { min: 0 }, readOnly: true });
    const was = { ...is, type: scalar('integer') };
    expect(linesOf({ kind: 'change', was, is })).toBe('    - change: x\n      was: integer\n');
  });

  test.each([
    ['default', { default: 2 }, '{ type: integer, default: 2, min: 0 }'],
    ['no default', { default: undefined }, '{ type: integer, min: 0 }'],
    ['limit', { limits: {} }, '{ type: integer, default: 1 }'],
    ['mark', { readOnly: true }, '{ type: integer, default: 1, readOnly: true, min: 0 }'],
    ['mask', { sensitive: true }, '{ type: integer, default: 1, sensitive: true, min: 0 }'],
  ])('another %s needs the whole declaration', (_, { ...other }, expected) => {
    const is = field('x', scalar('integer'), { default: 1, limits: { min: 0 } });
    const { default: value, ...rest } = { ...is, ...other };
    const was = value === undefined ? rest : { ...rest, default: value };
    expect(linesOf({ kind: 'change', was, is })).toBe(`    - change: x\n      was: ${expected}\n`);
  });

  test('a rename has a `was` only where more than the name changed', () => {
    const is = field('b', scalar('string'));
    const same = { ...is, name: 'a' };
    const other = field('a', scalar('integer'));
    expect(linesOf({ kind: 'rename', was: same, is })).toBe('    - rename: a\n      to: b\n');
    expect(linesOf({ kind: 'rename', was: other, is })).toBe(
      '    - rename: a\n      to: b\n      was: integer\n',
    );
  });

  test('methods, with the whole of what a removed one took and gave', () => {
    const was = method('find', {
      static: true,
      idempotent: true,
      args: [field('id', scalar('integer')), field('limit', scalar('integer'), { default: 10 })],
      returns: object('test/Thing'),
    });
    expect(
      linesOf(
        { kind: 'add-method', names: ['save'] },
        { kind: 'add-method', names: ['a', 'b'] },
        { kind: 'remove-method', was },
        { kind: 'change-method', was: method('run'), is: method('run') },
      ),
    ).toBe(
      `    - add: save()
    - add: [a(), b()]
    - remove: find()
      was:
        static: true
        args: { id: integer, limit: { type: integer, default: 10 } }
        returns: Thing
        idempotent: true
    - change: run()
      was: {}
`,
    );
  });

  test('values of an enum', () => {
    const text = 'enum: Bus\nversion: "1.1"\nvalues: [a]\nhistory:\n  "1.0": First version\n';
    const changes: PlannedChange[] = [
      { kind: 'add-value', value: 'null' },
      { kind: 'remove-value', value: '- x' },
      { kind: 'rename-value', old: 'a: b', to: '1e3' },
    ];
    expect(write(text, { changes })).toContain(
      '    - add: "null"\n    - remove: "- x"\n    - rename: "a: b"\n      to: "1e3"\n',
    );
  });
});

describe('a `was` names what its reader could not know', () => {
  const values = ['ide', 'scsi'];

  test('an enum’s version where the newer side has another, and nowhere else', () => {
    const is = field('x', list(enumAt(2, [...values, 'nvme'])));
    const older = field('x', list(enumAt(1, values)));
    expect(linesOf({ kind: 'change', was: older, is })).toContain('was: list<DiskBus@1.1>\n');
    const single = field('x', enumAt(2, [...values, 'nvme']));
    expect(linesOf({ kind: 'change', was: single, is })).toContain('was: DiskBus\n');
    expect(linesOf({ kind: 'remove', was: older })).toContain('was: list<DiskBus@1.1>\n');
  });

  test('an enum’s version where the newer side has another enum of that version', () => {
    const is = field('x', enumAt(1, values, 'test/CdromBus'));
    const was = field('x', enumAt(1, values));
    expect(linesOf({ kind: 'change', was, is })).toContain('was: DiskBus@1.1\n');
  });

  test('a default that the enum may have renamed since', () => {
    const is = field('x', enumAt(2, [...values, 'nvme']), { default: 'ide' });
    const added = { ...is, type: enumAt(1, values) };
    const renamed = { ...is, type: enumAt(1, ['ide', 'fdc']) };
    expect(linesOf({ kind: 'change', was: added, is })).toContain('was: DiskBus@1.1\n');
    expect(linesOf({ kind: 'change', was: renamed, is })).toContain(
      'was: { type: DiskBus@1.1, default: ide }\n',
    );
  });

  test('a child’s version where the parent fixes it, its major, its namespace', () => {
    const is = field('x', object('test/Flavor', 2));
    const was = field('x', object('test/Flavor', 1));
    expect(linesOf({ kind: 'change', was, is })).toContain('was: Flavor@1.1\n');
    const both = field('x', list(object('test/Flavor', 2)));
    expect(linesOf({ kind: 'change', was: both, is })).toContain('was: list<Flavor>\n');
    expect(linesOf({ kind: 'remove', was })).toContain('was: Flavor@1.1\n');
    const major = field('x', object('test/Flavor@1'));
    expect(linesOf({ kind: 'remove', was: major })).toContain('was: Flavor@1\n');
    const foreign = field('x', object('other/Port'));
    expect(linesOf({ kind: 'remove', was: foreign })).toContain('was: other/Port\n');
  });

  test('an inline enum by its values, however they are spelled', () => {
    const was = field('x', inlineEnum(['on', '~', 'a b', '1e3', 'a'], true), { default: 'on' });
    expect(linesOf({ kind: 'remove', was })).toBe(
      '    - remove: x\n      was: { enum: ["on", "~", a b, "1e3", a], nullable: true, default: "on" }\n',
    );
  });
});

test('what does not fit on a line is written one below the other', () => {
  const names = Array.from({ length: 12 }, (_, index) => `a_rather_long_name_${index}`);
  const was = field('x', inlineEnum(names, true));
  const lines = linesOf({ kind: 'add', names }, { kind: 'remove', was }).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    '    - add:',
    `        - ${names[0]}`,
    `        - ${names[1]}`,
  ]);
  expect(lines.slice(13, 17)).toEqual([
    '    - remove: x',
    '      was:',
    '        enum:',
    `          - ${names[0]}`,
  ]);
  expect(lines.at(-2)).toBe('        nullable: true');
});

test.each([
  [scalar('bigint'), '-12', '-12'],
  [scalar('bigint'), '12345678901234567890', '"12345678901234567890"'],
  [scalar('float'), 1e21, '1.0e+21'],
  [scalar('float'), 1.5e-7, '1.5e-7'],
  [scalar('string'), '12', '"12"'],
  [scalar('boolean'), false, 'false'],
  [scalar('string', true), null, 'null'],
  [list(scalar('bigint')), ['1'], '[1]'],
  [
    scalar('json'),
    [-0, '1', null, { on: 'no', a: {} }, []],
    '[-0, "1", null, { "on": "no", a: {} }, []]',
  ],
])('a default of %j: %j', (type, value, expected) => {
  const was = field('x', type, { default: value });
  expect(linesOf({ kind: 'remove', was })).toContain(`, default: ${expected} }\n`);
});

describe('a new entry looks like the others', () => {
  const changes = [
    { kind: 'remove', was: field('x', scalar('string', true), { readOnly: true }) },
  ] as const;

  test.each([
    [
      'its quotes and its dashes',
      "  '1.1':\n  - add: a\n  '1.0': First\n",
      "  '1.2':\n  - remove: x\n    was: { type: 'string?', readOnly: true }\n",
    ],
    [
      'the blank lines between them',
      '\n  "1.1": One\n\n  "1.0": First\n',
      '\n  "1.2":\n    - remove: x\n      was: { type: "string?", readOnly: true }\n\n',
    ],
    [
      'how deep they stand',
      '    "1.1":\n     - add: a\n    "1.0": First\n',
      '    "1.2":\n     - remove: x\n       was: { type: "string?", readOnly: true }\n',
    ],
    [
      'double quotes where the others differ',
      '  \'1.1\': One\n  "1.0": First\n',
      '  "1.2":\n    - remove: x\n      was: { type: "string?", readOnly: true }\n',
    ],
  ])('in %s', (_, history, expected) => {
    const blank = /^\n/.exec(history)?.[0] ?? '';
    const after = thing(expected + history.slice(blank.length)).replace('"1.1"', '"1.2"');
    expect(write(thing(history), { changes })).toBe(after);
  });
});

test('a list in brackets goes on as it is laid out', () => {
  const before = thing('  "1.1": [\n      { add: a }, # why\n      A note # so\n    ]\n');
  const plan = { version: { major: 1, minor: 1 }, changes: [ADD, ADD] };
  expect(write(before, plan)).toBe(
    thing(
      '  "1.1": [\n      { add: a }, # why\n      A note, # so\n      { add: a },\n      { add: a }\n    ]\n',
    ),
  );
});

describe('an entry without changes', () => {
  test('says why it is there', () => {
    const text = write(thing('  "1.0": First\n'), {
      note: 'The host may be read: before it reports',
    });
    expect(text).toContain('  "1.2": "The host may be read: before it reports"\n  "1.0": First\n');
  });

  test('says so in the place of an empty list', () => {
    const plan = { version: { major: 1, minor: 1 }, note: 'One' };
    expect(write(thing('  "1.1": []\n  "1.0": First\n'), plan)).toBe(
      thing('  "1.1":\n    - One\n  "1.0": First\n'),
    );
  });

  test('is left alone where there is one', () => {
    const before = thing('  "1.1": One\n  "1.0": First\n');
    expect(write(before, { version: { major: 1, minor: 1 }, note: 'Another' })).toBe(before);
  });

  test('and without a word about it is a mistake of the caller', () => {
    expect(() => write(thing('  "1.0": First\n'), {})).toThrow('nothing to say about 1.2');
  });
});

describe('a major that goes on from the one before', () => {
  const major = { version: { major: 2, minor: 0 }, from: { major: 1, minor: 7 } };

  test('says so first', () => {
    expect(write(thing('  "1.0": First\n'), { ...major, changes: [ADD] })).toContain(
      'history:\n  "2.0":\n    - from: "1.7"\n    - add: a\n  "1.0": First\n',
    );
  });

  test('says so first where the entry is there already, and once', () => {
    const before = thing('  "2.0":\n    - The cells were merged\n');
    const after = write(before, { ...major, changes: [ADD] });
    expect(after).toContain(
      '  "2.0":\n    - from: "1.7"\n    - The cells were merged\n    - add: a\n',
    );
    expect(write(after, { ...major })).toBe(after);
  });

  test('says so above a note that was alone', () => {
    expect(write(thing('  "2.0": The cells were merged # at last\n'), major)).toContain(
      '  "2.0":\n    - from: "1.7"\n    - The cells were merged # at last\n',
    );
  });
});
