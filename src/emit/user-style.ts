// A user's own prettier style for generated files. The emitter's text is in prettier's default style
// already, so prettier is loaded only where a project has a config of its own.

import { join } from 'node:path';

/** What was read of configs before counts no longer: between two runs of a watch they may have changed. */
export async function forgetConfigs(): Promise<void> {
  const { clearConfigCache } = await import('prettier');
  await clearConfigCache();
}

/** Brings `text` into the style that prettier's config asks for at `path`; both paths are absolute. */
export async function formatInUserStyle(root: string, path: string, text: string): Promise<string> {
  const prettier = await import('prettier');
  const { ignored } = await prettier.getFileInfo(path, {
    ignorePath: join(root, '.prettierignore'),
    resolveConfig: false,
  });
  const options = await prettier.resolveConfig(path, { editorconfig: true });
  if (ignored || options === null) return text;
  return prettier.format(text, { ...options, filepath: path });
}
