// Where a soak runs: its processes compiled, and both releases' generated code beside them.
import { join } from 'node:path';
import { compiledCopy, compileInto } from '../compiled/copy.mjs';

const SOAK = 'test/db/soak';
/** What the processes import; whoever starts them from a copy needs all of the sources. */
export const OF_PROCESSES = [
  'src/core',
  'src/runtime',
  'src/rpc',
  'src/db',
  'src/testing/values',
  SOAK,
];
export const OF_ALL = ['src', 'test/support', SOAK];

/** Compiles these folders of the project. */
export function stage(root, folders) {
  const copy = compiledCopy(root, folders);
  return {
    /** Where the processes are. */
    code: join(copy.folder, SOAK),
    import: copy.import,
    remove: copy.remove,
    /** Puts the code of the releases where processes look for it. */
    put: (releases) => {
      for (const { name, files } of releases) {
        for (const { path, text } of files) {
          compileInto(copy.folder, join(SOAK, 'generated', name, path), text);
        }
      }
    },
  };
}
