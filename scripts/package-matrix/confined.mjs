// Loaded before a program with --import: packages in folders above its own are as if they were not there. A
// temporary folder may have some further up, and then nothing would ever be missing.

import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

const INSIDE = `${pathToFileURL(process.cwd()).href}/`;

// The hooks are loaded from this very file, in a thread of their own.
if (isMainThread) register(import.meta.url);

export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  const isOutside = found.url.startsWith('file:') && !found.url.startsWith(INSIDE);
  if (!isOutside || !found.url.includes('/node_modules/')) return found;
  const message = `Cannot find package '${specifier}' imported from ${context.parentURL}`;
  throw Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' });
}
