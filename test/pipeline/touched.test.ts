// The pipeline looks only at what a change can have touched. It must find what the whole gate finds, edit for edit.

import { describe, expect, it } from 'vitest';
import { runGate } from '../../src/pipeline/gate/check.js';
import { touchedBetween, type State } from '../../src/pipeline/gate/touched.js';
import { loadSources } from '../../src/pipeline/loading.js';
import { editsOf } from '../evolution/edits/all-edits.js';
import { codesOf, CONFIG, configOf } from '../evolution/edits/as-project.js';
import { spread, worlds, type World } from '../evolution/edits/edit.js';
import { baselineOf, gateAgainst } from '../evolution/gate/story.js';
import { memoryCache, memoryHost, type MemoryHost } from '../support/memory-host.js';
import type { SourceFile } from '../../src/load/index.js';

describe.each(worlds())('$name', (world) => {
  const baseline = baselineOf(world.files, world.settings);
  const base = treeOf(world, world.files);
  const memory = { cache: memoryCache(), known: new Map() };
  const edits = editsOf(world, () => true).filter(
    // Other settings are another project's story here; the pipeline reads them from the config.
    ({ settings }) => settings === undefined,
  );

  it('nothing is overlooked that the whole gate sees', async () => {
    const wrong: string[] = [];
    for (const edit of spread(edits, 60)) {
      const after = edit.after();
      const tree = treeOf(world, after);
      const source = { kind: 'trees', name: 'main', base } as const;
      const { findings } = await runGate({ tree, config: CONFIG, source, memory });
      const [got, wanted] = [findings, gateAgainst(baseline, after, world.settings)].map(codesOf);
      if (got !== wanted) {
        wrong.push(
          `${edit.kind}, ${edit.how}, of ${edit.object}: ${got ?? ''}, not ${wanted ?? ''}`,
        );
      }
    }
    expect(wrong).toEqual([]);
  }, 240_000);
});

describe('what a change can have touched', () => {
  const before = stateOf(
    'object: A\nversion: "1.0"\nfields: { b: B }\nhistory: { "1.0": First }\n',
    'object: B\nversion: "1.0"\nfields: { c: "list<C>" }\nhistory: { "1.0": First }\n',
    'enum: C\nversion: "1.0"\nvalues: [x]\nhistory: { "1.0": First }\n',
    'object: D\nversion: "1.0"\nfields: { n: integer }\nhistory: { "1.0": First }\n',
  );

  it('reaches all that mention it, however far, and nothing else', () => {
    const after = stateOf(
      'object: A\nversion: "1.0"\nfields: { b: B }\nhistory: { "1.0": First }\n',
      'object: B\nversion: "1.0"\nfields: { c: "list<C>" }\nhistory: { "1.0": First }\n',
      'enum: C\nversion: "1.0"\nvalues: [x, y]\nhistory: { "1.0": First }\n',
      'object: D\nversion: "1.0"\nfields: { n: integer }\nhistory: { "1.0": First }\n',
    );
    const isTouched = touchedBetween(before, after);
    expect(['A', 'B', 'C', 'D'].filter(isTouched)).toEqual(['A', 'B', 'C']);
  });

  it('is nothing where nothing changed', () => {
    expect(['A', 'B', 'C', 'D'].filter(touchedBetween(before, before))).toEqual([]);
  });
});

function stateOf(...texts: readonly string[]): State {
  const schemas = texts.map((text, index) => ({ path: `${index}.yaml`, text }));
  return { schemas, hooks: [], loaded: loadSources(schemas, new Map()) };
}

/** Without hooks: those of the worked domain are declared in its schemas, and told to be missing in either state. */
function treeOf({ settings }: World, files: readonly SourceFile[]): MemoryHost {
  const texts = files.map(({ path, text }) => [path, text] as const);
  return memoryHost({ [CONFIG]: configOf({ files, settings }), ...Object.fromEntries(texts) });
}
