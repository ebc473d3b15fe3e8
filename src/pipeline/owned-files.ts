// The list of the files that backlevel wrote, kept beside them. Only what stands in it may ever be
// overwritten or removed; and a file that differs from its hash here was edited by hand.

export const LIST_NAME = '.backlevel.json';

/** Paths relative to the output folder, with the hash of what was written. */
export type OwnedFiles = ReadonlyMap<string, string>;

/** Reads the list; undefined when the text is not one. */
export function parseOwnedFiles(text: string): OwnedFiles | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || !Array.isArray(value['files'])) return undefined;
  const owned = new Map<string, string>();
  for (const entry of value['files'] as readonly unknown[]) {
    if (!isRecord(entry)) return undefined;
    const { path, sha256 } = entry;
    if (typeof path !== 'string' || typeof sha256 !== 'string' || !staysInside(path))
      return undefined;
    owned.set(path, sha256);
  }
  return owned;
}

/** The list as text: one file a line, sorted, so that two branches seldom meet in one line. */
export function formatOwnedFiles(owned: OwnedFiles): string {
  const lines = [...owned]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, sha256]) => `    ${JSON.stringify({ path, sha256 })}`);
  const files = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "about": "Files written by backlevel; do not edit.",\n  "files": ${files}\n}\n`;
}

/** A list that came from elsewhere must not make us remove what is not below the output folder. */
function staysInside(path: string): boolean {
  return (
    path !== '' && !path.startsWith('/') && !/(^|\/)\.\.?(\/|$)/.test(path) && !/[\\:]/.test(path)
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
