// Versioned objects have been made before, and 45 things are known that went wrong or were easy to get
// wrong. Each that is about schemas, the wire or objects has a test; the others say where they belong.

import { describe, expect, test } from 'vitest';
import { amongOthers } from './among-others.js';
import { betweenVersions } from './between-versions.js';
import { changes } from './changes.js';
import { onTheWire } from './on-the-wire.js';
import { unsetAndDefault } from './unset-and-default.js';

/** Traps that cannot be met here, and why. */
const NOT_HERE: Readonly<Record<number, string>> = {
  27: 'comes with the RPC facade: a conductor that is too old itself, and answers that are too new',
  33: 'comes with the RPC facade: what a remote call gives back to the caller’s object',
  36: 'comes with the RPC facade: which methods a stranger may call',
  37: 'comes with the RPC facade: calls without a context',
  39: 'comes with the RPC facade: how errors cross',
  40: 'comes with the database facade: pins made of the live services in its table',
  42: 'comes with the database facade: relabelling rows is no migration of them',
};

const groups = {
  'on the wire': onTheWire,
  'unset, null and defaults': unsetAndDefault,
  'between versions': betweenVersions,
  changes,
  'among others': amongOthers,
};

describe.each(Object.entries(groups))('%s', (_group, traps) => {
  test.each(traps.map((trap) => [trap.number, trap.holds, trap] as const))(
    '%i: %s',
    async (_number, _holds, trap) => {
      await trap.test();
    },
  );
});

test('no trap is forgotten, and none is counted twice', () => {
  const met = Object.values(groups).flatMap((traps) => traps.map(({ number }) => number));
  const elsewhere = Object.keys(NOT_HERE).map(Number);
  const numbers = [...met, ...elsewhere].sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 45 }, (_, i) => i + 1));
});
