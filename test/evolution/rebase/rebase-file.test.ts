// What `rebase` makes of one file: before a merge, and after one that kept both sides or wove them together.

import { describe, expect, it } from 'vitest';
import { numbers, rebased, type Texts } from './sides.js';

const BASE = `object: Thing
version: "1.2"
doc: A thing.

fields:
  # the key
  id: integer
  name: string # what it is called
  size: { type: integer, default: 0 }

methods:
  save: {}

history:
  # of 1.2
  "1.2":
    - add: size
  "1.1":
    - add: name
  "1.0": First version
`;

type Edit = readonly [from: string, to: string];

/** A text with each of these parts replaced by another; a part that is not there is a mistake of the test's. */
function edited(text: string, ...edits: readonly Edit[]): string {
  return edits.reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`no ${from}`);
    return now.replace(from, to);
  }, text);
}

const NEXT: Edit = ['version: "1.2"', 'version: "1.3"'];

const MINE = edited(
  BASE,
  NEXT,
  ['default: 0 }\n', 'default: 0 }\n  # mine\n  owner: string?\n'],
  ['  # of 1.2', '  # of mine\n  "1.3":\n    - add: owner # why\n  # of 1.2'],
);

const THEIRS = edited(
  BASE,
  NEXT,
  ['# what it is called\n', '# what it is called\n  # theirs\n  colour: string\n'],
  [
    '  # of 1.2',
    '  # of theirs\n  "1.3":\n    - add: colour\n      # deep\n      backport: drop\n  # of 1.2',
  ],
);

const BOTH = edited(
  THEIRS,
  ['"1.3"', '"1.4"'],
  ['default: 0 }\n', 'default: 0 }\n  # mine\n  owner: string?\n'],
  ['  # of theirs', '  # of mine\n  "1.4":\n    - add: owner # why\n  # of theirs'],
);

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

