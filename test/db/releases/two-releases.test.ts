// Two releases of the worked domain, each the code of its own git tag, live against one database: forward step by step, back
// again as long as the pin is not lifted, and after that by taking the rows back.

import { expect, it } from 'vitest';
import type { Registry } from '../../../src/runtime/index.js';
import { load } from '../../../src/load/index.js';
import { buildModel, recordsOf } from '../../../src/model/index.js';
import { COMPUTE } from '../../compute/compute-model.js';
import { onEachEngine } from '../databases.js';
import { type Files, filesNow, filesThen } from './as-it-was.js';
import { generatedAt, loadedFrom, TAGS, taggedRepository } from './tagged.js';
import { Walk } from './walk.js';

const [OLD, NEW] = TAGS;

interface Code {
  readonly older: Registry;
  readonly newer: Registry;
}

let made: Promise<Code> | undefined;

/** The code of both tags, made once. */
function code(): Promise<Code> {
  made ??= makeCode();
  return made;
}

async function makeCode(): Promise<Code> {
  const repository = taggedRepository();
  const [then, now] = [await generatedAt(repository, OLD), await generatedAt(repository, NEW)];
  return { older: await loadedFrom(then, OLD), newer: await loadedFrom(now, NEW) };
}

it('what the newer tag tells of older versions is what the older tag had', () => {
  const [then, now] = [recorded(filesThen()), recorded(filesNow())];
  expect(then.size).toBeGreaterThan(14);
  for (const [name, { versions }] of then) {
    for (const [version, { sections }] of versions) {
      const told = now.get(name)?.versions.get(version)?.sections;
      // Of methods a table knows nothing.
      expect({ ...told, methods: {} }, `${name} ${version}`).toEqual({ ...sections, methods: {} });
    }
  }
});

function recorded(files: Files) {
  const schemas = Object.entries(files).filter(([path]) => path.startsWith('schemas/'));
  const { declarations } = load(schemas.map(([path, text]) => ({ path, text })));
  return recordsOf(buildModel(declarations, COMPUTE).model, {}, () => undefined).objects;
}

onEachEngine('two releases', (open) => {
  it('go all the way forward, and back from everywhere', async () => {
    const { older, newer } = await code();
    const database = await open();
    const walk = new Walk(database, older, newer);
    await walk.olderAlone();
    await walk.expanded();
    await walk.newerPinned();
    await walk.backAgain();
    await walk.pinLifted();
    await walk.takenBack();
    await walk.allTheWay();
  });
});
