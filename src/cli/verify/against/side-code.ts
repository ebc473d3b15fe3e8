// One side's generated code as node runs it: the files of its output folder, its hooks, and the runtime that it
// ran with.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { cacheFolder } from '../../../disk/disk-cache.js';
import { isUnwritable, placed } from '../../../disk/generated-code.js';
import type { Project } from '../../../disk/project.js';
import {
  findRunnable,
  importRunnable,
  importsOf,
  makeRunnable,
  RUNTIME_URL,
  urlOfRunnable,
  type CodeFile,
} from '../../../disk/runnable.js';
import { fingerprint } from '../../../pipeline/fingerprint.js';
import type { Tree } from '../../../pipeline/host.js';
import type { Settings } from '../../../pipeline/settings.js';
import type { SourceText } from '../../../pipeline/sources.js';
import { CannotRun } from '../../exit.js';

export interface SideCode {
  /** Of the generated index. */
  readonly indexUrl: string;
  /** Imports what a hook file became; its path is that of the source. */
  readonly importFile: (path: string) => Promise<unknown>;
  /** Removes what no cache could keep. */
  readonly forget: () => void;
}

export interface SideFiles {
  readonly settings: Settings;
  /** The files of the output folder, by their paths in the project. */
  readonly generated: readonly CodeFile[];
  readonly hooks: readonly SourceText[];
  /** What else stands between the generated code and the runtime. */
  readonly others: readonly CodeFile[];
  /** What imports of the runtime lead to. */
  readonly runtimeUrl: string;
}

export { RUNTIME_URL };

/** Compiles it, or takes what an earlier run compiled. */
export async function prepareSide({ root, program }: Project, files: SideFiles): Promise<SideCode> {
  const { settings, generated, hooks, others, runtimeUrl } = files;
  const code = [...generated, ...hooks, ...others].map(({ path, text }) => ({
    path: placed(settings, path),
    text,
  }));
  const key = `against-${fingerprint(JSON.stringify([program, runtimeUrl, settings, code]))}`;
  // A module of the user's own goes along as it is; what it imports of the package is replaced.
  const isOwn = settings.runtimeModule.startsWith('.');
  const runtime = {
    module: isOwn ? 'backlevel/runtime' : settings.runtimeModule,
    url: runtimeUrl,
  };
  const make = (cache: string): Promise<string> => makeRunnable(cache, key, code, runtime);
  const sideIn = (folder: string, forget: () => void): SideCode => ({
    indexUrl: urlOfRunnable(folder, placed(settings, `${settings.output}/index.ts`)),
    importFile: (path) => importRunnable(folder, placed(settings, path)),
    forget,
  });
  const cache = join(cacheFolder(root), 'against');
  try {
    return sideIn(findRunnable(cache, key) ?? (await make(cache)), () => undefined);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
  }
  const once = mkdtempSync(join(tmpdir(), 'backlevel-'));
  return sideIn(await make(once), () => {
    rmSync(once, { recursive: true, force: true });
  });
}

/** The generated files of a tree; none where there is no index. */
export function generatedIn(tree: Tree, { output }: Settings): readonly CodeFile[] {
  const paths = tree.list(output).filter((path) => path.endsWith('.ts'));
  return paths.includes(`${output}/index.ts`) ? readAll(tree, paths) : [];
}

/**
 * What a relative `runtimeModule` leads to, with all that it imports by relative paths.
 *
 * @param name What the tree is called in messages.
 */
export async function ownRuntimeModule(
  tree: Tree,
  { output, runtimeModule }: Settings,
  name: string,
): Promise<readonly CodeFile[]> {
  if (!runtimeModule.startsWith('.')) return [];
  const found = new Map<string, string>();
  const wanted = [`${output}/${runtimeModule}`];
  for (const one of wanted) {
    const path = candidates(one).find((candidate) => tree.read(candidate) !== undefined);
    const text = path === undefined ? undefined : tree.read(path);
    if (path === undefined || text === undefined) {
      throw new CannotRun(
        `${name}: its generated code imports ${posix.normalize(one)}, which the commit does not have; commit it, or let \`runtimeModule\` name the package`,
      );
    }
    if (found.has(path)) continue;
    found.set(path, text);
    for (const specifier of await importsOf(text)) {
      if (specifier.startsWith('.')) wanted.push(`${posix.dirname(path)}/${specifier}`);
    }
  }
  return [...found].map(([path, text]) => ({ path, text }));
}

/** The source that an import may mean. */
function candidates(path: string): readonly string[] {
  const clean = posix.normalize(path);
  return [clean.replace(/\.js$/, '.ts'), `${clean}.ts`, clean];
}

function readAll(tree: Tree, paths: readonly string[]): readonly CodeFile[] {
  return paths.flatMap((path) => {
    const text = tree.read(path);
    return text === undefined ? [] : [{ path, text }];
  });
}