describe('before the branch is merged', () => {
  it('what was made here stands above what was made there, comments and all', () => {
    const result = rebased({ base: BASE, mine: MINE, tip: THEIRS });
    expect(result.text).toBe(BOTH);
    expect(numbers(result)).toEqual(['1.3 1.4']);
  });

  it('line breaks, indentation and quotes of this file stay as they are', () => {
    const inFour = (text: string): string => text.replace(/^ +/gm, (pad) => pad + pad);
    expect(rebased({ base: BASE, mine: crlf(MINE), tip: THEIRS }).text).toBe(crlf(BOTH));
    expect(rebased({ base: crlf(BASE), mine: MINE, tip: crlf(THEIRS) }).text).toBe(BOTH);
    expect(rebased({ base: BASE, mine: inFour(MINE), tip: THEIRS }).text).toBe(
      inFour(BOTH).replace(
        '        - add: colour\n            # deep\n            backport',
        '      - add: colour\n        # deep\n        backport',
      ),
    );
    const single = MINE.replaceAll('"1.3"', "'1.3'");
    expect(rebased({ base: BASE, mine: single, tip: THEIRS }).text).toBe(
      BOTH.replaceAll('"1.4"', "'1.4'"),
    );
  });

  it('storage that both changed in other parts has what either made of it, each under its number', () => {
    const stored = edited(BASE, [
      '\nhistory:',
      '\nstorage:\n  table: things\n  key: id\n\nhistory:',
    ]);
    const changed = (part: string, was: string): string =>
      edited(
        stored,
        NEXT,
        ['  key: id\n', `  key: id\n  ${part}\n`],
        ['  # of 1.2', `  "1.3":\n    - change: storage\n      was: { ${was} }\n  # of 1.2`],
      );
    const mine = changed('indexes: [name]', 'indexes: []');
    const tip = changed('columns: { name: none }', 'columns: { name: text }');
    const { text, both } = rebased({ base: stored, mine, tip });
    expect(both).toEqual([]);
    expect(text).toContain('  key: id\n  columns: { name: none }\n  indexes: [name]\n');
    expect(text).toContain(`history:
  "1.4":
    - change: storage
      was: { indexes: [] }
  "1.3":
    - change: storage
      was: { columns: { name: text } }
`);
    const clash = changed('indexes: [size]', 'indexes: []');
    const again = rebased({ base: stored, mine, tip: clash });
    expect(again.both).toEqual(['indexes']);
    expect(again.text).toBe(mine);
  });

  it('several versions follow several, in their order', () => {
    const more = (text: string, name: string): string =>
      edited(
        text,
        ['version: "1.3"', 'version: "1.4"'],
        ['\nmethods:', `  ${name}: integer\n\nmethods:`],
        ['history:\n', `history:\n  "1.4":\n    - ${name} is new\n    - add: ${name}\n`],
      );
    const result = rebased({ base: BASE, mine: more(MINE, 'mine'), tip: more(THEIRS, 'theirs') });
    expect(numbers(result)).toEqual(['1.3 1.5', '1.4 1.6']);
    expect(result.text.match(/^(?:version:| {2})? ?"1.*"/gm)).toEqual([
      'version: "1.6"',
      '  "1.6"',
      '  "1.5"',
      '  "1.4"',
      '  "1.3"',
      '  "1.2"',
      '  "1.1"',
      '  "1.0"',
    ]);
    expect(result.text).toContain(
      '  size: { type: integer, default: 0 }\n  theirs: integer\n  # mine\n',
    );
  });

  it('what the tip changed, took out, renamed or added is so, where nobody touched it here', () => {
    const tip = edited(
      THEIRS,
      ['doc: A thing.', 'doc: A thing of theirs.\nstability: stable'],
      ['  # the key\n  id: integer', '  # the key of all\n  key: integer'],
      ['  size: { type: integer, default: 0 }\n', ''],
      ['  save: {}', '  load: { static: true }\n  save: { idempotent: true }'],
      [
        '    - add: colour',
        '    - rename: id\n      to: key\n    - remove: size\n    - add: colour',
      ],
    );
    const { text, both } = rebased({ base: BASE, mine: MINE, tip });
    expect(both).toEqual([]);
    expect(text).toBe(
      edited(
        BOTH,
        ['doc: A thing.', 'doc: A thing of theirs.\nstability: stable'],
        ['  # the key\n  id: integer', '  # the key of all\n  key: integer'],
        ['  size: { type: integer, default: 0 }\n', ''],
        ['  save: {}', '  load: { static: true }\n  save: { idempotent: true }'],
        [
          '    - add: colour',
          '    - rename: id\n      to: key\n    - remove: size\n    - add: colour',
        ],
      ),
    );
  });

  it('a key of the file that only the tip has comes along at its place', () => {
    const none = edited(BASE, ['methods:\n  save: {}\n\n', '']);
    const { text } = rebased({
      base: none,
      mine: edited(MINE, ['methods:\n  save: {}\n\n', '']),
      tip: edited(THEIRS, ['save: {}', 'load: {}']),
    });
    expect(text).toBe(edited(BOTH, ['save: {}', 'load: {}']));
  });

  it.each<[string, Edit, Edit, string]>([
    ['a field', ['name: string', 'name: string?'], ['name: string', 'name: integer'], 'name'],
    [
      'a field that the tip took out',
      ['name: string', 'name: string?'],
      ['  name: string # what it is called\n', ''],
      'name',
    ],
    [
      'a field that both added',
      ['owner: string?', 'colour: string?'],
      ['colour: string', 'colour: integer'],
      'colour',
    ],
    [
      'a method',
      ['save: {}', 'save: { idempotent: true }'],
      ['save: {}', 'save: { static: true }'],
      'save',
    ],
    ['the doc', ['A thing.', 'Mine.'], ['A thing.', 'Theirs.'], 'doc'],
    [
      'one field in two entries',
      ['add: owner', 'remove: colour'],
      ['add: colour', 'remove: colour'],
      'colour',
    ],
  ])(
    '%s that both touched is for a person, and the file stays as it was',
    (_, here, there, name) => {
      const mine = edited(MINE, here);
      const tip = edited(THEIRS, there);
      expect(rebased({ base: BASE, mine, tip })).toEqual({
        text: mine,
        renumbered: [],
        both: [name],
        why: [],
      });
    },
  );

  it('what both recorded alike is recorded once', () => {
    const same: Edit = ['    - add: size', '    - add: size\n'];
    const change = '    - change: name\n      was: string?\n';
    const mine = edited(MINE, ['    - add: owner', `${change}    - add: owner`], same);
    const tip = edited(THEIRS, ['    - add: colour', `${change}    - add: colour`], same);
    expect(rebased({ base: BASE, mine, tip }).text).toBe(
      edited(BOTH, ['    - add: colour', `${change}    - add: colour`], same),
    );
  });

  it('the same version taken twice with the same content is one version', () => {
    expect(rebased({ base: BASE, mine: THEIRS, tip: THEIRS }).text).toBe(THEIRS);
  });

  it('a history in braces is put together too', () => {
    const flow = (version: string, fields: string, history: string): string =>
      `object: Thing\nversion: "${version}"\nfields: { ${fields} }\nhistory: { ${history} }\n`;
    const result = rebased({
      base: flow('1.0', 'a: string', '"1.0": First version'),
      mine: flow('1.1', 'a: string, m: string', '"1.1": [{ add: m }], "1.0": First version'),
      tip: flow('1.1', 'a: string, t: string', '"1.1": [{ add: t }], "1.0": First version'),
    });
    expect(result.text).toBe(
      flow(
        '1.2',
        'a: string, t: string, m: string',
        '"1.2": [{ add: m }], "1.1": [{ add: t }], "1.0": First version',
      ),
    );
  });

  it('two forms that do not go together are for a person', () => {
    const tip = `object: Thing\nversion: "1.3"\nfields: { id: integer }\nhistory: { "1.3": Theirs, "1.2": A, "1.1": B, "1.0": C }\n`;
    const { text, why } = rebased({ base: BASE, mine: MINE, tip });
    expect(text).toBe(MINE);
    expect(why).toEqual(['the two histories are not written in one form']);
  });
});

