// Packages that a user installs only for what needs them: what is said where one is asked for and is not there.

/** Such packages, each with what to install; package.json has the same as optional peers. */
export const OPTIONAL_PACKAGES = {
  amqplib: '2',
  libsql: '0.5',
  pg: '8',
} as const;

export type OptionalPackage = keyof typeof OPTIONAL_PACKAGES;

/**
 * Which package is missing, for what, and how to get it; of one that is there and cannot be loaded, that.
 *
 * @param need What is needed: `SQLite is opened with`.
 * @param error What importing it threw.
 */
export function tellMissing(need: string, name: OptionalPackage, error: unknown): string {
  if (!isNotInstalled(name, error)) {
    const why = error instanceof Error ? error.message : String(error);
    return `${need} the package ${name}, which is installed but cannot be loaded: ${why}`;
  }
  return `${need} the package ${name}, which is not installed: \`npm install ${name}@${OPTIONAL_PACKAGES[name]}\``;
}

/** A package that misses one of its own, such as a native binding, fails in the same way and names that. */
function isNotInstalled(name: string, error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const isMissing = error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND';
  return isMissing && error.message.includes(`'${name}'`);
}
