// Where a rolling upgrade is rehearsed: the processes of the fleet compiled, and both releases' generated code
// beside them.
import { join } from 'node:path';
import { compiledCopy, compileInto } from '../compiled/copy.mjs';

const ROLLING = 'test/interop/rabbitmq/rolling';
/** What the processes of the fleet import; whoever starts them from a copy needs all of the sources. */
export const OF_PROCESSES = ['src/core', 'src/runtime', 'src/rpc', 'src/testing/values', ROLLING];
export const OF_ALL = ['src', 'test/support', ROLLING];

/** Compiles these folders; `overlay` has texts that stand in for files. */
export function stage(root, folders, overlay) {
  const copy = compiledCopy(root, folders, overlay);
  return {
    /** Where the processes are. */
    code: join(copy.folder, ROLLING),
    import: copy.import,
    remove: copy.remove,
    /** Puts the code of the releases where processes look for it. */
    put: (releases) => {
      for (const { name, files } of releases) {
        for (const { path, text } of files) {
          compileInto(copy.folder, join(ROLLING, 'generated', name, path), text);
        }
      }
    },
  };
}