describe('enums', () => {
  const base = 'enum: Bus\nversion: "1.0"\nvalues: [ide, scsi]\nhistory:\n  "1.0": First version\n';
  const one = (value: string): string =>
    edited(
      base,
      ['"1.0"', '"1.1"'],
      ['scsi]', `scsi, ${value}]`],
      ['history:\n', `history:\n  "1.1":\n    - add: ${value}\n      backport: scsi\n`],
    );

  it('that both gave a value have both, each at a version of its own', () => {
    expect(rebased({ base, mine: one('nvme'), tip: one('sata') }).text).toBe(
      edited(
        one('sata'),
        ['version: "1.1"', 'version: "1.2"'],
        ['sata]', 'sata, nvme]'],
        ['history:\n', 'history:\n  "1.2":\n    - add: nvme\n      backport: scsi\n'],
      ),
    );
  });

  it('with values on lines of their own keep their docs', () => {
    const lines = (text: string): string =>
      text.replace(/values: \[(.*)\]/, (_, all: string) =>
        [
          'values:',
          ...all.split(', ').map((each) => `  - { value: ${each}, doc: A bus. } # ${each}`),
        ].join('\n'),
      );
    const { text } = rebased({
      base: lines(base),
      mine: lines(one('nvme')),
      tip: lines(one('sata')),
    });
    expect(text).toContain(lines('values: [ide, scsi, sata, nvme]'));
  });
});

