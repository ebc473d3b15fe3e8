import { describe, expect, it } from 'vitest';
import { changesOf, objectOf } from './declared.js';

describe('a history', () => {
  it('keeps notes and changes apart, newest first, with their places', () => {
    const { history } = objectOf(`object: Foo
version: "1.2"
fields: { a: string }
history:
  "1.2": One note
  "1.1":
    - "Fix: allow null"
    - add: a
  "1.0": First version
`);
    expect(history.map(({ version }) => version.value.minor)).toEqual([2, 1, 0]);
    expect(history[0]).toMatchObject({ notes: [{ value: 'One note' }], changes: [] });
    expect(history[1]).toMatchObject({
      notes: [{ value: 'Fix: allow null' }],
      changes: [{ kind: 'add', span: { line: 8, column: 7, endColumn: 13 } }],
    });
  });

  it('keeps all the notes of an entry, wherever they stand in it', () => {
    const { history } = objectOf(`object: Foo
version: "1.1"
fields: { a: string }
history:
  "1.1":
    - One note
    - add: a
    - Another note
  "1.0": First version
`);
    expect(history[0]).toMatchObject({
      notes: [{ value: 'One note' }, { value: 'Another note' }],
      changes: [{ kind: 'add' }],
    });
  });

  it('joins a major to the one before it by the first item of its entry', () => {
    const { history } = objectOf(`object: Foo
version: "2.0"
fields: { a: string }
history:
  "2.0":
    - from: "1.7"
    - add: a
`);
    expect(history[0]).toMatchObject({
      from: { value: { major: 1, minor: 7 } },
      changes: [{ kind: 'add' }],
    });
  });

  it('knows every change of a field', () => {
    const [add, remove, rename, change, replace] = changesOf(`- add: [a, b]
- remove: c
  was: { type: string, default: x }
- rename: old
  to: new
  was: integer
- change: d
  was: "Bus@1.1"
- replace: { first: string, last: { type: string } }
  with: [name]
  backport: hook`);
    expect(add).toMatchObject({ kind: 'add', names: [{ value: 'a' }, { value: 'b' }] });
    expect(remove).toMatchObject({
      kind: 'remove',
      names: [{ value: 'c' }],
      was: { name: { value: 'c' }, short: false, default: { text: 'x' } },
    });
    expect(rename).toMatchObject({
      kind: 'rename',
      name: { value: 'old' },
      to: { value: 'new' },
      was: { name: { value: 'old' }, short: true },
    });
    expect(change).toMatchObject({
      kind: 'change',
      was: { type: { value: { kind: 'name', ref: { name: 'Bus', major: 1, minor: 1 } } } },
    });
    expect(replace).toMatchObject({
      kind: 'replace',
      old: [{ name: { value: 'first' } }, { name: { value: 'last' } }],
      with: [{ value: 'name' }],
      backport: { word: { value: 'hook' } },
    });
  });

  it('knows every change of a method, by the name without its parentheses', () => {
    const changes = changesOf(`- add: [get(), save()]
- remove: old()
  was: { static: true, args: { id: integer } }
- change: list()
  was: { returns: Foo }`);
    expect(changes).toMatchObject([
      { kind: 'add-method', names: [{ value: 'get' }, { value: 'save' }] },
      { kind: 'remove-method', was: { static: true, args: [{ name: { value: 'id' } }] } },
      {
        kind: 'change-method',
        names: [{ value: 'list' }],
        was: { returns: { value: { kind: 'name' } } },
      },
    ]);
  });

  it('tells a change of the storage from a change of a field named storage', () => {
    const changes = changesOf(`- change: storage
  was: { table: old }
- change: storage
  was: string
- change: storage
  was: { type: string, default: x }`);
    expect(changes.map(({ kind }) => kind)).toEqual(['change-storage', 'change', 'change']);
    expect(changes[0]).toMatchObject({ was: { table: { value: 'old' }, columns: [] } });
  });
});

describe('a rule', () => {
  it('is a word, or a map with every key there is', () => {
    const [word, map, first, hook] = changesOf(`- add: a
  backport: drop
  upgrade: unset
- change: b
  was: Bus
  backport:
    whenNull: -1
    values: { nvme: virtio, null: unset, 1e3: { refuse: why } }
    else: omit
    members: { NVMeBus: unset, os_vif/VIF@1: { refuse: why } }
    convert: parse
    clamp: true
    hook: { loses: [b.c], refuses: true }
- change: c
  was: string
  backport: { convert: first, whenEmpty: "", hook: true }
  upgrade: { refuse: why }
- remove: d
  was: string
  backport: { copy: e }
  upgrade: { into: extra.key.with.dots }`);
    expect(word).toMatchObject({
      backport: { word: { value: 'drop' } },
      upgrade: { word: { value: 'unset' } },
    });
    expect(map).toMatchObject({
      backport: {
        whenNull: { text: '-1' },
        values: [
          { key: { text: 'nvme' }, substitute: { text: 'virtio' } },
          { key: { text: 'null' }, substitute: { text: 'unset' } },
          { key: { text: '1e3' }, substitute: { kind: 'map' } },
        ],
        else: { text: 'omit' },
        members: [{ key: { text: 'NVMeBus' } }, { key: { text: 'os_vif/VIF@1' } }],
        convert: { value: 'parse' },
        clamp: { value: true },
        hook: { value: { loses: [{ value: 'b.c' }], refuses: true } },
      },
    });
    expect(first).toMatchObject({
      backport: {
        whenEmpty: { text: '', quoted: true },
        hook: { value: { loses: [], refuses: false } },
      },
      upgrade: { refuse: { value: 'why' } },
    });
    expect(hook).toMatchObject({
      backport: { copy: { value: 'e' } },
      upgrade: { into: { value: 'extra.key.with.dots' } },
    });
  });

  it('that is a hook refuses only where it says so', () => {
    const [change] = changesOf('- change: b\n  was: string\n  backport: { hook: { loses: [b] } }');
    expect(change).toMatchObject({
      backport: { hook: { value: { loses: [{ value: 'b' }], refuses: false } } },
    });
  });
});
