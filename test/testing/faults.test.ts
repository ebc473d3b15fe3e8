// The faults that the laws must catch are only worth something while they can be seeded.

import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  KINDS,
  problemsOf,
  readFaults,
  type FaultKind,
} from '../../scripts/verify-faults/faults.mjs';
import { computeModel } from '../compute/compute-model.js';

const ROOT = resolve(import.meta.dirname, '../..');
const faults = readFaults(ROOT);

function ofKind(kind: FaultKind): typeof faults {
  return faults.filter((fault) => fault.kind === kind);
}

describe('the faults for the laws', () => {
  test('all have their place, once, and leave code that can be read', () => {
    expect(problemsOf(ROOT, faults)).toEqual([]);
  });

  test('are many, of every kind, or a hole in the laws would stay unseen', () => {
    expect(ofKind('generated').length).toBeGreaterThanOrEqual(60);
    expect(ofKind('emitter').length).toBeGreaterThanOrEqual(25);
    expect(ofKind('ancestor').length).toBeGreaterThanOrEqual(10);
    expect(Object.keys(KINDS).sort()).toEqual(['ancestor', 'emitter', 'generated']);
  });

  test('every object with a history has some, and every law is expected to catch some', () => {
    const { model } = computeModel();
    const withHistory = [...model.objects.values()]
      .filter(({ versions, isNewestMajor }) => versions.length > 1 && isNewestMajor)
      .map(({ name }) => name);
    const seeded = new Set(faults.map(({ object }) => object));
    expect(withHistory.filter((name) => !seeded.has(name))).toEqual([]);
    const laws = new Set(faults.flatMap((fault) => fault.laws));
    expect([...laws].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('are told apart by their names', () => {
    const names = faults.map(({ kind, name }) => `${kind}: ${name}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});

test('a fault whose text is gone, or which nobody can read, is told and not passed over', () => {
  const [fault] = ofKind('generated');
  if (fault?.file === undefined) throw new Error('no fault');
  const wrong = [
    { ...fault, find: 'no such text' },
    { ...fault, find: 'rt.' },
    { ...fault, replace: fault.find ?? '' },
    { ...fault, replace: '((' },
    { ...fault, laws: [] },
  ];
  const problems = problemsOf(ROOT, wrong);
  expect(problems.map((problem) => problem.split(': ').at(-1))).toEqual([
    `its text stands 0 times in ${fault.file}, not once`,
    expect.stringMatching(/^its text stands \d+ times in /),
    'it changes nothing',
    expect.stringMatching(/expected/),
    'no laws',
  ]);
});