describe('after a merge that kept both entries', () => {
  const entry = (of: string): string =>
    /\n {2}# of (?:mine|theirs)[^]*?(?=\n {2}# of 1\.2)/.exec(of)?.[0] ?? '';

  it.each<[string, readonly string[]]>([
    ['mine above', [MINE, THEIRS]],
    ['theirs above', [THEIRS, MINE]],
  ])('%s, mine gets the next number and stands on top', (_, order) => {
    const kept = edited(
      BOTH,
      ['version: "1.4"', 'version: "1.3"'],
      [entry(BOTH), order.map(entry).join('')],
    );
    const result = rebased({ mine: kept, tip: THEIRS });
    expect(result.text).toBe(BOTH);
    expect(numbers(result)).toEqual(['1.3 1.4']);
  });

  it('blank lines and comments between them stay', () => {
    const spaced = `object: Thing\nversion: "1.2"\nfields: { a: string, b: string, c: string }\nhistory:\n  # all of it\n\n  "1.2":\n    - add: b\n\n  # apart\n\n  "1.2":\n    - add: c\n\n  "1.1": A note\n\n  "1.0": First version\n`;
    const tip = edited(
      spaced,
      ['  # apart\n\n  "1.2":\n    - add: c\n\n', ''],
      [', c: string', ''],
    );
    expect(rebased({ mine: spaced, tip }).text).toBe(
      edited(
        spaced,
        ['version: "1.2"', 'version: "1.3"'],
        [
          '  "1.2":\n    - add: b\n\n  # apart\n\n  "1.2":\n    - add: c\n',
          '  # apart\n\n  "1.3":\n    - add: c\n\n  "1.2":\n    - add: b\n',
        ],
      ),
    );
  });

  it('a later one of mine follows', () => {
    const kept = edited(
      BOTH,
      ['version: "1.4"', 'version: "1.4"'],
      ['  "1.4":\n    - add: owner', '  "1.4": Later\n  "1.3":\n    - add: owner'],
    );
    const result = rebased({ mine: kept, tip: THEIRS });
    expect(numbers(result)).toEqual(['1.3 1.4', '1.4 1.5']);
    expect(result.text).toContain(
      '  "1.5": Later\n  "1.4":\n    - add: owner # why\n  # of theirs\n  "1.3":',
    );
  });

  it('and the same entry kept twice is one', () => {
    const twice = edited(THEIRS, [
      '  # of 1.2',
      '  "1.3":\n    - add: colour\n      backport: drop\n  # of 1.2',
    ]);
    expect(rebased({ mine: twice, tip: THEIRS }).text).toBe(THEIRS);
  });

  it('of which none is the one that is taken is for a person', () => {
    const kept = edited(MINE, ['  # of 1.2', '  "1.3":\n    - add: size\n  # of 1.2']);
    expect(rebased({ mine: kept, tip: THEIRS }).why).toEqual([
      'neither of the entries 1.3 is the one that is taken',
    ]);
  });
});

describe('after a merge that wove both into one entry', () => {
  const woven = edited(
    BOTH,
    ['version: "1.4"', 'version: "1.3"'],
    ['  # of mine\n  "1.4":\n    - add: owner # why\n', ''],
    [
      '    - add: colour',
      '    # first\n    - Owners are known\n    # before mine\n    - add: owner # why\n    # before theirs\n    - add: colour',
    ],
  );

  it('what the baseline lacks moves up, with rules, notes and comments', () => {
    const result = rebased({ mine: woven, tip: THEIRS });
    expect(result.text).toBe(
      edited(
        BOTH,
        [
          '  # of mine\n  "1.4":\n    - add: owner # why\n',
          '  "1.4":\n    # first\n    - Owners are known\n    # before mine\n    - add: owner # why\n',
        ],
        ['    - add: colour', '    # before theirs\n    - add: colour'],
      ),
    );
    expect(numbers(result)).toEqual(['1.3 1.4']);
  });

  it('on one line too', () => {
    const line = '  "1.3": [{ add: colour, backport: drop }]\n';
    const tip = THEIRS.replace(/ {2}"1\.3":\n(?: {4}.*\n)+/, line);
    const mine = edited(
      tip,
      [line, '  "1.3": [{ add: colour, backport: drop }, { add: owner }, Why]\n'],
      ['fields:\n', 'fields:\n  owner: string\n'],
    );
    expect(rebased({ mine, tip }).text).toBe(
      edited(
        mine,
        ['version: "1.3"', 'version: "1.4"'],
        ['  # of theirs\n', '  "1.4": [{ add: owner }, Why]\n  # of theirs\n'],
        [', { add: owner }, Why]\n  # of 1.2', ']\n  # of 1.2'],
      ),
    );
  });

  it.each<[string, Texts]>([
    ['a version that may still change', { mine: woven, tip: THEIRS, pending: ['1.3'] }],
    [
      'a note alone',
      {
        mine: edited(THEIRS, ['    - add: colour', '    - Colours\n    - add: colour']),
        tip: THEIRS,
      },
    ],
    [
      'a rule that was edited',
      { mine: edited(THEIRS, ['backport: drop', 'upgrade: unset']), tip: THEIRS },
    ],
    ['an entry that was taken out', { mine: BASE, tip: THEIRS }],
  ])('%s is not its to mend', (_, texts) => {
    expect(rebased(texts)).toEqual({ text: texts.mine, renumbered: [], both: [], why: [] });
  });
});

it('a second run changes nothing', () => {
  for (const base of [BASE, undefined]) {
    const again =
      base === undefined ? { mine: BOTH, tip: THEIRS } : { base, mine: BOTH, tip: THEIRS };
    expect(rebased(again)).toEqual({ text: BOTH, renumbered: [], both: [], why: [] });
  }
});
