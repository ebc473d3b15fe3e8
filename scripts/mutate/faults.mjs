// The seeded faults of test/mutation/faults: which there are, and whether each can still be seeded.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const FOLDER = 'test/mutation/faults';

/** Every fault, area by area. */
export function readFaults(root) {
  return readdirSync(join(root, FOLDER))
    .sort()
    .flatMap((file) => {
      const { area, faults } = parse(readFileSync(join(root, FOLDER, file), 'utf8'));
      return faults.map((fault) => ({ only: undefined, short: false, ...fault, area }));
    });
}

/** What keeps faults from being seeded: a text that is gone or stands there twice, a test that is gone. */
export function problemsOf(root, faults) {
  const texts = new Map();
  const textOf = (file) => {
    if (!texts.has(file)) {
      texts.set(file, existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '');
    }
    return texts.get(file);
  };
  return faults.flatMap(({ area, name, file, find, put, tests }) => {
    const times = textOf(file).split(find).length - 1;
    const missing = tests.filter((test) => !existsSync(join(root, test)));
    return [
      ...(times === 1 ? [] : [`its text stands ${times} times in ${file}, not once`]),
      ...(put === find ? ['it changes nothing'] : []),
      ...(tests.length === 0 ? ['it names no test'] : []),
      ...missing.map((test) => `there is no ${test}`),
    ].map((problem) => `${area}: ${name}: ${problem}`);
  });
}

/** The text with the fault in it. */
export function mutated(text, { find, put }) {
  return text.replace(find, () => put);
}
